package org

import (
	"context"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

// MemberState says whether a member can sign in.
type MemberState string

// The states of a member.
const (
	MemberInvited   MemberState = "invited"
	MemberActive    MemberState = "active"
	MemberSuspended MemberState = "suspended"
)

// MarketMail is how a member hears of new leads on the market (MKT-1).
type MarketMail string

// The ways of hearing of new leads.
const (
	MailImmediate MarketMail = "immediate"
	MailDigest    MarketMail = "digest"
	MailOff       MarketMail = "off"
)

// Member is a person in a workspace. Its password never leaves this room.
type Member struct {
	ID         base.ID     `db:"id"`
	Unit       base.ID     `db:"unit"`
	Role       string      `db:"role"`
	Name       string      `db:"name"`
	Email      string      `db:"email"`
	Phone      string      `db:"phone"`
	Lang       string      `db:"lang"`  // empty is the workspace's
	Theme      string      `db:"theme"` // "light", "dark", or empty for the device's
	State      MemberState `db:"state"`
	MarketMail MarketMail  `db:"market_mail"`
	DigestAt   base.Moment `db:"digest_at"` // when the next digest is due; kept by the market
	CreatedAt  base.Moment `db:"created_at"`
	LastSeenAt base.Moment `db:"last_seen_at"`
}

// subject is the member as rights see it.
func (m *Member) subject(ws base.ID) access.Subject {
	return access.Subject{Workspace: ws, Holder: m.ID, Unit: m.Unit}
}

// MemberIn is a member of the transaction's workspace, whoever asks; not_found when there is none.
func (s *Service) MemberIn(ctx context.Context, tx *db.Tx, id base.ID) (Member, error) {
	var m Member
	found, err := tx.Find(ctx, &m, memberSQL, db.Args{"id": id})
	if err == nil && !found {
		return m, base.NotFound()
	}
	return m, err
}

// Member shows one member. It needs member.view; everybody sees itself.
func (s *Service) Member(ctx context.Context, actor base.Actor, id base.ID) (Member, error) {
	var m Member
	err := s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) (err error) {
		m, err = s.visibleMember(ctx, tx, actor, id)
		return err
	})
	return m, err
}

func (s *Service) visibleMember(ctx context.Context, tx *db.Tx, actor base.Actor, id base.ID) (Member, error) {
	m, err := s.MemberIn(ctx, tx, id)
	if err != nil {
		return Member{}, err
	}
	if id != actor.Member && !access.Decide(actor, access.MemberView, m.subject(tx.Workspace())) {
		return Member{}, base.NotFound()
	}
	return m, nil
}

// MemberFilter narrows the list; empty fields do not.
type MemberFilter struct {
	Unit  base.ID // members of this unit and all below
	State MemberState
	Query string // part of a name or an address
}

// ListMembers shows the members within the reach of member.view, the longest there first.
func (s *Service) ListMembers(ctx context.Context, actor base.Actor, f MemberFilter, p base.PageRequest) (base.Page[Member], error) {
	var none base.Page[Member]
	if !access.May(actor, access.MemberView) {
		return none, base.Forbidden()
	}
	after, err := p.After()
	if err != nil {
		return none, err
	}
	var rows []Member
	limit := p.Clamp(standardPage, longestPage)
	args := scopeArgs(access.ScopeOf(actor, access.MemberView))
	args["state"], args["query"] = string(f.State), likeAnywhere(f.Query)
	args["after"], args["limit"] = int64(after), limit+1
	err = s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		tree, err := s.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		args["all_units"], args["below"] = 1, []base.ID(nil)
		if f.Unit != 0 {
			args["all_units"], args["below"] = 0, tree.Below(f.Unit)
		}
		return tx.Select(ctx, &rows, membersSQL, args)
	})
	return base.PageOf(rows, limit, func(m Member) base.ID { return m.ID }), err
}
