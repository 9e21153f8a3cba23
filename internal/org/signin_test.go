package org

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

func TestACC1_SignInMakesAnActorWithItsRights(t *testing.T) {
	eachHouse(t, func(h *house) {
		in, err := h.signIn("  JOOST@zonwerk.example ", goodPassword, "192.0.2.1")
		h.must(err)
		actor, session, err := h.ActorBySession(h.ctx, h.Workspace.ID, in.Token)
		h.must(err)
		if actor.Member != h.agent.Member || actor.Unit != h.partner || actor.Role != "installer" || actor.Lang != "nl" {
			h.t.Errorf("actor %+v", actor)
		}
		if actor.Rights["lead.claim"] != base.ReachOwn || actor.Rights["settings.edit"] != base.ReachNone {
			h.t.Errorf("rights %v", actor.Rights)
		}
		if session.Address != "192.0.2.1" || session.Agent != "test" || session.ID != in.Session.ID {
			h.t.Errorf("session %+v", session)
		}
		if !slices.Contains(h.auditKinds(), AuditSignIn) {
			h.t.Error("the sign-in is not in the audit log")
		}
	})
}

func TestACC1_RefusalsDoNotTellWhatWasWrong(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.must(h.SuspendMember(h.ctx, h.admin, h.outsider.Member))
		_, err := h.CreateMember(h.ctx, h.admin, NewMember{Name: "Nieuw", Email: "nieuw@zonwerk.example", Role: "installer", Unit: h.partner})
		h.must(err)
		_, err = h.CreateMember(h.ctx, h.admin, NewMember{Name: "Koppeling", Email: "it@zonveer.example", Role: "integrator", Unit: h.Root})
		h.must(err)
		want := base.AsError(base.Fail(base.CodeUnauthenticated, "org.error_sign_in"))
		for i, c := range []struct{ email, password string }{
			{"nobody@zonwerk.example", goodPassword},
			{"joost@zonwerk.example", "niet het wachtwoord"},
			{"joost@zonwerk.example", ""},
			{"bram@daklicht.example", goodPassword},
			{"nieuw@zonwerk.example", ""},
			{"it@zonveer.example", ""},
			{"not an address", goodPassword},
			{"", ""},
		} {
			_, err := h.signIn(c.email, c.password, fmt.Sprintf("192.0.2.%d", i))
			if got := base.AsError(err); got.Error() != want.Error() {
				h.t.Errorf("%q: %v", c.email, got)
			}
		}
	})
}

func TestACC1_AnUnknownAddressCostsAHashToo(t *testing.T) {
	h := newHasher(nil)
	start := time.Now()
	if ok, err := h.matches("anything", ""); ok || err != nil {
		t.Fatal(ok, err)
	}
	unknown := time.Since(start)
	hash, err := h.hash(t.Context(), "anything")
	if err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	if ok, err := h.matches("anything", hash); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if known := time.Since(start); unknown < known/5 {
		t.Errorf("an unknown address took %s, a known one %s", unknown, known)
	}
}

func TestACC1_LockoutTable(t *testing.T) {
	for _, c := range []struct {
		failures, free int
		want           time.Duration
	}{
		{0, 5, 0}, {4, 5, 0}, {5, 5, 15 * time.Second}, {6, 5, 30 * time.Second}, {7, 5, time.Minute}, {8, 5, 2 * time.Minute},
		{10, 5, 8 * time.Minute}, {11, 5, 15 * time.Minute}, {1_000_000, 5, 15 * time.Minute}, {29, 30, 0}, {30, 30, 15 * time.Second},
	} {
		if got := delay(c.failures, c.free); got != c.want {
			t.Errorf("%d failures of %d free: %s, want %s", c.failures, c.free, got, c.want)
		}
	}
}

func TestACC1_LockoutGrowsAndEnds(t *testing.T) {
	eachHouse(t, func(h *house) {
		fail := func() error {
			_, err := h.signIn("joost@zonwerk.example", "verkeerd wachtwoord", "192.0.2.7")
			return err
		}
		for range freeForPair {
			h.wants(fail(), base.CodeUnauthenticated, "a free failure")
		}
		_, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.7")
		h.wants(err, base.CodeRateLimited, "the right password while held back")
		if wait := base.AsError(err).Args["Duration"]; wait != firstDelay {
			h.t.Errorf("the wait is told as %v, want %v", wait, firstDelay)
		}
		h.clock.Advance(firstDelay)
		h.wants(fail(), base.CodeUnauthenticated, "a failure after the wait")
		h.clock.Advance(firstDelay)
		h.wants(fail(), base.CodeRateLimited, "a try after half of the doubled wait")
		h.clock.Advance(firstDelay)
		_, err = h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.7")
		h.wants(err, "", "the right password after the doubled wait")
		h.wants(fail(), base.CodeUnauthenticated, "a failure after success begins anew")
	})
}

