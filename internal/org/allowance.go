package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Spend counts n uses of a subject at once and tells how many have been counted, on all nodes, in the window that is
// running, and when it ends. It refuses nothing: a node takes uses in lots, and looks after each lot itself.
func (s *Service) Spend(ctx context.Context, ws base.ID, subject string, n int, window time.Duration) (used int, ends time.Time, err error) {
	err = s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		args := db.Args{"subject": subject, "n": n, "now": base.At(tx.Now()), "resets_at": base.At(tx.Now().Add(window))}
		if _, err := tx.Exec(ctx, spendSQL, args); err != nil {
			return err
		}
		var row attemptRow
		err := tx.Get(ctx, &row, attemptSQL, args)
		used, ends = row.Count, row.ResetsAt.Time
		return err
	})
	return used, ends, err
}
