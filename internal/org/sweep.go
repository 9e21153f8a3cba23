package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// linksKept is how long a used or lapsed link still says so, rather than that it never was.
const linksKept = 30 * 24 * time.Hour

// Sweep clears away, in all workspaces, what no longer means anything: ended sessions, counts of attempts that
// are over, links long past.
func (s *Service) Sweep(ctx context.Context) error {
	return s.DB.WriteAcross(ctx, func(tx *db.Tx) error {
		args := db.Args{"now": base.At(tx.Now()), "links": base.At(tx.Now().Add(-linksKept))}
		for _, statement := range []string{sweepSessionsSQL, sweepAttemptsSQL, sweepLinksSQL} {
			if _, err := tx.Exec(ctx, statement, args); err != nil {
				return err
			}
		}
		return nil
	})
}