func TestACC1_NobodyCanLockSomebodyElseOut(t *testing.T) {
	eachHouse(t, func(h *house) {
		for i := range 200 {
			_, err := h.signIn("joost@zonwerk.example", "verkeerd wachtwoord", fmt.Sprintf("198.51.100.%d", i%20))
			if err == nil {
				h.t.Fatal("a wrong password got in")
			}
		}
		if _, err := h.signIn("joost@zonwerk.example", goodPassword, "203.0.113.5"); err != nil {
			h.t.Errorf("the member cannot sign in from its own address: %v", err)
		}
	})
}

func TestACC1_OneAddressCannotTryEverybody(t *testing.T) {
	eachHouse(t, func(h *house) {
		limited := 0
		for i := range 40 {
			// In IPv6 a customer has a whole network to move about in.
			_, err := h.signIn(fmt.Sprintf("member%d@zonwerk.example", i), "verkeerd wachtwoord", fmt.Sprintf("2001:db8:1:1::%d", i))
			if base.CodeOf(err) == base.CodeRateLimited {
				limited++
			}
		}
		if limited != 40-freeForAddress {
			h.t.Errorf("%d of 40 tries were held back, want %d", limited, 40-freeForAddress)
		}
		_, err := h.signIn("joost@zonwerk.example", goodPassword, "2001:db8:1:2::1")
		h.wants(err, "", "a neighbour's network")
	})
}

func TestACC1_GuessesAtOnceAreCountedToo(t *testing.T) {
	eachHouse(t, func(h *house) {
		var mu sync.Mutex
		codes := map[base.Code]int{}
		var all sync.WaitGroup
		for range 60 {
			all.Go(func() {
				_, err := h.signIn("joost@zonwerk.example", "verkeerd wachtwoord", "192.0.2.9")
				mu.Lock()
				defer mu.Unlock()
				codes[base.CodeOf(err)]++
			})
		}
		all.Wait()
		if compared := codes[base.CodeUnauthenticated]; compared < freeForPair || compared > freeForPair+cap(h.hasher.turns) {
			h.t.Errorf("%d guesses were compared: %v", compared, codes)
		}
	})
}

func TestACC1_AHundredSignInsAtOnceAllSucceed(t *testing.T) {
	eachHouse(t, func(h *house) {
		var all sync.WaitGroup
		failures := make(chan error, 100)
		for range 100 {
			all.Go(func() {
				if _, err := h.signIn("joost@zonwerk.example", goodPassword, "192.0.2.10"); err != nil {
					failures <- err
				}
			})
		}
		all.Wait()
		close(failures)
		for err := range failures {
			h.t.Error(err)
		}
	})
}

func TestACC1_ASuspensionDuringTheComparisonHolds(t *testing.T) {
	eachHouse(t, func(h *house) {
		counts := countsOf("joost@zonwerk.example", "192.0.2.1")
		lock, err := h.findLock(h.ctx, h.Workspace.ID, "joost@zonwerk.example", counts)
		h.must(err)
		h.must(h.SuspendMember(h.ctx, h.admin, h.agent.Member))
		_, err = h.enter(h.ctx, h.Workspace.ID, lock, Device{}, counts)
		h.wants(err, base.CodeUnauthenticated, "entering after a suspension")
	})
}

func TestThrottleCountsWithinItsWindow(t *testing.T) {
	eachHouse(t, func(h *house) {
		use := func() error {
			var refused error
			h.must(h.DB.Write(h.ctx, h.Workspace.ID, func(tx *db.Tx) error {
				refused = Throttle(h.ctx, tx, "form", 2, time.Hour)
				return nil
			}))
			return refused
		}
		h.wants(use(), "", "first")
		h.clock.Advance(40 * time.Minute)
		h.wants(use(), "", "second")
		err := use()
		h.wants(err, base.CodeRateLimited, "third")
		if wait := base.AsError(err).Args["Duration"]; wait != 20*time.Minute {
			h.t.Errorf("wait %v", wait)
		}
		h.clock.Advance(20 * time.Minute)
		h.wants(use(), "", "in the next window")
	})
}
