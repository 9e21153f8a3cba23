package org

import (
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
)

const newcomer = "eva@zonwerk.example"

func (h *house) invited() Member {
	h.t.Helper()
	m, err := h.CreateMember(h.ctx, h.manager, NewMember{Name: "Eva Nieuw", Email: newcomer, Role: "installer", Unit: h.partner})
	h.must(err)
	return m
}

func TestACC1_InvitationByMailSetsThePassword(t *testing.T) {
	eachHouse(t, func(h *house) {
		m := h.invited()
		if m.State != MemberInvited {
			h.t.Errorf("state %q", m.State)
		}
		mail := h.mails(newcomer)[0]
		if !strings.Contains(mail.Text, "Maarten Zonwerk") || !strings.Contains(mail.Subject, "Zonveer Modules") {
			h.t.Errorf("the mail does not say who and where: %q %q", mail.Subject, mail.Text)
		}
		secret := h.link(newcomer)
		for range 2 { // looking does not use it up (INV-9)
			found, err := h.InvitationFor(h.ctx, h.Workspace.ID, secret)
			h.must(err)
			if found.ID != m.ID {
				h.t.Errorf("the link is of %s", found.Name)
			}
		}
		_, err := h.AcceptInvitation(h.ctx, h.Workspace.ID, secret, Acceptance{Password: "kort"})
		h.wants(err, base.CodeInvalid, "a short password")
		in, err := h.AcceptInvitation(h.ctx, h.Workspace.ID, secret, Acceptance{Password: goodPassword, Name: "Eva de Nieuwe"})
		h.must(err)
		if in.Actor.Member != m.ID || in.Actor.Name != "Eva de Nieuwe" || !h.alive(in.Token) {
			h.t.Errorf("signed in as %+v", in.Actor)
		}
		_, err = h.AcceptInvitation(h.ctx, h.Workspace.ID, secret, Acceptance{Password: "een ander wachtwoord"})
		h.wants(err, base.CodeExpired, "the link a second time")
		_, err = h.signIn(newcomer, goodPassword, "192.0.2.1")
		h.wants(err, "", "signing in")
	})
}

func TestACC1_InvitationsEnd(t *testing.T) {
	eachHouse(t, func(h *house) {
		m := h.invited()
		first := h.link(newcomer)
		h.clock.Advance(time.Minute)
		h.must(h.InviteAgain(h.ctx, h.manager, m.ID))
		second := h.link(newcomer)
		_, err := h.InvitationFor(h.ctx, h.Workspace.ID, first)
		h.wants(err, base.CodeExpired, "the link before the last")
		_, err = h.ResetFor(h.ctx, h.Workspace.ID, second)
		h.wants(err, base.CodeNotFound, "an invitation used as a reset")
		h.clock.Advance(7*24*time.Hour - time.Second)
		_, err = h.InvitationFor(h.ctx, h.Workspace.ID, second)
		h.wants(err, "", "within seven days")
		h.clock.Advance(time.Second)
		_, err = h.AcceptInvitation(h.ctx, h.Workspace.ID, second, Acceptance{Password: goodPassword})
		h.wants(err, base.CodeExpired, "after seven days")
		_, err = h.InvitationFor(h.ctx, h.Workspace.ID, "0000000000")
		h.wants(err, base.CodeNotFound, "a link that never was")
	})
}

func TestACC1_OfTwoAcceptancesAtOnceOneWins(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.invited()
		secret := h.link(newcomer)
		passwords := []string{"eerste wachtwoord", "tweede wachtwoord", "derde wachtwoord", "vierde wachtwoord"}
		results := make([]error, len(passwords))
		var all sync.WaitGroup
		for i, password := range passwords {
			all.Go(func() {
				_, results[i] = h.AcceptInvitation(h.ctx, h.Workspace.ID, secret, Acceptance{Password: password})
			})
		}
		all.Wait()
		winners := 0
		for i, err := range results {
			_, signIn := h.signIn(newcomer, passwords[i], "192.0.2.1")
			if (err == nil) != (signIn == nil) {
				h.t.Errorf("acceptance %v, but signing in with its password %v", err, signIn)
			}
			if err == nil {
				winners++
				continue
			}
			h.wants(err, base.CodeExpired, "a loser")
		}
		if winners != 1 {
			h.t.Errorf("%d acceptances won", winners)
		}
	})
}

