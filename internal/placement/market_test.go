package placement_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/outbox"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

var ctx = context.Background()

// each runs fn in a fresh world on each database.
func each(t *testing.T, fn func(t *testing.T, w *testworld.World)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) { fn(t, testworld.New(t, d, clock)) })
}

func available(t *testing.T, w *testworld.World, a base.Actor) []string {
	t.Helper()
	m, err := w.Placement.Market(ctx, a, base.PageRequest{})
	must(t, err)
	var ids []string
	for _, one := range m.Leads {
		ids = append(ids, one.Lead.ID.String())
	}
	return ids
}

func TestMKT1_NewLeadIsAvailableToEligiblePartnersOnly(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		for name, c := range map[string]struct {
			actor base.Actor
			sees  bool
		}{
			"installer in the area":   {w.Joost, true},
			"other partner there":     {w.Bram, true},
			"manager of the partner":  {w.Fenna, true},
			"partner elsewhere":       {w.Noor, false},
			"account manager, nobody": {w.Manager, false},
		} {
			got := available(t, w, c.actor)
			if sees := len(got) == 1 && got[0] == l.ID.String(); sees != c.sees {
				t.Errorf("%s sees %v", name, got)
			}
		}
	})
}

func TestMKT1_MembersAreMailedALinkStraightToTheLead(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		w.Settle(t)
		mails := w.Mails(t, "joost@zonveer.example")
		if len(mails) != 1 {
			t.Fatalf("%d mails to an eligible installer, want 1", len(mails))
		}
		if link := "/zonveer/leads/" + l.ID.String(); !strings.Contains(mails[0].Text, link) {
			t.Errorf("no link %s in:\n%s", link, mails[0].Text)
		}
		if got := w.Mails(t, "noor@zonveer.example"); len(got) != 0 {
			t.Errorf("a partner elsewhere was told of the lead: %v", got[0].Subject)
		}
	})
}

func TestINV8_NothingPersonalBeforeTheClaim(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		w.Settle(t)
		view, err := w.Leads.Get(ctx, w.Joost, l.ID)
		must(t, err)
		one, err := w.Placement.Available(ctx, w.Joost, l.ID)
		must(t, err)
		page, err := w.Placement.Market(ctx, w.Joost, base.PageRequest{})
		must(t, err)
		shown := fmt.Sprintf("%+v %+v %+v %+v %+v", view, *view.Lead, *one.Lead, page, *page.Leads[0].Lead)
		for _, mail := range w.Mails(t, "joost@zonveer.example") {
			shown += mail.Subject + mail.Text + mail.HTML
		}
		for _, secret := range []string{"Fatima", "Amrani", "Loolaan", "1148", "7315 KD", "@prospect", "before the summer"} {
			if strings.Contains(shown, secret) {
				t.Errorf("%q is shown before the claim", secret)
			}
		}
		if !view.Masked || view.Lead.Town != "Apeldoorn" || view.Lead.Postcode != "7315" || view.Lead.Fields.Number("module_count") != 9 {
			t.Errorf("the masked lead lacks what the policy shows: %+v", *view.Lead)
		}
		_, err = w.Leads.Events(ctx, w.Joost, l.ID)
		wantCode(t, err, base.CodeNotFound)
	})
}

func TestMKT3_ClaimHoldsTwoDaysAndHidesFromTheOthers(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		claimed, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		if want := dbtest.Start.AddDate(0, 0, 2); !claimed.DeadlineAt.Equal(want) || claimed.DeadlineKind != lead.DeadlineHold {
			t.Errorf("held until %v (%s), want %v", claimed.DeadlineAt, claimed.DeadlineKind, want)
		}
		if got := available(t, w, w.Bram); len(got) != 0 {
			t.Errorf("the other partner still sees %v", got)
		}
		_, err = w.Leads.Get(ctx, w.Bram, l.ID)
		wantCode(t, err, base.CodeNotFound)
		view, err := w.Leads.Get(ctx, w.Joost, l.ID)
		must(t, err)
		if view.Masked || view.Contact.Name != "Fatima El Amrani" {
			t.Errorf("the claimant does not see the contact: %+v", view.Contact)
		}
		wantEvents(t, w, l.ID, lead.EventReceived, lead.EventConsentGiven, lead.EventListed, lead.EventClaimed, lead.EventRevealed)
	})
}

