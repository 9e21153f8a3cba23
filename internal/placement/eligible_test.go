package placement_test

import (
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
	"sluice/internal/testworld"
)

// edit changes a partner's details as the admin does.
func edit(t *testing.T, w *testworld.World, unit base.ID, change func(*org.UnitDetails)) {
	t.Helper()
	tree, err := w.Org.Tree(ctx, w.WS)
	must(t, err)
	details := tree.Unit(unit).UnitDetails
	change(&details)
	must(t, w.Org.EditUnit(ctx, w.Admin, unit, details))
}

func state(t *testing.T, w *testworld.World, unit base.ID, a org.Availability) {
	t.Helper()
	must(t, w.Org.SetAvailability(ctx, w.Admin, unit, a))
}

// verdictOn is the partner's line in the lead's first decision.
func verdictOn(t *testing.T, w *testworld.World, id, unit base.ID) engine.Verdict {
	t.Helper()
	decisions, err := w.Placement.Explain(ctx, w.Admin, id)
	must(t, err)
	for _, v := range decisions[0].Considered {
		if v.Unit == unit {
			return v
		}
	}
	t.Fatalf("the partner is not among the considered: %+v", decisions[0].Considered)
	return engine.Verdict{}
}

func TestELG1_EveryConditionKeepsAPartnerOut(t *testing.T) {
	has := func(n int) func(t *testing.T, w *testworld.World) {
		return func(t *testing.T, w *testworld.World) {
			for i := range n {
				_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, string(rune('A'+i))+" Earlier").ID)
				must(t, err)
			}
		}
	}
	conditions := map[string]struct {
		before func(t *testing.T, w *testworld.World)
		change func(*org.UnitDetails)
		state  org.Availability
		reason engine.Reason
		have   int
		listed bool
	}{
		"eligible":  {listed: true},
		"place":     {change: func(d *org.UnitDetails) { d.Areas = []org.Area{{Country: "NL", From: "1000", To: "1999"}} }, reason: engine.ReasonArea},
		"province":  {change: func(d *org.UnitDetails) { d.Areas = []org.Area{{Country: "NL", Province: "GE"}} }, listed: true},
		"radius":    {change: func(d *org.UnitDetails) { d.Areas = []org.Area{{Lat: 52.21, Lng: 5.97, RadiusKM: 30}} }, listed: true},
		"product":   {change: func(d *org.UnitDetails) { d.Products = []string{"panels_battery"} }, reason: engine.ReasonProduct},
		"inactive":  {state: org.Availability{State: org.UnitInactive}, reason: engine.ReasonInactive},
		"away":      {state: org.Availability{State: org.UnitAway}, reason: engine.ReasonAway, listed: true},
		"open cap":  {before: has(2), change: func(d *org.UnitDetails) { d.Caps.Open = 2 }, reason: engine.ReasonCapOpen, have: 2, listed: true},
		"day cap":   {before: has(1), change: func(d *org.UnitDetails) { d.Caps.Day = 1 }, reason: engine.ReasonCapDay, have: 1, listed: true},
		"week cap":  {before: has(2), change: func(d *org.UnitDetails) { d.Caps.Week = 1 }, reason: engine.ReasonCapWeek, have: 2, listed: true},
		"month cap": {before: has(1), change: func(d *org.UnitDetails) { d.Caps.Month = 1 }, reason: engine.ReasonCapMonth, have: 1, listed: true},
		"below cap": {before: has(1), change: func(d *org.UnitDetails) { d.Caps.Open = 2 }, listed: true},
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for name, c := range conditions {
			t.Run(name, func(t *testing.T) {
				world := testworld.Named(t, w.DB, w.Clock, "zonveer-"+slug(name))
				if c.before != nil {
					c.before(t, world)
				}
				if c.change != nil {
					edit(t, world, world.Veluwe, c.change)
				}
				if c.state.State != "" {
					state(t, world, world.Veluwe, c.state)
				}
				l := world.Lead(t, "Fatima El Amrani")
				v := verdictOn(t, world, l.ID, world.Veluwe)
				if v.Reason != c.reason || v.Eligible != (c.reason == "") || v.Have != c.have {
					t.Errorf("judged %+v, want reason %q with %d", v, c.reason, c.have)
				}
				if got := len(available(t, world, world.Joost)) == 1; got != c.listed {
					t.Errorf("on its market: %v, want %v", got, c.listed)
				}
				_, err := world.Placement.Claim(ctx, world.Joost, l.ID)
				if (err == nil) != (c.reason == "") {
					t.Errorf("claiming answers %v", err)
				}
			})
		}
	})
}

func slug(name string) string {
	out := []byte(name)
	for i, c := range out {
		if c == ' ' {
			out[i] = '-'
		}
	}
	return string(out)
}

func TestELG1_APartnerWithoutAreaHasItsAccountManagers(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		edit(t, w, w.Randstad, func(d *org.UnitDetails) { d.Areas, d.AccountManager = nil, w.Manager.Member })
		w.Lead(t, "Fatima El Amrani")
		if got := available(t, w, w.Noor); len(got) != 1 {
			t.Errorf("sees %v, want the lead in the account manager's region", got)
		}
	})
}

