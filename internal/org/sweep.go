package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// linksKept is how long a used or lapsed link still says so, rather than that it never was.
const linksKept = 30 * 24 * time.Hour

// Kept answers hold personal data, so they go after a day; a form that was sent twice is known for a month.
const (
	answersKept = 24 * time.Hour
	intakesKept = 30 * 24 * time.Hour
)

// Sweep clears away, in all workspaces, what no longer means anything: ended sessions, counts of attempts that
// are over, links long past, keys and answers of requests that nobody repeats any more.
func (s *Service) Sweep(ctx context.Context) error {
	return s.DB.WriteAcross(ctx, func(tx *db.Tx) error {
		ago := func(d time.Duration) base.Moment { return base.At(tx.Now().Add(-d)) }
		args := db.Args{"now": ago(0), "links": ago(linksKept), "answers": ago(answersKept), "intakes": ago(intakesKept)}
		for _, statement := range []string{sweepSessionsSQL, sweepAttemptsSQL, sweepLinksSQL, sweepAnswersSQL, sweepIntakesSQL} {
			if _, err := tx.Exec(ctx, statement, args); err != nil {
				return err
			}
		}
		return nil
	})
}
