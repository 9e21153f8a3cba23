package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Once names a request that its sender may repeat (INT-2): Key is the sender's own, Scope keeps senders apart, and
// Request tells two different requests with one key from each other.
type Once struct{ Scope, Key, Request string }

// onceLease is how long a request may run before another try takes its place: longer than a server lets one last.
const onceLease = 2 * time.Minute

type onceRow struct {
	Request   string      `db:"request"`
	Answer    string      `db:"answer"`
	CreatedAt base.Moment `db:"created_at"`
}

// BeginOnce claims the key. Begun: the caller runs the request, and then calls KeepOnce or DropOnce. Otherwise it
// is the answer that was kept, or "" while the first try is still running. Errors: conflict when the key was used
// for another request.
func (s *Service) BeginOnce(ctx context.Context, ws base.ID, o Once) (begun bool, answer string, err error) {
	row, found, err := s.recallOnce(ctx, ws, o)
	if err != nil {
		return false, "", err
	}
	if found && (row.Answer != "" || s.DB.Clock().Now().Sub(row.CreatedAt.Time) < onceLease) {
		return false, row.Answer, nil
	}
	err = s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		args := o.args()
		args["now"], args["lapsed"] = base.At(tx.Now()), base.At(tx.Now().Add(-onceLease))
		claimed, err := tx.Exec(ctx, beginOnceSQL, args)
		begun = claimed == 1
		return err
	})
	if err != nil || begun {
		return begun, "", err
	}
	row, _, err = s.recallOnce(ctx, ws, o)
	return false, row.Answer, err
}

func (s *Service) recallOnce(ctx context.Context, ws base.ID, o Once) (row onceRow, found bool, err error) {
	err = s.DB.Read(ctx, ws, func(tx *db.Tx) error {
		found, err = tx.Find(ctx, &row, onceSQL, o.args())
		return err
	})
	if err == nil && found && row.Request != o.Request {
		err = base.Fail(base.CodeConflict, "leads.error_key_reused")
	}
	return row, found, err
}

// KeepOnce keeps the answer for whoever asks again. An answer is never "".
func (s *Service) KeepOnce(ctx context.Context, ws base.ID, o Once, answer string) error {
	return s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		args := o.args()
		args["answer"] = answer
		_, err := tx.Exec(ctx, keepOnceSQL, args)
		return err
	})
}

// DropOnce frees the key after a request that changed nothing, so that it can be tried again.
func (s *Service) DropOnce(ctx context.Context, ws base.ID, o Once) error {
	return s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, dropOnceSQL, o.args())
		return err
	})
}

func (o Once) args() db.Args {
	return db.Args{"scope": o.Scope, "key": o.Key, "request": o.Request}
}
