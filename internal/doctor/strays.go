package doctor

import (
	"context"

	"github.com/jmoiron/sqlx"

	"sluice/internal/base"
	"sluice/internal/db"
)

// strays proves that nothing speaks of a lead that is not there.
func (v *visit) strays(ctx context.Context) error {
	for _, kind := range []struct {
		query string
		rule  Rule
		text  string
	}{
		{strayEventsSQL, StateAndStory, "an event of a lead that is not there"},
		{strayPlacementsSQL, OneHolder, "a placement of a lead that is not there"},
		{strayListingsSQL, NeverNowhere, "a partner sees a lead on the market that is not there"},
		{strayConsentsSQL, NothingLost, "a consent to a lead that is not there"},
		{strayMessagesSQL, NoMailForNothing, "a message about a lead that is not there"},
	} {
		err := v.db.Read(ctx, v.ws.ID, func(tx *db.Tx) error {
			return tx.Each(ctx, kind.query, nil, func(rows *sqlx.Rows) error {
				var id base.ID
				err := rows.Scan(&id)
				if err == nil {
					v.found(Finding{ID: id, Rule: kind.rule, Text: kind.text})
				}
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