func TestMKT4_OneOfManyClaimsWins(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		const claims = 100
		var group sync.WaitGroup
		var mu sync.Mutex
		won, lost := 0, 0
		for i := range claims {
			actor := w.Joost
			if i%2 == 0 {
				actor = w.Bram
			}
			group.Go(func() {
				_, err := w.Placement.Claim(ctx, actor, l.ID)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
				case placement.IsTaken(err):
					lost++
				default:
					t.Errorf("claim %d: %v", i, err)
				}
			})
		}
		group.Wait()
		if won != 1 || lost != claims-1 {
			t.Errorf("%d won, %d were told that somebody was first", won, lost)
		}
	})
}

func TestMKT5_WithoutContactTheLeadGoesBack(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		w.Settle(t)
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)

		w.Clock.Advance(44*time.Hour - time.Second)
		w.Settle(t)
		if got := subjects(w.Mails(t, "joost@zonveer.example")); len(got) != 1 {
			t.Errorf("before the warning: %v", got)
		}
		w.Clock.Advance(time.Second)
		w.Settle(t)
		if got := subjects(w.Mails(t, "joost@zonveer.example")); len(got) != 2 {
			t.Errorf("4 h before the end a warning is due: %v", got)
		}
		w.Clock.Advance(4*time.Hour - time.Second)
		w.Settle(t)
		if got := available(t, w, w.Bram); len(got) != 0 {
			t.Errorf("back a second too early: %v", got)
		}
		w.Clock.Advance(time.Second)
		w.Settle(t)
		if got := available(t, w, w.Bram); len(got) != 1 {
			t.Errorf("not back on the market: %v", got)
		}
		kinds := eventKinds(t, w, l.ID)
		if kinds[len(kinds)-1] != lead.EventListed || kinds[len(kinds)-2] != lead.EventLapsed {
			t.Errorf("the timeline ends in %v", kinds)
		}
		if got := subjects(w.Mails(t, "joost@zonveer.example")); len(got) < 3 {
			t.Errorf("the partner was not told: %v", got)
		}
		_, err = w.Leads.Events(ctx, w.Joost, l.ID)
		wantCode(t, err, base.CodeNotFound)
	})
}

func TestMKT5_AContactStopsTheClock(t *testing.T) {
	act := map[string]func(w *testworld.World, id base.ID) error{
		"logged contact": func(w *testworld.World, id base.ID) error {
			_, err := w.Leads.LogContact(ctx, w.Joost, id, lead.LogInput{Outcome: "no_answer"})
			return err
		},
		"change of stage": func(w *testworld.World, id base.ID) error {
			in := lead.StageInput{Stage: "first_contact", Answers: lead.Answers{ContactType: "phone"}}
			_, err := w.Leads.ChangeStage(ctx, w.Joost, id, in)
			return err
		},
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for name, contact := range act {
			l := w.Lead(t, name)
			_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
			must(t, err)
			must(t, contact(w, l.ID))
			w.Clock.Advance(30 * 24 * time.Hour)
			w.Settle(t)
			view, err := w.Leads.Get(ctx, w.Joost, l.ID)
			must(t, err)
			if view.Lead.PlaceUnit != w.Veluwe {
				t.Errorf("%s: the lead went to %s", name, view.Lead.Place)
			}
		}
	})
}

func TestINV5_TheStoredMomentCountsWithoutATimer(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		w.Clock.Advance(48 * time.Hour) // the loop does not run
		_, err = w.Leads.LogContact(ctx, w.Joost, l.ID, lead.LogInput{Outcome: "no_answer"})
		wantCode(t, err, base.CodeExpired)
		_, err = w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"})
		wantCode(t, err, base.CodeExpired)
	})
}

func TestMKT6_ReturnedLeadIsFreeAndTheReturnerKnowsIt(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		_, err = w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "bored"})
		wantCode(t, err, base.CodeInvalid)
		_, err = w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "no_capacity", Remark: "Van broken"})
		must(t, err)
		for actor, had := range map[*base.Actor]bool{&w.Joost: true, &w.Bram: false} {
			m, err := w.Placement.Market(ctx, *actor, base.PageRequest{})
			must(t, err)
			if len(m.Leads) != 1 || m.Leads[0].Had != had {
				t.Errorf("%s: %+v, want the lead with Had %v", actor.Name, m.Leads, had)
			}
		}
		view, err := w.Leads.Get(ctx, w.Joost, l.ID)
		must(t, err)
		if !view.Masked {
			t.Error("the returner still sees the contact")
		}
	})
}

