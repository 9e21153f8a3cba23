package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

const (
	// A session ends after sessionIdle without use, and after sessionLongest in any case.
	sessionIdle    = 14 * 24 * time.Hour
	sessionLongest = 90 * 24 * time.Hour
	// seenEvery bounds how often being seen is written down.
	seenEvery = 5 * time.Minute

	longestAddress = 64
	longestAgent   = 300
)

// Session is one signed-in device.
type Session struct {
	ID        base.ID     `db:"id"`
	Member    base.ID     `db:"member"`
	Address   string      `db:"address"`
	Agent     string      `db:"agent"`
	CreatedAt base.Moment `db:"created_at"`
	SeenAt    base.Moment `db:"seen_at"`
	ExpiresAt base.Moment `db:"expires_at"`
}

// SignedIn is a session just begun. Token goes into the cookie and is stored nowhere else.
type SignedIn struct {
	Token   string
	Session Session
	Actor   base.Actor
}

// Device is where a request comes from.
type Device struct {
	Address string // the network address, without a port
	Agent   string // the browser, as it calls itself
}

// sessionUntil is when a session seen at now ends.
func sessionUntil(created, now time.Time) base.Moment {
	until, last := now.Add(sessionIdle), created.Add(sessionLongest)
	if last.Before(until) {
		until = last
	}
	return base.At(until)
}

// startSession always makes a new secret, so that nobody can plant one before the sign-in.
func (s *Service) startSession(ctx context.Context, tx *db.Tx, member base.ID, d Device) (SignedIn, error) {
	actor, err := s.ActorOf(ctx, tx, member)
	if err != nil {
		return SignedIn{}, err
	}
	now := base.At(tx.Now())
	in := SignedIn{Token: newSecret(), Actor: actor, Session: Session{
		ID: base.NewID(tx.Now()), Member: member, Address: base.Shorten(d.Address, longestAddress),
		Agent: base.Shorten(d.Agent, longestAgent), CreatedAt: now, SeenAt: now, ExpiresAt: sessionUntil(tx.Now(), tx.Now()),
	}}
	if err := tx.Insert(ctx, "session", sessionRow{Session: in.Session, Hash: hashSecret(in.Token)}); err != nil {
		return SignedIn{}, err
	}
	_, err = tx.Exec(ctx, seenSQL, db.Args{"id": member, "now": now})
	return in, err
}

// ActorBySession is who a cookie belongs to in the workspace; unauthenticated when the session is unknown,
// ended, or of another workspace, and when the member may no longer sign in.
func (s *Service) ActorBySession(ctx context.Context, ws base.ID, token string) (base.Actor, Session, error) {
	var actor base.Actor
	var session Session
	stale := false
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) error {
		found, err := tx.Find(ctx, &session, sessionByHashSQL, db.Args{"hash": hashSecret(token), "now": base.At(tx.Now())})
		if err != nil {
			return err
		}
		if !found {
			return unauthenticated()
		}
		stale = tx.Now().Sub(session.SeenAt.Time) >= seenEvery
		actor, err = s.ActorOf(ctx, tx, session.Member)
		if base.CodeOf(err) == base.CodeNotFound {
			return unauthenticated()
		}
		return err
	})
	if err == nil && stale {
		err = s.seeSession(ctx, ws, &session)
	}
	if err != nil {
		return base.Actor{}, Session{}, err
	}
	return actor, session, nil
}

func unauthenticated() error { return base.Fail(base.CodeUnauthenticated, "error.unauthenticated") }

func (s *Service) seeSession(ctx context.Context, ws base.ID, session *Session) error {
	return s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		session.SeenAt = base.At(tx.Now())
		session.ExpiresAt = sessionUntil(session.CreatedAt.Time, tx.Now())
		args := db.Args{"id": session.ID, "now": session.SeenAt, "expires_at": session.ExpiresAt}
		if _, err := tx.Exec(ctx, seeSessionSQL, args); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, seenSQL, db.Args{"id": session.Member, "now": session.SeenAt})
		return err
	})
}

// SignOut ends the session of a cookie; an unknown one is no error.
func (s *Service) SignOut(ctx context.Context, ws base.ID, token string) error {
	return s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, endSessionByHashSQL, db.Args{"hash": hashSecret(token)})
		return err
	})
}

// ListSessions are the actor's own, the last used first.
func (s *Service) ListSessions(ctx context.Context, actor base.Actor) ([]Session, error) {
	if actor.Kind != base.ActorMember {
		return nil, base.Forbidden()
	}
	var out []Session
	err := s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		return tx.Select(ctx, &out, sessionsSQL, db.Args{"member": actor.Member, "now": base.At(tx.Now())})
	})
	return out, err
}

// EndSession ends one of the actor's own sessions; not_found for anybody else's.
func (s *Service) EndSession(ctx context.Context, actor base.Actor, id base.ID) error {
	if actor.Kind != base.ActorMember {
		return base.Forbidden()
	}
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		ended, err := tx.Exec(ctx, endSessionSQL, db.Args{"id": id, "member": actor.Member})
		if err != nil {
			return err
		}
		if ended == 0 {
			return base.NotFound()
		}
		return Audit(ctx, tx, actor, AuditSessionEnded, id.String(), nil)
	})
}

// EndOtherSessions ends all of the actor's sessions but one.
func (s *Service) EndOtherSessions(ctx context.Context, actor base.Actor, keep base.ID) error {
	if actor.Kind != base.ActorMember {
		return base.Forbidden()
	}
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, endOtherSessionsSQL, db.Args{"member": actor.Member, "keep": keep}); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditSessionEnded, "", map[string]any{"kept": keep})
	})
}

func endSessions(ctx context.Context, tx *db.Tx, member base.ID) error {
	_, err := tx.Exec(ctx, endSessionsSQL, db.Args{"member": member})
	return err
}
