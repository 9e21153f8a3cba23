package org

import (
	"fmt"
	"testing"
	"time"

	"sluice/internal/base"
)

const joost = "joost@zonwerk.example"

func TestACC1_ResetWorksOnceWithinTheHour(t *testing.T) {
	eachHouse(t, func(h *house) {
		old, err := h.signIn(joost, goodPassword, "192.0.2.1")
		h.must(err)
		h.must(h.AskReset(h.ctx, h.Workspace.ID, " Joost@Zonwerk.example", Device{Address: "192.0.2.1"}))
		secret := h.link(joost)
		_, err = h.InvitationFor(h.ctx, h.Workspace.ID, secret)
		h.wants(err, base.CodeNotFound, "a reset used as an invitation")
		_, err = h.ResetPassword(h.ctx, h.Workspace.ID, secret, joost, Device{})
		h.wants(err, base.CodeInvalid, "the address as password")
		h.clock.Advance(time.Hour - time.Second)
		in, err := h.ResetPassword(h.ctx, h.Workspace.ID, secret, "negen gele deuren", Device{})
		h.must(err)
		if h.alive(old.Token) || !h.alive(in.Token) {
			h.t.Error("the old session lives, or the new one does not")
		}
		_, err = h.ResetPassword(h.ctx, h.Workspace.ID, secret, "tien gele deuren", Device{})
		h.wants(err, base.CodeExpired, "the link again")
		_, err = h.signIn(joost, "negen gele deuren", "192.0.2.1")
		h.wants(err, "", "the new password")
		h.must(h.AskReset(h.ctx, h.Workspace.ID, joost, Device{Address: "192.0.2.1"}))
		late := h.link(joost)
		h.clock.Advance(time.Hour)
		_, err = h.ResetPassword(h.ctx, h.Workspace.ID, late, "elf gele deuren", Device{})
		h.wants(err, base.CodeExpired, "after an hour")
	})
}

func TestACC1_ANewerLinkStopsTheOneBefore(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.must(h.AskReset(h.ctx, h.Workspace.ID, joost, Device{}))
		first := h.link(joost)
		h.clock.Advance(time.Minute)
		h.must(h.AskReset(h.ctx, h.Workspace.ID, joost, Device{}))
		_, err := h.ResetFor(h.ctx, h.Workspace.ID, first)
		h.wants(err, base.CodeExpired, "the first link")
		h.clock.Advance(time.Minute)
		_, err = h.ChangePassword(h.ctx, h.agent, PasswordChange{Old: goodPassword, New: "acht groene bomen"})
		h.must(err)
		_, err = h.ResetFor(h.ctx, h.Workspace.ID, h.link(joost))
		h.wants(err, base.CodeExpired, "a link from before the password was changed")
	})
}

func TestACC1_AskingForAResetTellsNothing(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.invited()
		for i, email := range []string{joost, "nobody@zonwerk.example", newcomer, "not an address", ""} {
			h.wants(h.AskReset(h.ctx, h.Workspace.ID, email, Device{Address: fmt.Sprintf("192.0.2.%d", i)}), "", email)
		}
		if got := len(h.mails("nobody@zonwerk.example")); got != 0 {
			h.t.Errorf("%d mails to an unknown address", got)
		}
		for i := range 20 {
			h.wants(h.AskReset(h.ctx, h.Workspace.ID, joost, Device{Address: fmt.Sprintf("198.51.100.%d", i)}), "", "asking often")
		}
		if got := len(h.mails(joost)); got != resetsPerMailbox {
			h.t.Errorf("%d mails within the hour, want %d", got, resetsPerMailbox)
		}
		var last error
		for range resetsPerAddress + 1 {
			last = h.AskReset(h.ctx, h.Workspace.ID, "nobody@zonwerk.example", Device{Address: "203.0.113.1"})
		}
		h.wants(last, base.CodeRateLimited, "one address asking for many")
	})
}
