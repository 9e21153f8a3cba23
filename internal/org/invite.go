package org

import (
	"context"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

// NewMember is somebody to be let in.
type NewMember struct {
	Unit  base.ID
	Role  string
	Name  string
	Email string
	Phone string
	Lang  string
	// Password makes the member active at once and sends no invitation. Only the program itself sets one:
	// the demo, and the operator's command.
	Password string
}

const (
	longestName  = 120
	longestPhone = 40
)

// CreateMember invites somebody by mail, with a link that works once within 7 days. It needs member.manage over
// the unit. A member with a role for the API gets no invitation: it acts by tokens only. Errors: invalid, forbidden.
func (s *Service) CreateMember(ctx context.Context, actor base.Actor, n NewMember) (Member, error) {
	row, err := s.checkNewMember(ctx, actor, n)
	if err != nil {
		return Member{}, err
	}
	var m Member
	err = s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		p, err := s.checkPost(ctx, tx, actor, n.Role, n.Unit)
		if err != nil {
			return err
		}
		row.ID, row.CreatedAt, row.State = base.NewID(tx.Now()), base.At(tx.Now()), MemberInvited
		if row.Password != "" || p.role.API {
			row.State = MemberActive
		}
		taken, err := tx.Find(ctx, &m, memberByEmailSQL, db.Args{"email": row.EmailNorm})
		if err != nil {
			return err
		}
		if taken {
			return emailTaken()
		}
		if err := insertMember(ctx, tx, row); err != nil {
			return err
		}
		if m, err = s.MemberIn(ctx, tx, row.ID); err != nil {
			return err
		}
		if m.State == MemberActive {
			return Audit(ctx, tx, actor, AuditMemberCreated, m.ID.String(), map[string]any{"role": m.Role, "unit": m.Unit})
		}
		return s.invite(ctx, tx, actor, m)
	})
	return m, err
}

func emailTaken() error { return base.Invalid(base.FieldError{Field: "email", Key: "error.taken"}) }

// insertMember: on PostgreSQL another transaction may have taken the address since it was looked for.
func insertMember(ctx context.Context, tx *db.Tx, row newMemberRow) error {
	err := tx.Insert(ctx, "member", row)
	if db.IsUnique(err) {
		return emailTaken()
	}
	return err
}

func (s *Service) checkNewMember(ctx context.Context, actor base.Actor, n NewMember) (newMemberRow, error) {
	var wrong base.Fields
	checkText(&wrong, "name", &n.Name, longestName, true)
	checkText(&wrong, "phone", &n.Phone, longestPhone, false)
	checkLang(&wrong, n.Lang)
	row := newMemberRow{
		Unit: n.Unit, Role: n.Role, Name: n.Name, Email: strings.TrimSpace(n.Email), EmailNorm: checkEmail(&wrong, "email", n.Email),
		Phone: n.Phone, Lang: n.Lang, MarketMail: MailImmediate,
	}
	if n.Password != "" {
		CheckPassword(&wrong, "password", n.Password, n.Email)
	}
	if err := wrong.Err(); err != nil {
		return row, err
	}
	if !access.May(actor, access.MemberManage) || n.Password != "" && actor.Kind != base.ActorSystem {
		return row, base.Forbidden()
	}
	if n.Password == "" {
		return row, nil
	}
	hash, err := s.hasher.hash(ctx, n.Password)
	row.Password = hash
	return row, err
}

// InviteAgain sends a new link and stops the one before. It needs member.manage; a member that is not waiting
// for its invitation is a conflict.
func (s *Service) InviteAgain(ctx context.Context, actor base.Actor, id base.ID) error {
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		m, err := s.managed(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if m.State != MemberInvited {
			return base.Fail(base.CodeConflict, "error.conflict")
		}
		return s.invite(ctx, tx, actor, m)
	})
}

func (s *Service) invite(ctx context.Context, tx *db.Tx, actor base.Actor, m Member) error {
	secret, err := newLink(ctx, tx, linkInvitation, m.ID)
	if err != nil {
		return err
	}
	l, err := s.letterTo(ctx, tx, m, secret)
	if err != nil {
		return err
	}
	if err := s.sendInvitation(ctx, tx, actor, l); err != nil {
		return err
	}
	return Audit(ctx, tx, actor, AuditMemberInvited, m.ID.String(), map[string]any{"role": m.Role, "unit": m.Unit})
}

// InvitationFor is the invited member of a link, for the page that asks for a password. It changes nothing.
// Errors: not_found, expired.
func (s *Service) InvitationFor(ctx context.Context, ws base.ID, secret string) (Member, error) {
	return s.memberOfLink(ctx, ws, linkInvitation, secret)
}

func (s *Service) memberOfLink(ctx context.Context, ws base.ID, kind linkKind, secret string) (Member, error) {
	var m Member
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) error {
		l, err := findLink(ctx, tx, kind, secret)
		if err != nil {
			return err
		}
		m, err = s.MemberIn(ctx, tx, l.Member)
		return err
	})
	return m, err
}

// Acceptance is what an invited member fills in.
type Acceptance struct {
	Name     string // empty keeps the one of the invitation
	Password string
	Device
}

// AcceptInvitation sets the password, uses the link up and begins a session. Errors: invalid, not_found, expired;
// of two at once, one is expired.
func (s *Service) AcceptInvitation(ctx context.Context, ws base.ID, secret string, a Acceptance) (SignedIn, error) {
	invited, err := s.InvitationFor(ctx, ws, secret)
	if err != nil {
		return SignedIn{}, err
	}
	if a.Name == "" {
		a.Name = invited.Name
	}
	var wrong base.Fields
	checkText(&wrong, "name", &a.Name, longestName, true)
	CheckPassword(&wrong, "password", a.Password, invited.Email)
	if err := wrong.Err(); err != nil {
		return SignedIn{}, err
	}
	hash, err := s.hasher.hash(ctx, a.Password)
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		l, err := useLink(ctx, tx, linkInvitation, secret)
		if err != nil {
			return err
		}
		joined, err := tx.Exec(ctx, joinSQL, db.Args{"id": l.Member, "name": a.Name, "password": hash})
		if err != nil {
			return err
		}
		if joined == 0 {
			return linkOver()
		}
		if in, err = s.startSession(ctx, tx, l.Member, a.Device); err != nil {
			return err
		}
		return Audit(ctx, tx, in.Actor, AuditMemberJoined, l.Member.String(), nil)
	})
	return in, err
}
