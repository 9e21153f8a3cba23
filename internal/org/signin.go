package org

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Credentials are what the sign-in page sends.
type Credentials struct {
	Email    string
	Password string
	Device
}

// SignIn begins a session. Errors: unauthenticated with the same words and after the same time whether the
// address is unknown, the password wrong or the member not active; rate_limited with the time to wait.
func (s *Service) SignIn(ctx context.Context, ws base.ID, c Credentials) (SignedIn, error) {
	email, _ := NormalEmail(c.Email)
	counts := countsOf(email, c.Address)
	var lock lockRow
	// The count is read and written within the turn: of guesses sent all at once, no more than there
	// are turns can pass before the first is counted.
	err := s.hasher.turn(ctx, func() (err error) {
		lock, err = s.findLock(ctx, ws, email, counts)
		if err != nil {
			return err
		}
		return s.tryLock(ctx, ws, lock, c, counts)
	})
	if err != nil {
		return SignedIn{}, err
	}
	return s.enter(ctx, ws, lock, c.Device, counts)
}

// findLock is what the password is compared with; one without a password lets nobody in.
func (s *Service) findLock(ctx context.Context, ws base.ID, email string, counts signInCounts) (lockRow, error) {
	var lock lockRow
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) error {
		wait, err := heldBack(ctx, tx, counts)
		if err != nil {
			return err
		}
		if wait > 0 {
			return tooMany(wait)
		}
		_, err = tx.Find(ctx, &lock, lockByEmailSQL, db.Args{"email": email})
		if err != nil {
			return err
		}
		config, err := s.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		if role := config.Document.Role(lock.Role); lock.State != MemberActive || role == nil || role.API {
			lock.Password = ""
		}
		return nil
	})
	return lock, err
}

// tryLock compares, and counts a failure.
func (s *Service) tryLock(ctx context.Context, ws base.ID, lock lockRow, c Credentials, counts signInCounts) error {
	fits, err := s.hasher.matches(c.Password, lock.Password)
	if err != nil || fits {
		return err
	}
	err = s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		if err := noteFailure(ctx, tx, counts); err != nil {
			return err
		}
		return Audit(ctx, tx, base.Actor{Workspace: ws}, AuditSignInFailed, lock.ID.String(), map[string]string{"address": c.Address})
	})
	if err != nil {
		return err
	}
	return base.Fail(base.CodeUnauthenticated, "org.error_sign_in")
}

// enter begins the session, unless the member was changed while the password was compared.
func (s *Service) enter(ctx context.Context, ws base.ID, lock lockRow, d Device, counts signInCounts) (SignedIn, error) {
	var in SignedIn
	err := s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		var now lockRow
		found, err := tx.Find(ctx, &now, lockByIDSQL+tx.Dialect().ForUpdate(), db.Args{"id": lock.ID})
		if err != nil {
			return err
		}
		if !found || now.State != MemberActive || now.Password != lock.Password {
			return base.Fail(base.CodeUnauthenticated, "org.error_sign_in")
		}
		if err := forgetFailures(ctx, tx, counts); err != nil {
			return err
		}
		if in, err = s.startSession(ctx, tx, lock.ID, d); err != nil {
			return err
		}
		return Audit(ctx, tx, in.Actor, AuditSignIn, lock.ID.String(), map[string]string{"address": d.Address})
	})
	return in, err
}
