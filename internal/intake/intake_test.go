package intake_test

import (
	"context"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/intake"
)

const ws = base.ID(7)

func each(t *testing.T, fn func(t *testing.T, g intake.Guard, admit func(address string) (string, error))) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		g := intake.Guard{DB: d, Secret: []byte("a secret of the test")}
		fn(t, g, func(address string) (string, error) {
			ticket := g.Issue(ws, "request", clock.Now())
			return g.Admit(context.Background(), ws, intake.Submission{Form: "request", Ticket: ticket, Address: address}, clock.Now().Add(time.Minute))
		})
	})
}

func TestINT5_KeysDiffer(t *testing.T) {
	each(t, func(t *testing.T, _ intake.Guard, admit func(string) (string, error)) {
		one, err := admit("192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		if other, err := admit("192.0.2.1"); err != nil || one == other || len(one) != 32 {
			t.Errorf("keys %q and %q, %v", one, other, err)
		}
	})
}

// One customer has a whole network in IPv6; another address of it must not count from zero.
func TestINT5_ACustomersNetworkCountsAsOne(t *testing.T) {
	each(t, func(t *testing.T, _ intake.Guard, admit func(string) (string, error)) {
		refused := 0
		for _, host := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
			if _, err := admit("2001:db8:1:2::" + host); base.CodeOf(err) == base.CodeRateLimited {
				refused++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if refused != 2 {
			t.Errorf("%d of 8 were refused, want 2", refused)
		}
		if _, err := admit("2001:db8:1:3::1"); err != nil {
			t.Errorf("another network: %v", err)
		}
	})
}

// A refused ticket is as unused as before: it may come back later, and may not be a way round the count.
func TestINT5_ARefusedTicketStaysRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		g := intake.Guard{DB: d, Secret: []byte("a secret of the test")}
		ctx, later := context.Background(), clock.Now().Add(time.Minute)
		admit := func(ticket string) error {
			_, err := g.Admit(ctx, ws, intake.Submission{Form: "request", Ticket: ticket, Address: "192.0.2.1"}, later)
			return err
		}
		for range 6 {
			if err := admit(g.Issue(ws, "request", clock.Now())); err != nil {
				t.Fatal(err)
			}
		}
		ticket := g.Issue(ws, "request", clock.Now())
		for range 3 {
			if err := admit(ticket); base.CodeOf(err) != base.CodeRateLimited {
				t.Fatalf("got %v", err)
			}
		}
		clock.Advance(time.Hour)
		if err := admit(ticket); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}
