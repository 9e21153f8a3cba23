package org

import (
	"strings"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

func (h *house) alive(token string) bool {
	h.t.Helper()
	_, _, err := h.ActorBySession(h.ctx, h.Workspace.ID, token)
	if err != nil && base.CodeOf(err) != base.CodeUnauthenticated {
		h.t.Fatal(err)
	}
	return err == nil
}

func TestACC1_EverySignInHasAFreshToken(t *testing.T) {
	eachHouse(t, func(h *house) {
		seen := map[string]bool{}
		for range 5 {
			in, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
			h.must(err)
			if seen[in.Token] || len(in.Token) < 52 {
				h.t.Errorf("token %q", in.Token)
			}
			seen[in.Token] = true
		}
		for token := range seen {
			if !h.alive(token) {
				h.t.Error("a second sign-in ended the first")
			}
		}
		if h.alive("planted-by-somebody-else") || h.alive("") {
			h.t.Error("a token that the program did not make is a session")
		}
	})
}

func TestACC1_TheDatabaseHoldsNoSecretThatOpensAnything(t *testing.T) {
	eachHouse(t, func(h *house) {
		in, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		var stored string
		h.in(func(tx *db.Tx) error {
			return tx.Get(h.ctx, &stored, `SELECT hash FROM session WHERE ws = :ws`, nil)
		})
		if strings.Contains(stored, in.Token) || h.alive(stored) {
			h.t.Error("what is stored opens the session")
		}
	})
}

func TestACC1_SessionsSlideAndEnd(t *testing.T) {
	const day = 24 * time.Hour
	eachHouse(t, func(h *house) {
		idle, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		used, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		for range 8 {
			h.clock.Advance(10 * day)
			if !h.alive(used.Token) {
				h.t.Fatal("a session in use ended before its 90 days")
			}
		}
		if h.alive(idle.Token) {
			h.t.Error("a session lived after 14 days without use")
		}
		h.clock.Advance(10*day - time.Second)
		if !h.alive(used.Token) {
			h.t.Error("ended before 90 days")
		}
		h.clock.Advance(time.Second)
		if h.alive(used.Token) {
			h.t.Error("a session lived past 90 days")
		}
		h.must(h.Sweep(h.ctx))
		left := 0
		h.in(func(tx *db.Tx) error { return tx.Get(h.ctx, &left, `SELECT COUNT(*) FROM session WHERE ws = :ws`, nil) })
		if left != 0 {
			h.t.Errorf("%d ended sessions stay", left)
		}
	})
}

func TestACC1_BeingSeenIsWrittenEveryFiveMinutes(t *testing.T) {
	eachHouse(t, func(h *house) {
		in, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		began := h.clock.Now()
		seen := func() time.Time {
			h.t.Helper()
			if !h.alive(in.Token) {
				h.t.Fatal("not signed in")
			}
			m, err := h.Member(h.ctx, h.agent, h.agent.Member)
			h.must(err)
			return m.LastSeenAt.Time
		}
		h.clock.Advance(5*time.Minute - time.Second)
		if got := seen(); !got.Equal(began) {
			h.t.Errorf("written again after %s", got.Sub(began))
		}
		h.clock.Advance(time.Second)
		if got := seen(); !got.Equal(h.clock.Now()) {
			h.t.Errorf("not written after five minutes: %s", got)
		}
	})
}

func TestACC1_SessionsAreListedAndRevocable(t *testing.T) {
	eachHouse(t, func(h *house) {
		phone, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		stolen, err := h.signIn("joost@zonwerk.example", goodPassword, "198.51.100.1")
		h.must(err)
		laptop, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.2")
		h.must(err)
		list, err := h.ListSessions(h.ctx, h.agent)
		h.must(err)
		if len(list) != 3 {
			h.t.Fatalf("%d sessions are listed", len(list))
		}
		h.wants(h.EndSession(h.ctx, h.manager, stolen.Session.ID), base.CodeNotFound, "ending somebody else's session")
		h.must(h.EndSession(h.ctx, h.agent, stolen.Session.ID))
		if h.alive(stolen.Token) || !h.alive(phone.Token) || !h.alive(laptop.Token) {
			h.t.Error("not exactly the stolen session ended")
		}
		h.must(h.EndOtherSessions(h.ctx, h.agent, phone.Session.ID))
		if h.alive(laptop.Token) || !h.alive(phone.Token) {
			h.t.Error("not exactly the other sessions ended")
		}
		h.must(h.SignOut(h.ctx, h.Workspace.ID, phone.Token))
		if h.alive(phone.Token) {
			h.t.Error("signed out and still in")
		}
	})
}

func TestACC1_ANewPasswordEndsAllSessions(t *testing.T) {
	eachHouse(t, func(h *house) {
		old, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		change := PasswordChange{Old: goodPassword, New: "acht groene bomen", Device: Device{Address: "192.0.2.1"}}
		wrong := change
		wrong.Old = "iets heel anders"
		_, err = h.ChangePassword(h.ctx, h.agent, wrong)
		h.wants(err, base.CodeInvalid, "a wrong old password")
		if !h.alive(old.Token) {
			h.t.Error("a refused change ended the session")
		}
		in, err := h.ChangePassword(h.ctx, h.agent, change)
		h.must(err)
		if h.alive(old.Token) || !h.alive(in.Token) {
			h.t.Error("the old session lives, or the new one does not")
		}
		_, err = h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.wants(err, base.CodeUnauthenticated, "the old password")
		_, err = h.signIn("joost@zonwerk.example", change.New, "192.0.2.1")
		h.wants(err, "", "the new password")
	})
}

func TestACC1_OldPasswordCannotBeGuessedFromAnOpenSession(t *testing.T) {
	eachHouse(t, func(h *house) {
		guess := PasswordChange{Old: "een gok of twee", New: "acht groene bomen", Device: Device{Address: "192.0.2.1"}}
		for range freeForPair {
			_, err := h.ChangePassword(h.ctx, h.agent, guess)
			h.wants(err, base.CodeInvalid, "a guess")
		}
		_, err := h.ChangePassword(h.ctx, h.agent, guess)
		h.wants(err, base.CodeRateLimited, "one guess more")
	})
}

func TestACC1_ASuspendedMemberIsOutAtOnce(t *testing.T) {
	eachHouse(t, func(h *house) {
		in, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.must(err)
		_, token, err := h.CreateToken(h.ctx, base.System(h.Workspace.ID), NewToken{Member: h.agent.Member, Name: "app"})
		h.must(err)
		h.must(h.SuspendMember(h.ctx, h.manager, h.agent.Member))
		if h.alive(in.Token) {
			h.t.Error("the session lives")
		}
		_, err = h.ActorByToken(h.ctx, token)
		h.wants(err, base.CodeUnauthenticated, "the token of a suspended member")
		h.must(h.AskReset(h.ctx, h.Workspace.ID, "joost@zonwerk.example", Device{}))
		if mails := h.mails("joost@zonwerk.example"); len(mails) > 0 {
			h.t.Errorf("a suspended member was mailed %q", mails[0].Subject)
		}
		h.must(h.RestoreMember(h.ctx, h.manager, h.agent.Member))
		if h.alive(in.Token) {
			h.t.Error("being restored brought the old session back")
		}
		_, err = h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.1")
		h.wants(err, "", "signing in again")
		h.wants(h.RestoreMember(h.ctx, h.manager, h.agent.Member), base.CodeConflict, "restoring an active member")
	})
}