func TestMKT8_AssignedByHandMailedAndReminded(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		in := placement.AssignInput{Target: lead.Target{Unit: w.Veluwe, Member: w.Joost.Member}}
		_, err := w.Placement.Assign(ctx, w.Manager, l.ID, in)
		must(t, err)
		w.Settle(t)
		first := len(w.Mails(t, "joost@zonveer.example"))
		if first != 1 {
			t.Fatalf("%d mails at once, want 1: the lead left the market before anybody was told of it", first)
		}
		w.Clock.Set(time.Date(2026, 3, 6, 9, 14, 59, 0, time.UTC))
		w.Settle(t)
		if n := len(w.Mails(t, "joost@zonveer.example")); n != first {
			t.Errorf("reminded a second before two working days have passed")
		}
		w.Clock.Advance(time.Second)
		w.Settle(t)
		w.Settle(t)
		if n := len(w.Mails(t, "joost@zonveer.example")); n != first+1 {
			t.Errorf("%d mails after two working days, want one reminder", n-first)
		}
	})
}

func TestMKT8_OnlyWhoMayAssigns(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		to := placement.AssignInput{Target: lead.Target{Unit: w.Veluwe, Member: w.Joost.Member}}
		_, err := w.Placement.Assign(ctx, w.Joost, l.ID, to)
		wantCode(t, err, base.CodeNotFound)
		_, err = w.Placement.Assign(ctx, w.Manager, l.ID, placement.AssignInput{Target: lead.Target{Unit: w.Randstad}})
		wantCode(t, err, base.CodeInvalid)
		_, err = w.Placement.Assign(ctx, w.Manager, l.ID, placement.AssignInput{Target: lead.Target{Unit: w.Veluwe, Member: w.Bram.Member}})
		wantCode(t, err, base.CodeInvalid)
		_, err = w.Placement.Assign(ctx, w.Manager, l.ID, to)
		must(t, err)
		_, err = w.Placement.Assign(ctx, w.Joost, l.ID, to)
		wantCode(t, err, base.CodeForbidden)
	})
}

func TestINV3_NobodyCoversThePlace(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Geert Dijkstra")
		in.Postcode, in.Town = "8911 AB", "Leeuwarden"
		made, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
		must(t, err)
		if made.Lead.Place != lead.PlaceInbox || made.Lead.PlaceUnit != w.Root {
			t.Errorf("the lead is at %s of %v, want the root's inbox", made.Lead.Place, made.Lead.PlaceUnit)
		}
		in = testworld.Request("Wim ter Beek")
		in.Postcode, in.Town = "6511 AB", "Nijmegen"
		made, err = w.Leads.Create(ctx, base.Prospect(w.WS), in)
		must(t, err)
		if made.Lead.PlaceUnit != w.Region {
			t.Errorf("the lead is at %v, want the inbox of the region that covers it", made.Lead.PlaceUnit)
		}
		if made.Lead.DeadlineAt.IsZero() {
			t.Error("a lead in an inbox has no deadline")
		}
	})
}

func TestINV3_AfterItsTimeOnTheMarketTheLeadGoesOn(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		w.Clock.Set(l.StepUntil.Add(-time.Second))
		w.Settle(t)
		if got := available(t, w, w.Joost); len(got) != 1 {
			t.Fatalf("gone too early: %v", got)
		}
		w.Clock.Advance(time.Second)
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		if !placement.IsTaken(err) {
			t.Errorf("claimed after its time: %v", err)
		}
		w.Settle(t)
		view, err := w.Leads.Get(ctx, w.Manager, l.ID)
		must(t, err)
		if view.Lead.Place != lead.PlaceInbox || view.Lead.PlaceUnit != w.Region {
			t.Errorf("the lead is at %s", view.Lead.Place)
		}
	})
}