func TestELG1_NewPartnerSeesTheMarket(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		w.Settle(t)
		unit := w.Unit(t, w.Region, blueprint.UnitPartner, org.UnitDetails{
			Name: "Zonneland", Areas: []org.Area{{Country: "NL", From: "73", To: "73"}},
		})
		newcomer := w.Member(t, unit, "installer", "Kees Verhoeven", "kees")
		w.Settle(t)
		if got := available(t, w, newcomer); len(got) != 1 || got[0] != l.ID.String() {
			t.Fatalf("a new partner sees %v", got)
		}
		_, err := w.Placement.Claim(ctx, newcomer, l.ID)
		must(t, err)
	})
}

func TestELG1_AChangedPartnerSeesWhatFitsNow(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		w.Lead(t, "Fatima El Amrani")
		sees := func(when string, want int) {
			t.Helper()
			w.Settle(t)
			if got := available(t, w, w.Noor); len(got) != want {
				t.Errorf("%s: sees %v, want %d", when, got, want)
			}
		}
		sees("elsewhere", 0)
		edit(t, w, w.Randstad, func(d *org.UnitDetails) { d.Areas = []org.Area{{Country: "NL", Province: "GE"}} })
		sees("a new area", 1)
		edit(t, w, w.Randstad, func(d *org.UnitDetails) { d.Products = []string{"panels_battery"} })
		sees("another product", 0)
		edit(t, w, w.Randstad, func(d *org.UnitDetails) { d.Products = nil })
		sees("every product", 1)
		state(t, w, w.Randstad, org.Availability{State: org.UnitInactive})
		sees("inactive", 0)
		state(t, w, w.Randstad, org.Availability{State: org.UnitActive})
		sees("active again", 1)
		edit(t, w, w.Randstad, func(d *org.UnitDetails) { d.Areas = nil })
		sees("the area of its region", 0)
		must(t, w.Org.MoveUnit(ctx, w.Admin, w.Randstad, w.Region))
		sees("another region", 1)
		edit(t, w, w.Region, func(d *org.UnitDetails) { d.Areas = []org.Area{{Country: "NL", From: "80", To: "82"}} })
		sees("the region without the place", 0)
	})
}

func TestELG2_CheckedAgainAtTheClaim(t *testing.T) {
	changes := map[string]func(t *testing.T, w *testworld.World){
		"went away": func(t *testing.T, w *testworld.World) { state(t, w, w.Veluwe, org.Availability{State: org.UnitAway}) },
		"inactive": func(t *testing.T, w *testworld.World) {
			state(t, w, w.Veluwe, org.Availability{State: org.UnitInactive})
		},
		"area": func(t *testing.T, w *testworld.World) {
			edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Areas = []org.Area{{Country: "NL", From: "10", To: "10"}} })
		},
		"product": func(t *testing.T, w *testworld.World) {
			edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Products = []string{"panels_battery"} })
		},
		"full": func(t *testing.T, w *testworld.World) {
			edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Caps.Open = 1 })
			_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, "Another One").ID)
			must(t, err)
		},
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for name, change := range changes {
			t.Run(name, func(t *testing.T) {
				world := testworld.Named(t, w.DB, w.Clock, "zonveer-"+slug(name))
				l := world.Lead(t, "Fatima El Amrani")
				change(t, world) // the loop has not run: the lead is still listed
				_, err := world.Placement.Claim(ctx, world.Joost, l.ID)
				wantCode(t, err, base.CodeConflict)
				if placement.IsTaken(err) {
					t.Errorf("told that somebody was first: %v", err)
				}
				view, err := world.Leads.Get(ctx, world.Admin, l.ID)
				must(t, err)
				if view.Lead.Place != lead.PlaceMarket {
					t.Errorf("the lead went to %s", view.Lead.Place)
				}
			})
		}
	})
}

func TestELG2_TwoClaimsAgainstACapOfOne(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Caps.Open = 1 })
		for round := range 5 {
			ids := []base.ID{w.Lead(t, "Eerste Aanvraag").ID, w.Lead(t, "Tweede Verzoek").ID}
			errs := make([]error, len(ids))
			var group sync.WaitGroup
			for i, actor := range []base.Actor{w.Joost, w.Fenna} {
				group.Go(func() { _, errs[i] = w.Placement.Claim(ctx, actor, ids[i]) })
			}
			group.Wait()
			won := 0
			for i, err := range errs {
				if err == nil {
					won++
					_, err := w.Placement.Return(ctx, w.Fenna, ids[i], placement.ReturnInput{Reason: "no_time"})
					must(t, err)
					continue
				}
				wantCode(t, err, base.CodeConflict)
			}
			if won != 1 {
				t.Fatalf("round %d: %d claims won against a cap of one: %v", round, won, errs)
			}
		}
	})
}

func TestELG1_DayWeekAndMonthAreTheWorkspacesOwn(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		w.Clock.Set(time.Date(2026, 3, 31, 21, 59, 0, 0, time.UTC)) // one minute before April in Amsterdam
		edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Caps.Month = 1 })
		_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, "Late In March").ID)
		must(t, err)
		next := w.Lead(t, "Fatima El Amrani")
		_, err = w.Placement.Claim(ctx, w.Joost, next.ID)
		wantCode(t, err, base.CodeConflict)
		w.Clock.Advance(time.Minute)
		_, err = w.Placement.Claim(ctx, w.Joost, next.ID)
		must(t, err)
	})
}
