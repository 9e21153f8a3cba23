package demo

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// latestSQL asks the tables that everything which happens leaves a row in.
const latestSQL = `SELECT MAX(at) FROM (
	SELECT MAX(updated_at) AS at FROM lead UNION ALL SELECT MAX(created_at) FROM outbox
	UNION ALL SELECT MAX(sent_at) FROM outbox UNION ALL SELECT MAX(at) FROM audit
	UNION ALL SELECT MAX(seen_at) FROM session) AS moments`

// latest is the moment up to which the data reaches; zero for an empty database.
func (s *services) latest(ctx context.Context) (time.Time, error) {
	var at base.Moment
	err := s.db.ReadAcross(ctx, func(tx *db.Tx) error { return tx.Get(ctx, &at, latestSQL, nil) })
	return at.Time, err
}