func TestINV10_TheDecisionIsStoredAndPartnersSeeTheirOwnLine(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		all, err := w.Placement.Explain(ctx, w.Manager, l.ID)
		must(t, err)
		if len(all) != 2 || all[0].Kind != "market" || all[1].Kind != placement.DecisionClaim || all[1].Unit != w.Veluwe {
			t.Fatalf("decisions: %+v", all)
		}
		reasons := map[base.ID]string{}
		for _, v := range all[0].Considered {
			reasons[v.Unit] = string(v.Reason)
		}
		if len(reasons) != 3 || reasons[w.Veluwe] != "" || reasons[w.Twente] != "" || reasons[w.Randstad] != "area" {
			t.Errorf("considered: %v", reasons)
		}
		own, err := w.Placement.Explain(ctx, w.Joost, l.ID)
		must(t, err)
		for _, decision := range own {
			for _, v := range decision.Considered {
				if v.Unit != w.Veluwe {
					t.Errorf("a partner sees the line of %v", v.Unit)
				}
			}
		}
	})
}

// replay tells from a lead's events, oldest first, where it must stand.
func replay(events []lead.Event) (state lead.State) {
	for _, e := range events {
		if e.Detail.State != nil {
			state = *e.Detail.State
		}
	}
	return state
}

func TestINV4_ReplayingTheEventsGivesTheState(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		check := func(when string) {
			t.Helper()
			must(t, w.DB.Read(ctx, w.WS, func(tx *db.Tx) error {
				now, err := w.Leads.LoadIn(ctx, tx, l.ID)
				must(t, err)
				events, err := w.Leads.EventsIn(ctx, tx, l.ID)
				must(t, err)
				if got := replay(events); got != now.State() {
					t.Errorf("%s: the story says %+v, the lead %+v", when, got, now.State())
				}
				return nil
			}))
		}
		steps := []struct {
			name string
			do   func() error
		}{
			{"received", func() error { return nil }},
			{"claimed", func() error { _, err := w.Placement.Claim(ctx, w.Joost, l.ID); return err }},
			{"returned", func() error {
				_, err := w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"})
				return err
			}},
			{"claimed by another", func() error { _, err := w.Placement.Claim(ctx, w.Bram, l.ID); return err }},
			{"lapsed", func() error { w.Clock.Advance(49 * time.Hour); return w.Loop.Settle(ctx) }},
			{"assigned", func() error {
				_, err := w.Placement.Assign(ctx, w.Manager, l.ID, placement.AssignInput{Target: lead.Target{Unit: w.Veluwe, Member: w.Joost.Member}})
				return err
			}},
			{"contact", func() error {
				_, err := w.Leads.LogContact(ctx, w.Joost, l.ID, lead.LogInput{Outcome: "no_answer"})
				return err
			}},
			{"paused", func() error {
				in := lead.StageInput{Stage: "resubmission", Answers: lead.Answers{ContactType: "phone", Resume: w.Clock.Now().AddDate(0, 0, 9)}}
				_, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, in)
				return err
			}},
			{"resumed", func() error { w.Clock.Advance(10 * 24 * time.Hour); return w.Loop.Settle(ctx) }},
			{"lost", func() error {
				in := lead.StageInput{Stage: "not_successful", Answers: lead.Answers{ContactType: "phone", LostReason: "too_expensive"}}
				_, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, in)
				return err
			}},
		}
		for _, step := range steps {
			if err := step.do(); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			check(step.name)
		}
	})
}

func subjects(mails []outbox.Message) []string {
	out := make([]string, len(mails))
	for i, m := range mails {
		out[i] = m.Subject
	}
	return out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want base.Code) {
	t.Helper()
	if got := base.CodeOf(err); got != want {
		t.Errorf("error %v has code %q, want %q", err, got, want)
	}
}

func eventKinds(t *testing.T, w *testworld.World, id base.ID) []lead.EventKind {
	t.Helper()
	var kinds []lead.EventKind
	must(t, w.DB.Read(ctx, w.WS, func(tx *db.Tx) error {
		events, err := w.Leads.EventsIn(ctx, tx, id)
		for _, e := range events {
			kinds = append(kinds, e.Kind)
		}
		return err
	}))
	return kinds
}

func wantEvents(t *testing.T, w *testworld.World, id base.ID, want ...lead.EventKind) {
	t.Helper()
	if got := eventKinds(t, w, id); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("events %v, want %v", got, want)
	}
}
