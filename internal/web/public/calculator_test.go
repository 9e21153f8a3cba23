package public_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sluice/internal/web/webtest"
)

// vectorA is the roof of the model's first test vector.
func vectorA() url.Values {
	return url.Values{
		"postcode": {"7315 KD"}, "roof_area": {"21"}, "slope": {"30"}, "direction": {"180"}, "module": {"mono-325"},
		"module_count": {"9"}, "consumption": {"3100"},
	}
}

// ask is the live result for answers, as the page's script asks for it.
func (s site) ask(t testing.TB, answers url.Values) webtest.Answer {
	t.Helper()
	b := s.Visitor(t)
	b.HTMX = true
	a := b.Post(calculatorForm+"/result", answers)
	if a.Status != http.StatusOK {
		t.Fatalf("status %d", a.Status)
	}
	return a
}

func TestSOL1_TheResultFollowsTheAnswers(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		a := s.ask(t, vectorA())
		for selector, want := range map[string]string{
			"#result-in .score-big": "€7,852", "#result-in .stat small": "€356 in the first year", "#thumb-savings": "€7,852",
			"#f-postcode-hint": "Apeldoorn, Gelderland", "#f-roof-area-hint": "Room for 9 modules", "#f-module-count-hint": "9 fit",
		} {
			if got := a.Text(selector); got != want {
				t.Errorf("%s says %q, want %q", selector, got, want)
			}
		}
		facts := strings.Join(strings.Fields(a.Doc.Find(".facts").Text()), " ")
		for _, want := range []string{"2,779 kWh", "35%", "€69.75", "€40.12", "2.93 kWp"} {
			if !strings.Contains(strings.ReplaceAll(facts, "\u202f", " "), want) {
				t.Errorf("the facts %q lack %q", facts, want)
			}
		}
		if got := a.Text(".costs tbody tr:last-child"); got != "Saved€29.63€356€7,852" {
			t.Errorf("saved per month, year and in all: %q", got)
		}
		if got := a.Text(".count-box[data-tone=ok]:last-child b"); got != "71" {
			t.Errorf("%q trees", got)
		}
		if a.Doc.Find("html, form").Length() > 1 { // the parser makes one html of a fragment
			t.Error("the answer is a page, not a part of one")
		}
	})
}

func TestSOL1_BatteryPlaceAndDirectionMatter(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		plain := s.ask(t, vectorA()).Text(".score-big")
		for field, value := range map[string]string{"battery_interest": "yes", "direction": "90", "slope": "75", "consumption": "6000"} {
			answers := vectorA()
			answers.Set(field, value)
			if got := s.ask(t, answers).Text(".score-big"); got == plain || got == "–" {
				t.Errorf("with %s=%s the savings are %s as before", field, value, got)
			}
		}
	})
}

func TestSOL1_ProposalsFollowUntilSomethingIsTyped(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		answers := vectorA()
		answers.Set("module_count", "")
		answers.Set("consumption", "")
		answers.Set("persons", "3")
		a := s.ask(t, answers)
		count, use := a.Doc.Find(`[data-fill="module_count"]`), a.Doc.Find(`[data-fill="consumption"]`)
		if count.AttrOr("value", "") != "9" || use.AttrOr("value", "") != "3100" {
			t.Fatalf("proposed %q modules and %q kWh", count.AttrOr("value", ""), use.AttrOr("value", ""))
		}
		// The roof grows: what was proposed follows.
		answers.Set("module_count", "9")
		answers.Set("proposed_module_count", "9")
		answers.Set("roof_area", "144")
		if got := s.ask(t, answers).Doc.Find(`[data-fill="module_count"]`).AttrOr("value", ""); got != "64" {
			t.Errorf("144 m² are proposed %q modules, want 64", got)
		}
		// The visitor wants fewer: that stays.
		answers.Set("module_count", "12")
		typed := s.ask(t, answers)
		if typed.Doc.Find(`[data-fill="module_count"]`).Length() != 0 {
			t.Error("a typed number is replaced")
		}
		if !strings.Contains(typed.Text(".facts"), "12 × 325") {
			t.Errorf("the system is %q", typed.Text(".facts"))
		}
	})
}

