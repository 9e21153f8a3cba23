package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

const (
	resetWindow       = time.Hour
	resetsPerAddress  = 20
	resetsPerMailbox  = 3
	resetEmailSubject = "reset:"
	resetFromSubject  = "reset_from:"
)

// AskReset mails a link that sets a new password once, within the hour. The answer is the same for an unknown
// address, for a member that cannot sign in, and for one that has asked often: all three commit the same counts,
// and three tries an hour are too few to tell the writing of one mail from the disk's own moods. Errors:
// rate_limited for too many from one network address.
func (s *Service) AskReset(ctx context.Context, ws base.ID, email string, d Device) error {
	norm, _ := NormalEmail(email)
	var refused error
	err := s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		refused = Throttle(ctx, tx, resetFromSubject+hashSecret(networkOf(d.Address)), resetsPerAddress, resetWindow)
		if refused != nil {
			return notLimited(refused)
		}
		often := Throttle(ctx, tx, resetEmailSubject+hashSecret(norm), resetsPerMailbox, resetWindow)
		if notLimited(often) != nil {
			return often
		}
		var m Member
		found, err := tx.Find(ctx, &m, memberByEmailSQL, db.Args{"email": norm})
		if err != nil {
			return err
		}
		if err := Audit(ctx, tx, base.Actor{Workspace: ws}, AuditResetAsked, m.ID.String(), map[string]string{"address": d.Address}); err != nil {
			return err
		}
		isAPI, err := s.isAPI(ctx, tx, m)
		if err != nil || isAPI || !found || often != nil || m.State != MemberActive {
			return err
		}
		return s.mailReset(ctx, tx, m)
	})
	if err != nil {
		return err
	}
	return refused
}

// notLimited is nil for a refusal for lack of patience, which must not undo its own count.
func notLimited(err error) error {
	if base.CodeOf(err) == base.CodeRateLimited {
		return nil
	}
	return err
}

func (s *Service) mailReset(ctx context.Context, tx *db.Tx, m Member) error {
	secret, err := newLink(ctx, tx, linkReset, m.ID)
	if err != nil {
		return err
	}
	l, err := s.letterTo(ctx, tx, m, secret)
	if err != nil {
		return err
	}
	return s.sendReset(ctx, tx, l)
}

// ResetFor is the member of a link, for the page that asks for the new password. It changes nothing.
// Errors: not_found, expired.
func (s *Service) ResetFor(ctx context.Context, ws base.ID, secret string) (Member, error) {
	return s.memberOfLink(ctx, ws, linkReset, secret)
}

// ResetPassword sets the password of a link's member, uses the link up, ends all sessions and begins a new one.
// Errors: invalid, not_found, expired.
func (s *Service) ResetPassword(ctx context.Context, ws base.ID, secret, password string, d Device) (SignedIn, error) {
	member, err := s.ResetFor(ctx, ws, secret)
	if err != nil {
		return SignedIn{}, err
	}
	hash, err := s.newPassword(ctx, "password", password, member.Email)
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		l, err := useLink(ctx, tx, linkReset, secret)
		if err != nil {
			return err
		}
		in, err = s.setPassword(ctx, tx, l.Member, hash, d)
		return err
	})
	return in, err
}

func (s *Service) newPassword(ctx context.Context, field, password, email string) (string, error) {
	var wrong base.Fields
	CheckPassword(&wrong, field, password, email)
	if err := wrong.Err(); err != nil {
		return "", err
	}
	return s.hasher.hash(ctx, password)
}

// setPassword ends whatever the old password opened: sessions, and links that are still on their way.
func (s *Service) setPassword(ctx context.Context, tx *db.Tx, member base.ID, hash string, d Device) (SignedIn, error) {
	set, err := tx.Exec(ctx, setPasswordSQL, db.Args{"id": member, "password": hash})
	if err != nil {
		return SignedIn{}, err
	}
	if set == 0 {
		return SignedIn{}, linkOver()
	}
	if err := endSessions(ctx, tx, member); err != nil {
		return SignedIn{}, err
	}
	if err := voidLinks(ctx, tx, linkReset, member); err != nil {
		return SignedIn{}, err
	}
	in, err := s.startSession(ctx, tx, member, d)
	if err != nil {
		return SignedIn{}, err
	}
	return in, Audit(ctx, tx, in.Actor, AuditPasswordChanged, member.String(), nil)
}

// PasswordChange is what a signed-in member fills in.
type PasswordChange struct {
	Old, New string
	Device
}

// ChangePassword sets the actor's own password, ends all its sessions and begins a new one. A wrong old one counts
// as a failed sign-in. Errors: invalid, rate_limited, forbidden for tokens.
func (s *Service) ChangePassword(ctx context.Context, actor base.Actor, c PasswordChange) (SignedIn, error) {
	if actor.Kind != base.ActorMember {
		return SignedIn{}, base.Forbidden()
	}
	me, err := s.Member(ctx, actor, actor.Member)
	if err != nil {
		return SignedIn{}, err
	}
	hash, err := s.newPassword(ctx, "new", c.New, me.Email)
	if err != nil {
		return SignedIn{}, err
	}
	lock, err := s.proveSelf(ctx, actor, me, c)
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		var now lockRow
		if err := tx.Get(ctx, &now, lockByIDSQL+tx.Dialect().ForUpdate(), db.Args{"id": actor.Member}); err != nil {
			return err
		}
		if now.Password != lock.Password {
			return base.Fail(base.CodeConflict, "error.conflict")
		}
		in, err = s.setPassword(ctx, tx, actor.Member, hash, c.Device)
		return err
	})
	return in, err
}

// proveSelf compares the old password as a sign-in does.
func (s *Service) proveSelf(ctx context.Context, actor base.Actor, me Member, c PasswordChange) (lockRow, error) {
	email, _ := NormalEmail(me.Email)
	counts := countsOf(email, c.Address)
	var lock lockRow
	err := s.hasher.turn(ctx, func() (err error) {
		if lock, err = s.findLock(ctx, actor.Workspace, email, counts); err != nil {
			return err
		}
		return s.tryLock(ctx, actor.Workspace, lock, Credentials{Password: c.Old, Device: c.Device}, counts)
	})
	if base.CodeOf(err) == base.CodeUnauthenticated {
		err = base.Invalid(base.FieldError{Field: "old", Key: "org.error_old_password"})
	}
	return lock, err
}
