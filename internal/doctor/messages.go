package doctor

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/outbox"
)

// longestWait is more than any message waits between its writing and its last try.
const longestWait = 5 * 24 * time.Hour

type messageRow struct {
	ID         base.ID      `db:"id"`
	State      outbox.State `db:"state"`
	CreatedAt  base.Moment  `db:"created_at"`
	DueAt      base.Moment  `db:"due_at"`
	LeaseUntil base.Moment  `db:"lease_until"`
	SentAt     base.Moment  `db:"sent_at"`
}

// messages proves that none is lost: what is not sent or given up is due, and leased no longer than a try takes.
func (v *visit) messages(ctx context.Context) error {
	var after base.ID
	for {
		var rows []messageRow
		err := v.db.Read(ctx, v.ws.ID, func(tx *db.Tx) error {
			return tx.Select(ctx, &rows, messagesSQL, db.Args{"after": int64(after), "limit": batch})
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, m := range rows {
			if text := m.wrong(); text != "" {
				v.found(Finding{ID: m.ID, Rule: NothingLost, Text: text})
			}
		}
		v.report.Messages += len(rows)
		after = rows[len(rows)-1].ID
	}
}

func (m messageRow) wrong() string {
	waits := m.State == outbox.Waiting
	switch {
	case waits && m.DueAt.IsZero():
		return "a message waits, but is never due"
	case waits && m.DueAt.Sub(m.CreatedAt.Time) > longestWait:
		return "a message is held back for ever"
	case !waits && !m.DueAt.IsZero():
		return "a message is done, but would be sent again"
	case !waits && !m.LeaseUntil.IsZero():
		return "a message is done, but still leased"
	case m.State == outbox.Sent && m.SentAt.IsZero():
		return "a message counts as sent without a moment"
	}
	return ""
}
