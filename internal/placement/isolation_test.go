package placement_test

import (
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

func TestINV1_DatabaseRefusesSecondOpenPlacement(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		second := func() error {
			return w.DB.Write(ctx, w.WS, func(tx *db.Tx) error {
				return tx.Insert(ctx, "placement", placement.Placement{
					ID: base.NewID(tx.Now()), Lead: l.ID, Mode: placement.ModeClaim, Unit: w.Twente, OpenedAt: base.At(tx.Now()),
				})
			})
		}
		if err := second(); !db.IsUnique(err) {
			t.Errorf("a second open placement: %v", err)
		}
		_, err = w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"})
		must(t, err)
		if err := second(); err != nil {
			t.Errorf("after the first has ended: %v", err)
		}
	})
}

// acts are the operations on a lead of this room, each as somebody tries it on a lead that is not its own.
func acts(w *testworld.World) map[string]func(a base.Actor, id base.ID) error {
	return map[string]func(a base.Actor, id base.ID) error{
		"claim":     func(a base.Actor, id base.ID) error { _, err := w.Placement.Claim(ctx, a, id); return err },
		"available": func(a base.Actor, id base.ID) error { _, err := w.Placement.Available(ctx, a, id); return err },
		"near":      func(a base.Actor, id base.ID) error { _, err := w.Placement.Near(ctx, a, id, 2); return err },
		"hide":      func(a base.Actor, id base.ID) error { return w.Placement.Hide(ctx, a, id) },
		"history":   func(a base.Actor, id base.ID) error { _, err := w.Placement.History(ctx, a, id); return err },
		"explain":   func(a base.Actor, id base.ID) error { _, err := w.Placement.Explain(ctx, a, id); return err },
		"return": func(a base.Actor, id base.ID) error {
			_, err := w.Placement.Return(ctx, a, id, placement.ReturnInput{Reason: "no_time"})
			return err
		},
		"assign": func(a base.Actor, id base.ID) error {
			_, err := w.Placement.Assign(ctx, a, id, placement.AssignInput{Target: lead.Target{Unit: a.Unit}})
			return err
		},
	}
}

func TestINV7_AnotherWorkspacesLeadIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		other := testworld.Named(t, w.DB, w.Clock, "dakbaas")
		l := other.Lead(t, "Fatima El Amrani")
		for name, act := range acts(w) {
			for _, a := range []base.Actor{w.Admin, w.Manager, w.Joost, w.Fenna} {
				missing, there := act(a, base.NewID(w.Clock.Now())), act(a, l.ID)
				if missing == nil || there == nil || missing.Error() != there.Error() {
					t.Errorf("%s as %s: a lead elsewhere answers %v, none at all %v", name, a.Role, there, missing)
				}
			}
		}
		wantPlace(t, other, l.ID, lead.PlaceMarket)
		if n := len(available(t, w, w.Joost)); n != 0 {
			t.Errorf("%d leads of another workspace are on the market", n)
		}
	})
}

func TestINV7_AnotherPartnersLeadIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		for name, act := range acts(w) {
			missing, there := act(w.Noor, base.NewID(w.Clock.Now())), act(w.Noor, l.ID)
			if missing == nil || there == nil || missing.Error() != there.Error() {
				t.Errorf("%s: a lead of another partner answers %v, none at all %v", name, there, missing)
			}
		}
		// Bram saw it on the market: that somebody else was first is all he learns.
		_, err = w.Placement.Claim(ctx, w.Bram, l.ID)
		if !placement.IsTaken(err) {
			t.Errorf("claiming what another has: %v", err)
		}
		for _, name := range []string{"history", "explain", "return", "assign"} {
			wantCode(t, acts(w)[name](w.Bram, l.ID), base.CodeNotFound)
		}
		wantPlace(t, w, l.ID, lead.PlacePlaced)
	})
}

func wantPlace(t *testing.T, w *testworld.World, id base.ID, want lead.Place) {
	t.Helper()
	view, err := w.Leads.Get(ctx, w.Admin, id)
	must(t, err)
	if view.Lead.Place != want {
		t.Errorf("the lead is at %s, want %s", view.Lead.Place, want)
	}
}