func TestSOL1_FiguresBeyondReasonAreSaidSo(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for field, value := range map[string]string{"roof_area": "1", "consumption": "900000000", "module_count": "0"} {
			answers := vectorA()
			answers.Set(field, value)
			a := s.ask(t, answers)
			if got := a.Text(".score-big"); got != "–" || a.Doc.Find("svg.chart").Length() != 0 {
				t.Errorf("%s=%s: savings %q", field, value, got)
			}
		}
	})
}

func TestSOL1_TheLeadKeepsTheServersResult(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		for _, forged := range []string{"savings_total", "fields.savings_total", "capacity", "calculator_model", "trees"} {
			form.Set(forged, "999999")
		}
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		f := s.only(t).Lead.Fields
		for key, want := range map[string]float64{
			"capacity": 2.93, "yield_year": 2779, "self_use": 35, "cost_before_month": 6975, "cost_before_year": 83700,
			"cost_before_total": 2033690, "cost_after_month": 4012, "savings_year": 35552, "savings_total": 785183,
			"co2_saved": 14207, "trees": 71, "roof_area": 21, "module_count": 9,
		} {
			if got := f.Number(key); got != want {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
		if got := f.Text("calculator_model"); got != "2026-02" {
			t.Errorf("the model is %q", got)
		}
	})
}

func TestSOL1_WorksWithoutScript(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		form.Del("module_count")
		form.Del("consumption")
		form.Set("name", "")
		form.Set("action", "calculate")
		a := s.Visitor(t).Post(calculatorForm, form)
		if a.Status != http.StatusOK || a.Text(".score-big") != "€7,852" {
			t.Fatalf("status %d, savings %q", a.Status, a.Text(".score-big"))
		}
		if a.Value("module_count") != "9" || a.Value("consumption") != "3100" {
			t.Errorf("filled in %q modules and %q kWh", a.Value("module_count"), a.Value("consumption"))
		}
		if a.Doc.Find(".error").Length() != 0 {
			t.Errorf("calculating asks for %q", a.Text(".error"))
		}
		form.Set("name", "Dirk van der Heijden")
		form.Del("action")
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		if got := s.only(t).Lead.Fields.Number("savings_total"); got != 785183 {
			t.Errorf("the lead keeps savings of %v", got)
		}
	})
}

func TestSOL1_AnExampleStandsUntilTheRoofIsKnown(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		a := s.Visitor(t).Get(calculatorForm)
		if !strings.HasPrefix(a.Text("#result-in"), "An example") {
			t.Errorf("the panel begins with %q", a.Text("#result-in"))
		}
		if a.Value("roof_area") != "" || a.Value("consumption") != "" || a.Value("module_count") != "" {
			t.Error("an example is no answer of the visitor's")
		}
		if a.Value("slope") != "30" || a.Value("direction") != "180" {
			t.Errorf("the sliders stand at %q and %q", a.Value("slope"), a.Value("direction"))
		}
	})
}

func TestSOL1_ThePictureTurnsWithTheRoof(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		picture := func(slope, direction string) webtest.Answer {
			form := s.person(t, calculatorForm)
			form.Set("slope", slope)
			form.Set("direction", direction)
			form.Set("action", "calculate")
			return s.Visitor(t).Post(calculatorForm, form)
		}
		panels := func(a webtest.Answer) int { return a.Doc.Find(`.air-p:not([visibility="hidden"])`).Length() }
		south, north, flat := picture("45", "180"), picture("45", "0"), picture("0", "0")
		if panels(south) != 8 || panels(north) != 0 || panels(flat) != 8 {
			t.Errorf("panels seen: south %d, north %d, flat %d", panels(south), panels(north), panels(flat))
		}
		if got := picture("45", "90").Doc.Find("[data-needle]").AttrOr("transform", ""); got != "rotate(90 26 34)" {
			t.Errorf("the needle is turned by %q", got)
		}
		if got := south.Doc.Find("[data-house]").AttrOr("aria-label", ""); got != "House seen from the south: slope 45°, the panels look south" {
			t.Errorf("the picture is read out as %q", got)
		}
	})
}
