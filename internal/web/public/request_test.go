package public_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/public"
	"sluice/internal/web/webtest"
)

// sent sends a request and returns the address of its private page.
func (s site) sent(t testing.TB) string {
	t.Helper()
	a := s.Visitor(t).Post(calculatorForm, s.person(t, calculatorForm))
	accepted(t, a)
	thanks := s.Visitor(t).Get(a.Location())
	if got := thanks.Text("h1"); got != "Thank you, your request is in" {
		t.Fatalf("the page after sending says %q", got)
	}
	follow := thanks.Doc.Find(`a[href*="/request/"]`).AttrOr("href", "")
	if follow == "" {
		t.Fatal("the page after sending does not lead to the private page")
	}
	return follow
}

func steps(a webtest.Answer, selector string) string {
	var out []string
	for _, li := range a.Doc.Find(".journey " + selector + " b").EachIter() {
		out = append(out, li.Text())
	}
	return strings.Join(out, ", ")
}

func TestPRO1_ThePrivatePageSaysWhereTheRequestStands(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		ctx := context.Background()
		path := s.sent(t)
		id := s.only(t).Lead.ID
		look := func(current, done, state string) webtest.Answer {
			t.Helper()
			a := s.Visitor(t).Get(path)
			if got := steps(a, "[aria-current]"); got != current {
				t.Errorf("now: %q, want %q", got, current)
			}
			if got := steps(a, ".done"); got != done {
				t.Errorf("done: %q, want %q", got, done)
			}
			if got := a.Text(".hero .badge"); got != state {
				t.Errorf("state %q, want %q", got, state)
			}
			return a
		}
		a := look("A company nearby takes it on", "Request received", "Looking for a company nearby")
		if !strings.Contains(a.Text(".journey"), "d…@heijden.example") {
			t.Error("the page does not say where the confirmation went")
		}
		if _, err := s.w.Placement.Claim(ctx, s.w.Joost, id); err != nil {
			t.Fatal(err)
		}
		a = look("First conversation", "Request received, A company nearby takes it on", "Under way")
		if got := a.Text("[data-tone=accent]"); !strings.Contains(got, "Zonwerk Veluwe") || !strings.Contains(got, "gets in touch by Friday 6 March 2026") {
			t.Errorf("the holder is told as %q", got)
		}
		if got := a.Text("section:last-child .rows"); got != "Zonwerk VeluweWed 4 Mar 10:15" {
			t.Errorf("the details were seen by %q", got)
		}
		if _, err := s.w.Leads.LogContact(ctx, s.w.Joost, id, lead.LogInput{Outcome: "wants_quote"}); err != nil {
			t.Fatal(err)
		}
		look("Quote", "Request received, A company nearby takes it on, First conversation", "Under way")
	})
}

func TestINT4_AProspectWithdraws(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		path := s.sent(t)
		id := s.only(t).Lead.ID
		if _, err := s.w.Placement.Claim(context.Background(), s.w.Joost, id); err != nil {
			t.Fatal(err)
		}
		b := s.Visitor(t)
		ask := b.Get(b.Get(path).Doc.Find(`a[href$="/withdraw"]`).AttrOr("href", ""))
		form := ask.Doc.Find(`form[method=post]`)
		if ask.Status != http.StatusOK || form.Length() != 1 {
			t.Fatalf("the question: status %d", ask.Status)
		}
		for range 2 { // a second press changes nothing and says nothing bad
			if a := b.Post(form.AttrOr("action", ""), nil); a.Status != http.StatusSeeOther || a.Location() != path {
				t.Fatalf("status %d, to %q", a.Status, a.Location())
			}
		}
		a := b.Get(path)
		if n := a.Doc.Find(".journey li:not(.done)").Length(); n != 0 {
			t.Errorf("%d steps of what will not come any more", n)
		}
		if got := a.Text(".hero .badge"); got != "Withdrawn" {
			t.Errorf("state %q", got)
		}
		if !strings.Contains(a.Text(".rows"), "Withdrawn on") || a.Doc.Find(`a[href$="/withdraw"]`).Length() != 0 {
			t.Errorf("the record says %q", a.Text(".rows"))
		}
		v, err := s.w.Leads.Get(context.Background(), s.w.Admin, id)
		if err != nil {
			t.Fatal(err)
		}
		if v.Lead.Open() || v.Lead.PlaceUnit != 0 || v.Consents[0].WithdrawnAt.IsZero() {
			t.Errorf("the lead is %s at unit %s", v.Lead.Stage, v.Lead.PlaceUnit)
		}
	})
}

func TestINV9_OpeningThePrivatePagesChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		path := s.sent(t)
		before := s.only(t)
		for range 3 {
			s.Visitor(t).Get(path)
			s.Visitor(t).Get(path + "/withdraw")
		}
		if after := s.only(t); after.Lead.Version != before.Lead.Version || len(after.Consents) != 1 || !after.Consents[0].WithdrawnAt.IsZero() {
			t.Errorf("version %d became %d", before.Lead.Version, after.Lead.Version)
		}
		events, err := s.w.Leads.Events(context.Background(), s.w.Admin, before.Lead.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			if e.Kind == lead.EventConsentWithdraw || e.Kind == lead.EventRevealed {
				t.Errorf("opening a page wrote %q", e.Kind)
			}
		}
	})
}

func TestINV7_AWrongLinkIsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		s := open(t, d, clock)
		elsewhere := webtest.New(t, testworld.Named(t, d, clock, "elders"), []kit.Section{public.Section()})
		path := s.sent(t)
		foreign := strings.Replace(path, "/zonveer/", "/elders/", 1)
		nowhere := s.Visitor(t).Get("/zonveer/no/such/page")
		for _, wrong := range []string{"/zonveer/request/wrong", "/zonveer/request/" + strings.Repeat("x", 3000), "/zonveer/request/wrong/withdraw"} {
			a := s.Visitor(t).Get(wrong)
			if a.Status != http.StatusNotFound || a.Text("main") != nowhere.Text("main") {
				t.Errorf("%.40s: status %d, %q", wrong, a.Status, a.Text("main"))
			}
		}
		if a := elsewhere.Visitor(t).Get(foreign); a.Status != http.StatusNotFound {
			t.Errorf("another workspace shows the request: status %d", a.Status)
		}
		if a := elsewhere.Visitor(t).Post(foreign+"/withdraw", nil); a.Status != http.StatusNotFound {
			t.Errorf("another workspace withdraws the request: status %d", a.Status)
		}
		s.only(t)
	})
}

func TestINT1_OtherSitesShowOnlyWhatMayBeShown(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		b := s.Visitor(t)
		frame := b.Get("/zonveer/embed/bereken?host=https%3A%2F%2Fshop.example&lang=nl&utm_source=shop&landing=https%3A%2F%2Fshop.example%2Fsun&referrer=https%3A%2F%2Fsearch.example%2F")
		if frame.Status != http.StatusOK || frame.Header.Get("X-Frame-Options") != "" || !strings.Contains(frame.Header.Get("Content-Security-Policy"), "frame-ancestors *") {
			t.Errorf("status %d, headers %v", frame.Status, frame.Header)
		}
		if frame.Doc.Find(".public-head, .public-foot").Length() != 0 {
			t.Error("the frame has the page's head or foot")
		}
		if a := b.Get("/zonveer/embed/aanvraag"); a.Status != http.StatusNotFound {
			t.Errorf("a form that may not be embedded: status %d", a.Status)
		}
		if a := b.Get(calculatorForm); a.Header.Get("X-Frame-Options") != "DENY" {
			t.Error("the hosted page may be framed")
		}
		form := s.person(t, calculatorForm)
		form.Set("ticket", frame.Value("ticket"))
		for _, hidden := range frame.Doc.Find(`input[name^="from_"]`).EachIter() {
			form.Set(hidden.AttrOr("name", ""), hidden.AttrOr("value", ""))
		}
		a := b.Post(frame.Doc.Find("#form").AttrOr("action", ""), form)
		accepted(t, a)
		if !strings.HasPrefix(a.Location(), "/zonveer/embed/bereken/thanks?host=https%3A%2F%2Fshop.example&lang=nl") {
			t.Errorf("the frame goes on to %q", a.Location())
		}
		if got := s.only(t).Lead.Tracking; got["landing"] != "https://shop.example/sun" || got["utm_source"] != "shop" || got["referrer"] != "https://search.example/" {
			t.Errorf("kept %v", got)
		}
		if script := b.Get("/embed.js"); script.Status != http.StatusOK || !strings.HasPrefix(script.Header.Get("Content-Type"), "text/javascript") {
			t.Errorf("the script: status %d, %q", script.Status, script.Header.Get("Content-Type"))
		}
	})
}

func TestINT1_AFormThatDoesNotExistIsNothing(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for _, path := range []string{"/zonveer/f/none", "/zonveer/f/calculator", "/zonveer/f/none/thanks", "/zonveer/embed/none"} {
			if a := s.Visitor(t).Get(path); a.Status != http.StatusNotFound {
				t.Errorf("%s: status %d", path, a.Status)
			}
		}
		if a := s.Visitor(t).Post("/zonveer/f/none", s.person(t, calculatorForm)); a.Status != http.StatusNotFound {
			t.Errorf("status %d", a.Status)
		}
	})
}
