package org

import (
	"strings"
	"testing"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

func (h *house) token(n NewToken) (Token, string) {
	h.t.Helper()
	token, secret, err := h.CreateToken(h.ctx, base.System(h.Workspace.ID), n)
	h.must(err)
	return token, secret
}

func TestACC4_TokenActsAsItsMember(t *testing.T) {
	eachHouse(t, func(h *house) {
		_, secret := h.token(NewToken{Member: h.manager.Member, Name: "CRM"})
		if !strings.HasPrefix(secret, "slc_"+h.Workspace.ID.String()+"_") {
			h.t.Errorf("token %q", secret)
		}
		actor, err := h.ActorByToken(h.ctx, secret)
		h.must(err)
		if actor.Kind != base.ActorToken || actor.Member != h.manager.Member || actor.Rights[access.LeadAssign] != base.ReachUnit {
			h.t.Errorf("actor %+v", actor)
		}
		var stored string
		h.in(func(tx *db.Tx) error { return tx.Get(h.ctx, &stored, `SELECT hash FROM token WHERE ws = :ws`, nil) })
		if strings.Contains(secret, stored) {
			h.t.Error("the secret is stored")
		}
		_, _, err = h.CreateToken(h.ctx, actor, NewToken{Name: "child"})
		h.wants(err, base.CodeForbidden, "a token making a token")
	})
}

func TestACC4_ScopesNarrowAndNeverWiden(t *testing.T) {
	eachHouse(t, func(h *house) {
		_, secret := h.token(NewToken{Member: h.manager.Member, Name: "reader", Scopes: []string{access.LeadView, access.LeadView}})
		actor, err := h.ActorByToken(h.ctx, secret)
		h.must(err)
		if len(actor.Rights) != 1 || actor.Rights[access.LeadView] != base.ReachUnit {
			h.t.Errorf("rights %v", actor.Rights)
		}
		_, _, err = h.CreateToken(h.ctx, base.System(h.Workspace.ID), NewToken{Member: h.agent.Member, Name: "x", Scopes: []string{access.SettingsEdit}})
		h.wants(err, base.CodeInvalid, "a scope that the member does not have")
		// The member's rights shrink, and with them the token's.
		h.must(h.ChangeMember(h.ctx, h.admin, h.manager.Member, Place{Unit: h.partner, Role: "installer"}))
		actor, err = h.ActorByToken(h.ctx, secret)
		h.must(err)
		if actor.Rights[access.LeadView] != base.ReachOwn {
			h.t.Errorf("after the change %v", actor.Rights)
		}
	})
}

func TestACC4_TokensEnd(t *testing.T) {
	eachHouse(t, func(h *house) {
		short, secret := h.token(NewToken{Member: h.agent.Member, Name: "short", ExpiresAt: h.clock.Now().Add(time.Hour)})
		lost, stolen := h.token(NewToken{Member: h.agent.Member, Name: "lost"})
		h.clock.Advance(time.Hour - time.Second)
		_, err := h.ActorByToken(h.ctx, secret)
		h.wants(err, "", "before its end")
		h.clock.Advance(time.Second)
		_, err = h.ActorByToken(h.ctx, secret)
		h.wants(err, base.CodeUnauthenticated, "after its end")
		h.wants(h.RevokeToken(h.ctx, h.manager, lost.ID), base.CodeForbidden, "without the right")
		h.must(h.RevokeToken(h.ctx, h.admin, lost.ID))
		_, err = h.ActorByToken(h.ctx, stolen)
		h.wants(err, base.CodeUnauthenticated, "a revoked token")
		h.wants(h.RevokeToken(h.ctx, h.admin, lost.ID), base.CodeNotFound, "revoking twice")
		list, err := h.ListTokens(h.ctx, h.admin)
		h.must(err)
		if len(list) != 1 || list[0].ID != short.ID || !list[0].UsedAt.Equal(h.clock.Now().Add(-time.Second)) {
			h.t.Errorf("the list %+v", list)
		}
		_, _, err = h.CreateToken(h.ctx, base.System(h.Workspace.ID), NewToken{Member: h.agent.Member, Name: "past", ExpiresAt: h.clock.Now()})
		h.wants(err, base.CodeInvalid, "a token that has ended already")
	})
}

func TestACC4_LastUseIsWrittenEveryFiveMinutes(t *testing.T) {
	eachHouse(t, func(h *house) {
		_, secret := h.token(NewToken{Member: h.agent.Member, Name: "app"})
		began := h.clock.Now()
		used := func() time.Time {
			_, err := h.ActorByToken(h.ctx, secret)
			h.must(err)
			list, err := h.ListTokens(h.ctx, h.admin)
			h.must(err)
			return list[0].UsedAt.Time
		}
		if got := used(); !got.Equal(began) {
			h.t.Errorf("first use %s", got)
		}
		h.clock.Advance(4 * time.Minute)
		if got := used(); !got.Equal(began) {
			h.t.Errorf("after four minutes %s", got)
		}
		h.clock.Advance(time.Minute)
		if got := used(); !got.Equal(h.clock.Now()) {
			h.t.Errorf("after five minutes %s", got)
		}
	})
}

func TestACC4_AdminsMakeTokensForProgramsNotForPeople(t *testing.T) {
	eachHouse(t, func(h *house) {
		it, err := h.CreateMember(h.ctx, h.admin, NewMember{Name: "CRM", Email: "crm@zonveer.example", Role: "integrator", Unit: h.Root})
		h.must(err)
		if it.State != MemberActive || len(h.mails("crm@zonveer.example")) != 0 {
			h.t.Errorf("an integration is %s and got %d mails", it.State, len(h.mails("crm@zonveer.example")))
		}
		_, secret, err := h.CreateToken(h.ctx, h.admin, NewToken{Member: it.ID, Name: "CRM"})
		h.must(err)
		actor, err := h.ActorByToken(h.ctx, secret)
		h.must(err)
		if actor.Rights[access.LeadCreate] != base.ReachWorkspace {
			h.t.Errorf("rights %v", actor.Rights)
		}
		_, _, err = h.CreateToken(h.ctx, h.admin, NewToken{Member: h.agent.Member, Name: "in disguise"})
		h.wants(err, base.CodeForbidden, "acting as a person")
		_, _, err = h.CreateToken(h.ctx, h.admin, NewToken{Name: "mine"})
		h.wants(err, "", "for oneself")
		_, _, err = h.CreateToken(h.ctx, h.manager, NewToken{Name: "mine"})
		h.wants(err, base.CodeForbidden, "without the right")
	})
}

func TestACC4_WhatIsNoTokenIsRefused(t *testing.T) {
	eachHouse(t, func(h *house) {
		_, secret := h.token(NewToken{Member: h.agent.Member, Name: "app"})
		other := newHouse(h.t, h.Service, "andere", h.clock)
		foreign := "slc_" + other.Workspace.ID.String() + secret[strings.LastIndex(secret, "_"):]
		for _, bearer := range []string{
			"", "slc_", "slc__", secret[:len(secret)-1], secret + "0", strings.TrimPrefix(secret, "slc_"), foreign,
			"slc_" + h.Workspace.ID.String() + "_", "slc_zzzzzzzzzzzzz_x", "Bearer " + secret,
		} {
			_, err := h.ActorByToken(h.ctx, bearer)
			h.wants(err, base.CodeUnauthenticated, bearer)
		}
	})
}

// FuzzACC4_Token: whatever a client sends as a token is read without a panic, and names a workspace only with an id.
func FuzzACC4_Token(f *testing.F) {
	f.Add("slc_0123456789abc_secret")
	f.Add("slc__")
	f.Fuzz(func(t *testing.T, bearer string) {
		if ws, _, ok := splitToken(bearer); ok && ws == 0 {
			t.Errorf("%q names no workspace", bearer)
		}
	})
}
