package blueprint

import (
	"slices"
	"testing"

	"sluice/internal/base"
	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

func TestSOL2_StagesAndTheirMeaning(t *testing.T) {
	doc := load(t, "solar-market")
	want := []struct {
		key      string
		category Category
	}{
		{"new", CategoryNew}, {"claimed", CategoryWorking}, {"contact_attempted", CategoryWorking},
		{"first_contact", CategoryWorking}, {"quote_sent", CategoryWorking}, {"resubmission", CategoryPaused},
		{"order_placed", CategoryWon}, {"not_successful", CategoryLost}, {"returned", CategoryNew},
	}
	if len(doc.Stages) != len(want) {
		t.Errorf("%d stages, want %d", len(doc.Stages), len(want))
	}
	for _, w := range want {
		if s := doc.Stage(w.key); s == nil || s.Category != w.category {
			t.Errorf("stage %s: %+v, want category %s", w.key, s, w.category)
		}
	}
	if s := doc.Stage("no_such"); s != nil {
		t.Errorf("a stage that is none: %+v", s)
	}
	if r := doc.Stage(doc.OnReturn); !r.ToMarket || !r.EndsPlacement {
		t.Errorf("a returned lead does not go back to the market: %+v", *r)
	}
}

func TestMKT7_TabsHoldTheirStages(t *testing.T) {
	doc := load(t, "solar-market")
	want := map[string][]string{
		"all":          {"new", "claimed", "contact_attempted", "first_contact", "quote_sent", "resubmission", "order_placed", "not_successful", "returned"},
		"new":          {"new", "claimed", "returned"},
		"resubmission": {"resubmission"},
		"in_progress":  {"contact_attempted", "first_contact", "quote_sent"},
		"closed":       {"order_placed", "not_successful"},
		"no_such":      nil,
	}
	for tab, stages := range want {
		if got := doc.StagesIn(tab); !slices.Equal(got, stages) {
			t.Errorf("tab %s holds %v, want %v", tab, got, stages)
		}
	}
	var order []string
	for _, tab := range doc.Tabs {
		order = append(order, tab.Title.In(i18n.English))
	}
	if want := []string{"All", "New", "Resubmission", "In progress", "Closed"}; !slices.Equal(order, want) {
		t.Errorf("tabs %v, want %v", order, want)
	}
}

func TestSTG1_OnlyAllowedMoves(t *testing.T) {
	doc := load(t, "solar-market")
	for _, c := range []struct {
		from, to string
		may      bool
	}{
		{"claimed", "first_contact", true}, {"quote_sent", "order_placed", true}, {"not_successful", "first_contact", true},
		{"claimed", "claimed", false}, {"new", "claimed", false}, {"claimed", "new", false}, {"claimed", "returned", false},
		{"no_such", "claimed", false}, {"claimed", "no_such", false},
	} {
		if got := doc.CanMove(c.from, c.to); got != c.may {
			t.Errorf("from %s to %s: %v, want %v", c.from, c.to, got, c.may)
		}
	}
}

func TestINV8_MaskShowsPlaceAndTechnologyOnly(t *testing.T) {
	doc := load(t, "solar-market")
	for _, hidden := range append(slices.Clone(PersonalFields), "message", "reachability", "no_such") {
		if doc.Shown(hidden) {
			t.Errorf("%s is shown before a partner has taken the lead", hidden)
		}
	}
	for _, shown := range []string{CorePostcodeArea, CoreTown, CoreProduct, CoreReceived, "roof_area", "savings_total"} {
		if !doc.Shown(shown) {
			t.Errorf("%s is hidden before a partner has taken the lead", shown)
		}
	}
	for _, f := range doc.Fields {
		if f.Masked == doc.Shown(f.Key) {
			t.Errorf("%s: masked %v and shown %v", f.Key, f.Masked, doc.Shown(f.Key))
		}
	}
}

func TestMKT3_MKT5_HoldAndWarning(t *testing.T) {
	m := load(t, "solar-market").Policy.Steps[0].Market
	if m == nil || m.Hold.String() != "2d" || m.Warn.String() != "4h" || !m.Again {
		t.Errorf("the market step is %+v", m)
	}
}

func TestOutcomes_FromACallToAStage(t *testing.T) {
	doc := load(t, "solar-market")
	want := map[string]string{
		"appointment": "first_contact", "no_answer": "contact_attempted", "call_back": "contact_attempted",
		"wants_quote": "first_contact", "quote_sent": "quote_sent", "not_interested": "not_successful",
	}
	for key, stage := range want {
		o, ok := doc.Outcome(key)
		if !ok || o.Stage != stage || !doc.Stage(o.Stage).Contact || !doc.CanMove(doc.OnClaim, o.Stage) {
			t.Errorf("outcome %s leads to %q; want %s, from a fresh claim, as evidence of contact", key, o.Stage, stage)
		}
	}
	if o, _ := doc.Outcome("no_answer"); o.Reached {
		t.Error("nobody was reached, and yet they were")
	}
}

func TestACC2_RolesReachNoFurtherThanTheirPlace(t *testing.T) {
	doc := load(t, "solar-market")
	want := map[string]base.Reach{
		"installer": base.ReachOwn, "partner-manager": base.ReachUnit, "account-manager": base.ReachTerritory, "admin": base.ReachWorkspace,
	}
	for key, reach := range want {
		if got := doc.Role(key).Rights["lead.view"]; got != reach {
			t.Errorf("%s sees leads in %s, want %s", key, got, reach)
		}
	}
	if doc.Role("installer").Rights["lead.assign"] != base.ReachNone {
		t.Error("an agent can reassign")
	}
	if !doc.Role("integrator").API {
		t.Error("somebody could sign in as the integration")
	}
}

func TestProductFor_FirstYesHolds(t *testing.T) {
	doc := load(t, "solar-market")
	if got := doc.ProductFor(func(f string) bool { return f == "battery_interest" }); got != "panels_battery" {
		t.Errorf("with a battery: %s", got)
	}
	if got := doc.ProductFor(func(string) bool { return false }); got != "panels" {
		t.Errorf("without: %s", got)
	}
}

func TestTSK4_ContactDeadlineByTypeAndSource(t *testing.T) {
	span := func(text string) calendar.Span {
		s, err := calendar.ParseSpan(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	doc := &Document{Deadlines: Deadlines{Contact: []ContactDeadline{
		{Types: []string{"industrial"}, Sources: []string{"api"}, Within: span("1wd")},
		{Types: []string{"industrial"}, Within: span("2wd")},
		{Within: span("4wh")},
	}}}
	for _, c := range []struct{ leadType, source, want string }{
		{"industrial", "api", "1wd"}, {"industrial", "manual", "2wd"}, {"residential", "api", "4wh"},
	} {
		if got := doc.ContactDeadline(c.leadType, c.source).Within.String(); got != c.want {
			t.Errorf("%s by %s: %s, want %s", c.leadType, c.source, got, c.want)
		}
	}
}

func TestINT4_NewestConsentWording(t *testing.T) {
	doc := &Document{Consent: []ConsentText{{Key: "a", Version: 1}, {Key: "a", Version: 3}, {Key: "a", Version: 2}, {Key: "b", Version: 9}}}
	if got, ok := doc.ConsentText("a"); !ok || got.Version != 3 {
		t.Errorf("edition %d, want 3", got.Version)
	}
	if _, ok := doc.ConsentText("c"); ok {
		t.Error("a wording that is none")
	}
}

func TestForms_CalculatorAsksForEverythingItReads(t *testing.T) {
	doc := load(t, "solar-market")
	form := doc.FormAt("bereken")
	if form == nil || form != doc.Form("calculator") || form.Kind != FormCalculator {
		t.Fatalf("the calculator is not at its place: %+v", form)
	}
	asked := keysOf(form.Fields(), func(f FormField) string { return f.Field })
	for key := range CalculatorInputs {
		if !slices.Contains(asked, key) {
			t.Errorf("does not ask for %s", key)
		}
	}
	if doc.FormAt("no-such") != nil {
		t.Error("a form at a path that is none")
	}
}

func TestCalendarSettings_MakeACalendar(t *testing.T) {
	c, err := calendar.New(load(t, "solar-market").CalendarSettings())
	if err != nil {
		t.Fatal(err)
	}
	if c.Zone().String() != "Europe/Amsterdam" {
		t.Errorf("zone %s", c.Zone())
	}
}