func TestACC2_NobodyGivesMoreThanItHas(t *testing.T) {
	eachHouse(t, func(h *house) {
		branch := h.unit(NewUnit{Parent: h.partner, Kind: blueprint.UnitBranch, UnitDetails: UnitDetails{Name: "Zonwerk Ede"}})
		var err error
		h.manager, err = h.Actor(h.ctx, h.Workspace.ID, h.manager.Member)
		h.must(err)
		for _, c := range []struct {
			what  string
			actor base.Actor
			role  string
			unit  base.ID
			want  base.Code
		}{
			{"a manager invites an installer", h.manager, "installer", h.partner, ""},
			{"a manager invites below", h.manager, "installer", branch, ""},
			{"a manager invites an equal", h.manager, "partner-manager", h.partner, ""},
			{"a manager invites at another partner", h.manager, "installer", h.other, base.CodeInvalid},
			{"a manager invites at the company", h.manager, "admin", h.Root, base.CodeInvalid},
			{"an admin's role at a partner", h.manager, "admin", h.partner, base.CodeInvalid},
			{"an unknown role", h.manager, "emperor", h.partner, base.CodeInvalid},
			{"an unknown unit", h.admin, "installer", 12345, base.CodeInvalid},
			{"an installer invites", h.agent, "installer", h.partner, base.CodeForbidden},
			{"an account manager invites", h.account, "installer", h.partner, base.CodeForbidden},
			{"an admin invites anybody", h.admin, "account-manager", h.region, ""},
		} {
			email := strings.ReplaceAll(c.what, " ", "-") + "@new.example"
			email = strings.ReplaceAll(email, "'", "")
			_, err := h.CreateMember(h.ctx, c.actor, NewMember{Name: c.what, Email: email, Role: c.role, Unit: c.unit})
			h.wants(err, c.want, c.what)
		}
		_, err = h.CreateMember(h.ctx, h.admin, NewMember{Name: "X", Email: "x@new.example", Role: "installer", Unit: h.partner, Password: goodPassword})
		h.wants(err, base.CodeForbidden, "an admin setting somebody's password")
		_, err = h.CreateMember(h.ctx, h.admin, NewMember{Name: "X", Email: "JOOST@zonwerk.example", Role: "installer", Unit: h.partner})
		h.wants(err, base.CodeInvalid, "an address that is taken")
	})
}

func TestACC2_ManagersManageOnlyTheirOwn(t *testing.T) {
	eachHouse(t, func(h *house) {
		to := Place{Unit: h.partner, Role: "partner-manager"}
		h.wants(h.ChangeMember(h.ctx, h.manager, h.manager.Member, to), base.CodeForbidden, "oneself")
		h.wants(h.SuspendMember(h.ctx, h.admin, h.admin.Member), base.CodeForbidden, "an admin suspends itself")
		h.wants(h.ChangeMember(h.ctx, h.manager, h.outsider.Member, to), base.CodeNotFound, "a member of another partner")
		h.wants(h.SuspendMember(h.ctx, h.manager, h.admin.Member), base.CodeNotFound, "the admin")
		h.wants(h.SuspendMember(h.ctx, h.agent, h.manager.Member), base.CodeForbidden, "an agent suspends its manager")
		h.wants(h.ChangeMember(h.ctx, h.manager, h.agent.Member, Place{Unit: h.other, Role: "installer"}), base.CodeInvalid, "to another partner")
		h.wants(h.ChangeMember(h.ctx, h.admin, h.agent.Member, Place{Unit: h.Root, Role: "integrator"}), base.CodeInvalid, "a person becomes a program")
		h.must(h.ChangeMember(h.ctx, h.manager, h.agent.Member, to))
		actor, err := h.Actor(h.ctx, h.Workspace.ID, h.agent.Member)
		h.must(err)
		if actor.Role != "partner-manager" || actor.Rights["lead.assign"] != base.ReachUnit {
			h.t.Errorf("after the change %+v", actor)
		}
	})
}

func TestACC2_TerritoryOfAnAccountManager(t *testing.T) {
	eachHouse(t, func(h *house) {
		holds := func(want bool, unit base.ID, when string) {
			h.t.Helper()
			a, err := h.Actor(h.ctx, h.Workspace.ID, h.account.Member)
			h.must(err)
			got := false
			for _, id := range a.Territory {
				got = got || id == unit
			}
			if got != want {
				h.t.Errorf("%s: in the territory %v, want %v", when, got, want)
			}
		}
		holds(true, h.region, "the region itself")
		holds(true, h.partner, "a partner in the region")
		holds(false, h.other, "a partner elsewhere")
		h.must(h.EditUnit(h.ctx, h.admin, h.other, UnitDetails{Name: "Daklicht", AccountManager: h.account.Member}))
		branch := h.unit(NewUnit{Parent: h.other, Kind: blueprint.UnitBranch, UnitDetails: UnitDetails{Name: "Daklicht Zwolle"}})
		holds(true, h.other, "a partner by name")
		holds(true, branch, "a branch of it")
		if len(h.agent.Territory) != 0 {
			h.t.Errorf("an installer has a territory: %v", h.agent.Territory)
		}
	})
}
