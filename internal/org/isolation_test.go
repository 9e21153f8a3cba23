package org

import (
	"testing"

	"sluice/internal/base"
	"sluice/internal/blueprint"
)

// TestINV7_NothingOfAnotherWorkspaceExists tries every operation that names a thing with the things of another workspace.
func TestINV7_NothingOfAnotherWorkspaceExists(t *testing.T) {
	eachHouse(t, func(h *house) {
		o := newHouse(h.t, h.Service, "andere", h.clock)
		theirs, err := o.signIn(joost, goodPassword, "192.0.2.1")
		h.must(err)
		token, secret, err := o.CreateToken(h.ctx, base.System(o.Workspace.ID), NewToken{Member: o.agent.Member, Name: "app"})
		h.must(err)
		invited := o.invited()

		_, err = h.Member(h.ctx, h.admin, o.agent.Member)
		h.wants(err, base.CodeNotFound, "a member")
		h.wants(h.SuspendMember(h.ctx, h.admin, o.agent.Member), base.CodeNotFound, "suspending")
		h.wants(h.ChangeMember(h.ctx, h.admin, o.agent.Member, Place{Unit: h.partner, Role: "installer"}), base.CodeNotFound, "changing")
		h.wants(h.InviteAgain(h.ctx, h.admin, invited.ID), base.CodeNotFound, "inviting")
		_, err = h.Partner(h.ctx, h.admin, o.partner)
		h.wants(err, base.CodeNotFound, "a partner")
		h.wants(h.EditUnit(h.ctx, h.admin, o.partner, UnitDetails{Name: "Mine"}), base.CodeNotFound, "editing")
		h.wants(h.MoveUnit(h.ctx, h.admin, h.partner, o.region), base.CodeInvalid, "moving there")
		h.wants(h.SetAvailability(h.ctx, h.admin, o.partner, Availability{State: UnitAway}), base.CodeNotFound, "availability")
		h.wants(h.EditUnit(h.ctx, h.admin, h.partner, UnitDetails{Name: "Zonwerk", AccountManager: o.account.Member}), base.CodeInvalid, "their account manager")
		_, err = h.CreateUnit(h.ctx, h.admin, NewUnit{Parent: o.region, Kind: blueprint.UnitPartner, UnitDetails: UnitDetails{Name: "X"}})
		h.wants(err, base.CodeInvalid, "a unit there")
		_, err = h.CreateMember(h.ctx, h.admin, NewMember{Name: "X", Email: "x@x.example", Role: "installer", Unit: o.partner})
		h.wants(err, base.CodeInvalid, "a member there")
		h.wants(h.EndSession(h.ctx, h.agent, theirs.Session.ID), base.CodeNotFound, "a session")
		h.wants(h.RevokeToken(h.ctx, h.admin, token.ID), base.CodeNotFound, "a token")
		_, _, err = h.CreateToken(h.ctx, h.admin, NewToken{Member: o.agent.Member, Name: "X"})
		h.wants(err, base.CodeNotFound, "a token for them")
		_, err = h.Actor(h.ctx, h.Workspace.ID, o.agent.Member)
		h.wants(err, base.CodeNotFound, "an actor")
		if h.alive(theirs.Token) {
			h.t.Error("a cookie of another workspace opens this one")
		}
		h.must(h.SignOut(h.ctx, h.Workspace.ID, theirs.Token))
		if !o.alive(theirs.Token) {
			h.t.Error("signing out here ended a session there")
		}
		actor, err := h.ActorByToken(h.ctx, secret)
		h.must(err)
		if actor.Workspace != o.Workspace.ID {
			h.t.Error("a token acts in another workspace than its own")
		}
	})
}

func TestINV7_ListsHoldOnlyWhatIsWithinReach(t *testing.T) {
	eachHouse(t, func(h *house) {
		newHouse(h.t, h.Service, "andere", h.clock)
		names := func(actor base.Actor, f MemberFilter) map[string]bool {
			h.t.Helper()
			out := map[string]bool{}
			cursor := ""
			for {
				page, err := h.ListMembers(h.ctx, actor, f, base.PageRequest{Limit: 2, Cursor: cursor})
				h.must(err)
				for _, m := range page.Items {
					if out[m.Name] {
						h.t.Errorf("%s is listed twice", m.Name)
					}
					out[m.Name] = true
				}
				if cursor = page.Next; cursor == "" {
					return out
				}
			}
		}
		for what, c := range map[string]struct {
			actor base.Actor
			f     MemberFilter
			want  int
		}{
			"an admin":            {h.admin, MemberFilter{}, 5},
			"an account manager":  {h.account, MemberFilter{}, 3},
			"a manager":           {h.manager, MemberFilter{}, 2},
			"another partner":     {h.outsider, MemberFilter{}, 1},
			"a foreign unit":      {h.manager, MemberFilter{Unit: h.other}, 0},
			"a query":             {h.admin, MemberFilter{Query: "ZONWERK"}, 2},
			"a query of signs":    {h.admin, MemberFilter{Query: "%"}, 0},
			"a state":             {h.admin, MemberFilter{State: MemberSuspended}, 0},
			"a unit and below it": {h.admin, MemberFilter{Unit: h.region}, 3},
		} {
			if got := names(c.actor, c.f); len(got) != c.want {
				h.t.Errorf("%s sees %v, want %d", what, got, c.want)
			}
		}
		_, err := h.Member(h.ctx, h.outsider, h.agent.Member)
		h.wants(err, base.CodeNotFound, "a member of another partner")
		_, err = h.Partner(h.ctx, h.outsider, h.partner)
		h.wants(err, base.CodeNotFound, "another partner")
		_, err = h.Partner(h.ctx, h.admin, h.region)
		h.wants(err, base.CodeNotFound, "a region as a partner")
	})
}

func TestACC5_TheAuditLogPagesAndFilters(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.must(h.SuspendMember(h.ctx, h.manager, h.agent.Member))
		_, err := h.ListAudit(h.ctx, h.manager, AuditFilter{}, base.PageRequest{})
		h.wants(err, base.CodeForbidden, "without the right")
		all := h.auditKinds()
		var paged []string
		cursor := ""
		for {
			page, err := h.ListAudit(h.ctx, h.admin, AuditFilter{}, base.PageRequest{Limit: 3, Cursor: cursor})
			h.must(err)
			for _, e := range page.Items {
				paged = append(paged, e.Kind)
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if len(paged) != len(all) || len(all) < 8 {
			h.t.Errorf("paged %v, at once %v", paged, all)
		}
		for what, c := range map[string]struct {
			f    AuditFilter
			want int
		}{
			"a kind":          {AuditFilter{Kind: AuditMemberSuspended}, 1},
			"the first word":  {AuditFilter{Kind: "member"}, 5},
			"a subject":       {AuditFilter{Subject: h.agent.Member.String()}, 2},
			"an actor":        {AuditFilter{Actor: h.manager.Member}, 1},
			"of another kind": {AuditFilter{Kind: "memb"}, 0},
		} {
			page, err := h.ListAudit(h.ctx, h.admin, c.f, base.PageRequest{})
			h.must(err)
			if len(page.Items) != c.want {
				h.t.Errorf("%s: %d entries, want %d", what, len(page.Items), c.want)
			}
		}
		page, err := h.ListAudit(h.ctx, h.admin, AuditFilter{Kind: AuditMemberSuspended}, base.PageRequest{})
		h.must(err)
		if e := page.Items[0]; e.ActorName != "Maarten Zonwerk" || e.Subject != h.agent.Member.String() || !e.At.Equal(h.clock.Now()) {
			h.t.Errorf("entry %+v", e)
		}
	})
}
