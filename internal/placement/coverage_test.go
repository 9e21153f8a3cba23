package placement_test

import (
	"slices"
	"testing"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
	"sluice/internal/testworld"
)

func leadAt(t *testing.T, w *testworld.World, name, postcode, town string) *lead.Lead {
	t.Helper()
	in := testworld.Request(name)
	in.Postcode, in.Town = postcode, town
	made, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
	must(t, err)
	return made.Lead
}

func TestELG4_PlacesThatNobodyCoversAreListed(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		first := leadAt(t, w, "Wim ter Beek", "8011 AB", "Zwolle")
		leadAt(t, w, "Ans Bosman", "8011 CD", "Zwolle")
		leadAt(t, w, "Geert Dijkstra", "8911 AB", "Leeuwarden") // outside the account manager's region
		expired := w.Lead(t, "Fatima El Amrani")                // covered: it lies in the inbox for another reason
		w.Clock.Set(expired.StepUntil.Time)
		w.Settle(t)
		state(t, w, w.Twente, org.Availability{State: org.UnitAway})
		got, err := w.Placement.Coverage(ctx, w.Manager)
		must(t, err)
		if want := []placement.Gap{{Area: "8011", Town: "Zwolle", Leads: 2, First: got.Gaps[0].First}}; !slices.Equal(got.Gaps, want) {
			t.Errorf("gaps %+v, want %+v", got.Gaps, want)
		}
		if got.Partners[org.UnitActive] != 1 || got.Partners[org.UnitAway] != 1 {
			t.Errorf("partners of the region by state: %v", got.Partners)
		}
		all, err := w.Placement.Coverage(ctx, w.Admin)
		must(t, err)
		if len(all.Gaps) != 2 || all.Partners[org.UnitActive] != 2 {
			t.Errorf("the admin sees %+v", all)
		}
		edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Areas = append(d.Areas, org.Area{Country: "NL", From: "80", To: "80"}) })
		got, err = w.Placement.Coverage(ctx, w.Manager)
		must(t, err)
		if len(got.Gaps) != 0 {
			t.Errorf("still a gap after a partner took the place: %+v", got.Gaps)
		}
		_, err = w.Placement.Coverage(ctx, w.Fenna)
		wantCode(t, err, base.CodeForbidden)
		_, err = w.Leads.Get(ctx, w.Manager, first.ID)
		must(t, err)
	})
}

func TestINV10_APartnerDoesNotLearnWhoElseHadTheLead(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Bram, l.ID)
		must(t, err)
		_, err = w.Placement.Return(ctx, w.Bram, l.ID, placement.ReturnInput{Reason: "no_time"})
		must(t, err)
		_, err = w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		decisions, err := w.Placement.Explain(ctx, w.Fenna, l.ID)
		must(t, err)
		own := 0
		for _, d := range decisions {
			if d.Unit != 0 && d.Unit != w.Veluwe {
				t.Errorf("the decision %s names %v", d.Kind, d.Unit)
			}
			if d.Unit == w.Veluwe {
				own++
			}
		}
		if len(decisions) != 4 || own != 1 {
			t.Errorf("%d decisions, %d name the partner itself", len(decisions), own)
		}
	})
}

func TestLoadsCountWhatPartnersHaveAndGot(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		for _, name := range []string{"Eerste", "Tweede"} {
			_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, name).ID)
			must(t, err)
		}
		loads, err := w.Placement.Loads(ctx, w.Manager, []base.ID{w.Veluwe, w.Twente, w.Randstad})
		must(t, err)
		if want := (engine.Load{Open: 2, Day: 2, Week: 2, Month: 2}); loads[w.Veluwe] != want || loads[w.Twente] != (engine.Load{}) {
			t.Errorf("loads %+v", loads)
		}
		must(t, func() error {
			_, err := w.Placement.Claim(ctx, w.Noor, leadAt(t, w, "Elders", "1011 AB", "Amsterdam").ID)
			return err
		}())
		loads, err = w.Placement.Loads(ctx, w.Manager, []base.ID{w.Randstad})
		must(t, err)
		if len(loads) != 0 {
			t.Errorf("the load of a partner elsewhere: %+v", loads)
		}
	})
}
