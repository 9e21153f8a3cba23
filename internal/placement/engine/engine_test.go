package engine_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/org"
	"sluice/internal/placement/engine"
)

var now = time.Date(2026, 3, 4, 9, 15, 0, 0, time.UTC)

func newCalendar(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Settings{
		Zone: "Europe/Amsterdam", Country: "NL", Holidays: true, LiberationDay: calendar.LiberationLustrum,
		WorkingDays: calendar.MondayToFriday, Opens: 9 * 60, Closes: 17 * 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func span(t *testing.T, text string) calendar.Span {
	t.Helper()
	s, err := calendar.ParseSpan(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func market(t *testing.T) blueprint.Step {
	return blueprint.Step{Market: &blueprint.MarketStep{For: span(t, "7d"), Hold: span(t, "2d")}}
}

func inbox() blueprint.Step {
	return blueprint.Step{Inbox: &blueprint.InboxStep{Unit: blueprint.InboxAccountManager}}
}

func apeldoorn() engine.Lead {
	return engine.Lead{Spot: org.NewSpot("NL", "", "7315 KD", nil, nil), Product: "panels"}
}

// partner is one that may have the lead; change makes it another.
func partner(id base.ID, change func(*engine.Partner)) engine.Partner {
	p := engine.Partner{
		ID: id, Availability: org.Availability{State: org.UnitActive}, Areas: []org.Area{{Country: "NL", From: "70", To: "79"}},
	}
	if change != nil {
		change(&p)
	}
	return p
}

func TestELG1_JudgeTellsTheFirstReasonThatHolds(t *testing.T) {
	only := market(t)
	only.Market.Only = &blueprint.Only{Tier: []blueprint.Tier{blueprint.TierGold}}
	again := market(t)
	again.Market.Again = true
	back := base.At(now.Add(time.Hour))
	for name, c := range map[string]struct {
		step   blueprint.Step
		change func(*engine.Partner)
		want   engine.Verdict
	}{
		"eligible":           {change: nil, want: engine.Verdict{Eligible: true}},
		"inactive":           {change: func(p *engine.Partner) { p.Availability.State = org.UnitInactive }, want: engine.Verdict{Reason: engine.ReasonInactive}},
		"no area":            {change: func(p *engine.Partner) { p.Areas = nil }, want: engine.Verdict{Reason: engine.ReasonArea}},
		"another product":    {change: func(p *engine.Partner) { p.Products = []string{"battery"} }, want: engine.Verdict{Reason: engine.ReasonProduct}},
		"this product too":   {change: func(p *engine.Partner) { p.Products = []string{"battery", "panels"} }, want: engine.Verdict{Eligible: true}},
		"another tier":       {step: only, change: func(p *engine.Partner) { p.Tier = blueprint.TierSilver }, want: engine.Verdict{Reason: engine.ReasonTier}},
		"the tier":           {step: only, change: func(p *engine.Partner) { p.Tier = blueprint.TierGold }, want: engine.Verdict{Eligible: true}},
		"had it before":      {change: func(p *engine.Partner) { p.Had = true }, want: engine.Verdict{Reason: engine.ReasonHadBefore}},
		"had it, again fine": {step: again, change: func(p *engine.Partner) { p.Had = true }, want: engine.Verdict{Eligible: true}},
		"away until":         {change: func(p *engine.Partner) { p.Availability = org.Availability{State: org.UnitAway, AwayTo: back} }, want: engine.Verdict{Reason: engine.ReasonAway, Until: back}},
		"away is over":       {change: func(p *engine.Partner) { p.Availability = org.Availability{State: org.UnitAway, AwayTo: base.At(now)} }, want: engine.Verdict{Eligible: true}},
		"one below the cap":  {change: func(p *engine.Partner) { p.Caps.Open, p.Load.Open = 8, 7 }, want: engine.Verdict{Eligible: true}},
		"at the cap":         {change: func(p *engine.Partner) { p.Caps.Open, p.Load.Open = 8, 8 }, want: engine.Verdict{Reason: engine.ReasonCapOpen, Have: 8, Most: 8}},
		"over a lowered cap": {change: func(p *engine.Partner) { p.Caps.Day, p.Load.Day = 1, 3 }, want: engine.Verdict{Reason: engine.ReasonCapDay, Have: 3, Most: 1}},
		"the week is full":   {change: func(p *engine.Partner) { p.Caps.Week, p.Load.Week = 5, 5 }, want: engine.Verdict{Reason: engine.ReasonCapWeek, Have: 5, Most: 5}},
		"the month is full":  {change: func(p *engine.Partner) { p.Caps.Month, p.Load.Month = 9, 9 }, want: engine.Verdict{Reason: engine.ReasonCapMonth, Have: 9, Most: 9}},
		"without caps":       {change: func(p *engine.Partner) { p.Load = engine.Load{Open: 999, Day: 999, Week: 999, Month: 999} }, want: engine.Verdict{Eligible: true}},
		"far, full and away": {change: func(p *engine.Partner) {
			p.Areas, p.Caps.Open, p.Load.Open, p.Availability.State = nil, 1, 1, org.UnitAway
		}, want: engine.Verdict{Reason: engine.ReasonArea}},
		"inactive and far":    {change: func(p *engine.Partner) { p.Areas, p.Availability.State = nil, org.UnitInactive }, want: engine.Verdict{Reason: engine.ReasonInactive}},
		"away before its cap": {change: func(p *engine.Partner) { p.Availability.State, p.Caps.Open, p.Load.Open = org.UnitAway, 1, 1 }, want: engine.Verdict{Reason: engine.ReasonAway}},
	} {
		step := c.step
		if step.Kind() == "" {
			step = market(t)
		}
		c.want.Unit = 1
		if got := engine.Judge(step, apeldoorn(), partner(1, c.change), now); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestELG1_ALeadWithoutAProductIsForEveryProduct(t *testing.T) {
	l := apeldoorn()
	l.Product = ""
	if v := engine.Judge(market(t), l, partner(1, func(p *engine.Partner) { p.Products = []string{"battery"} }), now); !v.Eligible {
		t.Errorf("left out: %+v", v)
	}
}

func TestINV10_EveryConsideredPartnerHasItsLineInOneOrder(t *testing.T) {
	near, far := 52.21, 52.9
	lng := 5.97
	l := apeldoorn()
	l.Lat, l.Lng = &near, &lng
	partners := []engine.Partner{
		partner(4, func(p *engine.Partner) { p.Areas = nil }),
		partner(3, func(p *engine.Partner) { p.Availability.State = org.UnitAway }),
		partner(2, func(p *engine.Partner) { p.Lat, p.Lng = &far, &lng }),
		partner(5, nil),
		partner(1, func(p *engine.Partner) { p.Lat, p.Lng = &near, &lng }),
	}
	d := engine.Decide(blueprint.Policy{Steps: []blueprint.Step{market(t), inbox()}}, 0, l, partners, newCalendar(t), now)
	var order []base.ID
	for _, v := range d.Considered {
		order = append(order, v.Unit)
	}
	if want := []base.ID{1, 2, 5, 3, 4}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v: who may first, then who waits, each nearest first", order, want)
	}
	if !slices.Equal(d.Partners(), []base.ID{1, 2, 5, 3}) || d.EligibleCount() != 3 {
		t.Errorf("%d eligible of %v", d.EligibleCount(), d.Partners())
	}
	slices.Reverse(partners)
	again := engine.Decide(blueprint.Policy{Steps: []blueprint.Step{market(t), inbox()}}, 0, l, partners, newCalendar(t), now)
	if !reflect.DeepEqual(d, again) {
		t.Error("the same facts in another order gave another decision")
	}
}

func TestINV10_StepsThatCouldNotFireAreNamed(t *testing.T) {
	only := market(t)
	only.Market.Only = &blueprint.Only{Tier: []blueprint.Tier{blueprint.TierGold}}
	policy := blueprint.Policy{Steps: []blueprint.Step{only, market(t), inbox()}}
	d := engine.Decide(policy, 0, apeldoorn(), []engine.Partner{partner(1, nil)}, newCalendar(t), now)
	if d.Step != 1 || d.Kind != "market" || !slices.Equal(d.Skipped, []engine.Skip{{Step: 0, Kind: "market"}}) {
		t.Errorf("%+v", d)
	}
	if want := now.AddDate(0, 0, 7); !d.Until.Equal(want) {
		t.Errorf("on the market until %v, want %v", d.Until, want)
	}
	d = engine.Decide(policy, 0, apeldoorn(), []engine.Partner{partner(1, func(p *engine.Partner) { p.Areas = nil })}, newCalendar(t), now)
	if d.Kind != "inbox" || d.Inbox != blueprint.InboxAccountManager || len(d.Skipped) != 2 || d.Considered[0].Reason != engine.ReasonArea {
		t.Errorf("nobody could have it: %+v", d)
	}
}

func TestINV10_CompactNamesTheNearestAndCountsTheRest(t *testing.T) {
	var partners []engine.Partner
	for id := base.ID(1); id <= 40; id++ {
		partners = append(partners, partner(id, func(p *engine.Partner) {
			if id > 3 {
				p.Areas = nil
			}
		}))
	}
	d := engine.Decide(blueprint.Policy{Steps: []blueprint.Step{market(t), inbox()}}, 0, apeldoorn(), partners, newCalendar(t), now)
	c := d.Compact()
	if len(c.Considered) != 13 || c.Elsewhere != 27 {
		t.Errorf("%d named and %d counted of 40, want 3 eligible, 10 elsewhere and 27 counted", len(c.Considered), c.Elsewhere)
	}
	if !slices.Equal(c.Partners(), d.Partners()) || len(d.Considered) != 40 {
		t.Error("compacting lost somebody who may claim, or changed the decision itself")
	}
}

// TestINV3_DecideAlwaysEndsSomewhere holds every decision to the rule that no lead is ever nowhere: over random
// policies and partners, it ends in an inbox, or on a market with somebody who can claim now or once back.
func TestINV3_DecideAlwaysEndsSomewhere(t *testing.T) {
	cal := newCalendar(t)
	random := rand.New(rand.NewPCG(7, 11))
	markets, inboxes := 0, 0
	for range 20_000 {
		policy, partners := randomPolicy(t, random), randomPartners(random)
		from := random.IntN(len(policy.Steps) + 2)
		d := engine.Decide(policy, from, apeldoorn(), partners, cal, now)
		switch d.Kind {
		case "market":
			markets++
			if len(d.Partners()) == 0 || !d.Until.After(now) || policy.Steps[d.Step].Market == nil || d.Step < from {
				t.Fatalf("from %d of %+v: a market that nobody can claim from: %+v", from, policy, d)
			}
		case "inbox":
			inboxes++
			if d.Inbox == "" || !d.Until.IsZero() {
				t.Fatalf("from %d of %+v: an inbox of nobody: %+v", from, policy, d)
			}
		default:
			t.Fatalf("from %d of %+v: nowhere: %+v", from, policy, d)
		}
	}
	if markets < 1000 || inboxes < 1000 {
		t.Errorf("%d markets and %d inboxes say little", markets, inboxes)
	}
}

func randomPolicy(t *testing.T, random *rand.Rand) blueprint.Policy {
	var steps []blueprint.Step
	for range random.IntN(4) {
		step := market(t)
		step.Market.Again = random.IntN(2) == 0
		if random.IntN(3) == 0 {
			step.Market.Only = &blueprint.Only{Tier: []blueprint.Tier{blueprint.TierGold}}
		}
		steps = append(steps, step)
	}
	return blueprint.Policy{Steps: append(steps, inbox())}
}

func randomPartners(random *rand.Rand) []engine.Partner {
	var partners []engine.Partner
	for id := range random.IntN(4) {
		partners = append(partners, partner(base.ID(id+1), func(p *engine.Partner) {
			states := []org.UnitState{org.UnitActive, org.UnitActive, org.UnitAway, org.UnitInactive}
			p.Availability.State = states[random.IntN(len(states))]
			if random.IntN(2) == 0 {
				p.Areas = nil
			}
			if random.IntN(3) == 0 {
				p.Products = []string{"battery"}
			}
			if random.IntN(3) == 0 {
				p.Tier = blueprint.TierGold
			}
			p.Had = random.IntN(4) == 0
			p.Caps.Open, p.Load.Open = random.IntN(3), random.IntN(3)
		}))
	}
	return partners
}
