package placement_test

import (
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

func TestSOL4_AnAreaManagerAssignsTheLeadsOfItsArea(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		w.Clock.Set(amsterdam(t, "2026-03-06 11:00")) // a Friday
		inside := w.Lead(t, "Fatima El Amrani")
		elsewhere := testworld.Request("Pim de Boer")
		elsewhere.Postcode, elsewhere.Town = "1012 AB", "Amsterdam"
		made, err := w.Leads.Create(ctx, base.Prospect(w.WS), elsewhere)
		must(t, err)

		to := placement.AssignInput{Target: lead.Target{Unit: w.Twente, Member: w.Bram.Member}}
		_, err = w.Placement.Assign(ctx, w.Manager, made.Lead.ID, to)
		wantCode(t, err, base.CodeNotFound)
		given, err := w.Placement.Assign(ctx, w.Manager, inside.ID, to)
		must(t, err)
		if given.PlaceUnit != w.Twente || given.HolderMember != w.Bram.Member {
			t.Errorf("assigned to unit %s and member %s", given.PlaceUnit, given.HolderMember)
		}
		for _, a := range []base.Actor{w.Joost, w.Bram} {
			if got := available(t, w, a); len(got) != 0 {
				t.Errorf("%s still finds %v on the market", a.Name, got)
			}
		}

		reminders := func() (n int) {
			w.Settle(t)
			for _, m := range w.Mails(t, "bram@zonveer.example") {
				if m.Name == "placement.reminded" {
					n++
				}
			}
			return n
		}
		w.Clock.Set(amsterdam(t, "2026-03-10 10:59")) // the weekend does not count
		if n := reminders(); n != 0 {
			t.Errorf("%d reminders before two working days were over", n)
		}
		w.Clock.Advance(time.Minute)
		if n := reminders(); n != 1 {
			t.Errorf("%d reminders after two working days, want 1", n)
		}
	})
}
