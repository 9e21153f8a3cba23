package lead

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/home"
	"sluice/internal/web/kit"
	"sluice/internal/web/webtest"
)

func each(t *testing.T, fn func(t *testing.T, s *webtest.Site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		fn(t, webtest.New(t, testworld.New(t, d, clock), []kit.Section{home.Section(), home.MyLeads(), Section()}))
	})
}

// say is a sentence of the catalogue in the language that the browser of the tests reads.
func say(key string, args ...i18n.Args) string {
	return i18n.Load().Printer(i18n.English, time.UTC).T(key, args...)
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func at(l *lead.Lead) string { return "/zonveer/leads/" + l.ID.String() }

// prospect is a whole request, with everything that may be shown and everything that may not.
func prospect(t *testing.T, s *webtest.Site, name string) *lead.Lead {
	t.Helper()
	in := testworld.Request(name)
	in.Contact.Email, in.Contact.Phone = "someone@prospect.example", "06 10002041"
	for key, value := range map[string]any{
		"consumption": "3100", "yield_year": "2779", "capacity": "2.93", "calculator_model": "2026-02", "co2_saved": "14200", "trees": "71",
		"cost_before_month": "6975", "cost_before_year": "83700", "cost_before_total": "2033690",
		"cost_after_month": "4012", "cost_after_year": "48148", "cost_after_total": "1248507",
		"savings_month": "2963", "savings_year": "35552", "savings_total": "785183",
	} {
		in.Fields[key] = value
	}
	in.GridConnection, in.Campaign = "1x35a", "Spring roofs"
	made, err := s.World.Leads.Create(t.Context(), base.Prospect(s.World.WS), in)
	must(t, err)
	return made.Lead
}

// claimed is such a lead in the hands of Joost.
func claimed(t *testing.T, s *webtest.Site, name string) *lead.Lead {
	t.Helper()
	l, err := s.World.Placement.Claim(t.Context(), s.World.Joost, prospect(t, s, name).ID)
	must(t, err)
	return l
}

func stored(t *testing.T, s *webtest.Site, l *lead.Lead) *lead.Lead {
	t.Helper()
	v, err := s.World.Leads.Get(t.Context(), s.World.Admin, l.ID)
	must(t, err)
	return v.Lead
}

func TestINV8_TheMaskedPageHoldsNothingPersonal(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := prospect(t, s, "Fatima El Amrani")
		page := s.As(t, s.World.Joost).Get(at(l))
		if page.Status != http.StatusOK {
			t.Fatalf("answers %d", page.Status)
		}
		for _, secret := range []string{
			"Fatima", "Amrani", "Loolaan", "1148", "7315 KD", "7315KD", "prospect.example", "10002041", "summer", "After 17", "Spring roofs",
		} {
			if strings.Contains(page.Body, secret) {
				t.Errorf("the page holds %q", secret)
			}
		}
		for _, shown := range []string{"7315", "Apeldoorn", "9 modules", "south (180°)", "1×35 A", "2,779", "€356", "7,852"} {
			if !strings.Contains(page.Body, shown) && !strings.Contains(page.Body, strings.Replace(shown, "€", "€\u00a0", 1)) {
				t.Errorf("the page does not show %q", shown)
			}
		}
		if n := page.Doc.Find(`.masked[role="img"]`).Length(); n != 3 {
			t.Errorf("%d things are said to be hidden", n)
		}
	})
}

func TestINV7_NotYoursIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Bram)
		for _, path := range []string{"", "/activity", "/contacts", "/seen-by", "/follow-up", "/outcome", "/stage", "/return"} {
			if got := b.Get(at(l) + path).Status; got != http.StatusNotFound {
				t.Errorf("GET %s answers %d to another partner", path, got)
			}
		}
		for _, path := range []string{"/outcome", "/stage", "/return"} {
			if got := b.Post(at(l)+path, url.Values{"outcome": {"no_answer"}}).Status; got != http.StatusNotFound {
				t.Errorf("POST %s answers %d to another partner", path, got)
			}
		}
		for _, path := range []string{"/activity", "/contacts", "/seen-by"} {
			free := prospect(t, s, "Dirk van der Heijden")
			if got := b.Get(at(free) + path).Status; got != http.StatusNotFound {
				t.Errorf("GET %s of a masked lead answers %d", path, got)
			}
		}
	})
}

func TestINV9_NoGetChangesAnything(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		free, held := prospect(t, s, "Dirk van der Heijden"), claimed(t, s, "Fatima El Amrani")
		before := [2]int64{stored(t, s, free).Version, stored(t, s, held).Version}
		b := s.As(t, s.World.Joost)
		b.Get(at(free))
		for _, path := range []string{"/claim", "/hide"} {
			if got := b.Get(at(free) + path).Status; got < http.StatusBadRequest {
				t.Errorf("GET %s answers %d", path, got)
			}
		}
		for _, path := range []string{"", "/activity", "/follow-up", "/contacts", "/seen-by", "/outcome", "/outcome?outcome=no_answer", "/stage", "/stage?to=quote_sent", "/return"} {
			if got := b.Get(at(held) + path).Status; got != http.StatusOK {
				t.Errorf("GET %s answers %d", path, got)
			}
		}
		if after := [2]int64{stored(t, s, free).Version, stored(t, s, held).Version}; after != before {
			t.Errorf("versions went from %v to %v", before, after)
		}
	})
}

func TestMKT3_ClaimingLeadsToTheWholeLead(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := prospect(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		page := b.Get(at(l))
		until := say("available.holds_until", i18n.Args{"Until": "Fri 10:15"})
		if got := page.Text(".actions"); !strings.Contains(got, until) {
			t.Errorf("the page says %q, not %q", got, until)
		}
		if page.Doc.Find(`.thumb form[action="`+at(l)+`/claim"] .btn.primary`).Length() != 1 {
			t.Error("the phone's bar has no claim")
		}
		won := b.Post(at(l)+"/claim", nil)
		if won.Status != http.StatusSeeOther || won.Location() != at(l) {
			t.Fatalf("the claim answers %d %s", won.Status, won.Location())
		}
		whole := b.Get(at(l))
		if whole.Text("h1") != "Fatima El Amrani" || whole.Text(".toast") != say("available.claimed") {
			t.Errorf("shows %q with %q", whole.Text("h1"), whole.Text(".toast"))
		}
		if again := b.Post(at(l)+"/claim", nil); again.Status != http.StatusSeeOther || again.Location() != at(l) {
			t.Errorf("a second press answers %d %s", again.Status, again.Location())
		}
	})
}

func TestMKT4_TheLoserIsShownTheNextOnes(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := prospect(t, s, "Fatima El Amrani")
		for _, name := range []string{"Dirk van der Heijden", "Bakkerij Roelofs", "Yusuf Kaya"} {
			prospect(t, s, name)
		}
		_, err := s.World.Placement.Claim(t.Context(), s.World.Bram, l.ID)
		must(t, err)
		b := s.As(t, s.World.Joost)
		for _, script := range []bool{false, true} {
			b.HTMX = script
			lost := b.Post(at(l)+"/claim", nil)
			if lost.Status != http.StatusConflict || lost.Text("h1") != say("available.lost") {
				t.Errorf("script %v: the loser is told %d %q", script, lost.Status, lost.Text("h1"))
			}
			if n := lost.Doc.Find(`li form[action$="/claim"]`).Length(); n != nearby {
				t.Errorf("script %v: %d others are offered", script, n)
			}
			if whole := lost.Doc.Find("nav").Length() > 0; whole == script {
				t.Errorf("script %v: a whole page: %v", script, whole)
			}
			if strings.Contains(lost.Body, "Fatima") || strings.Contains(lost.Body, "Dakkracht") {
				t.Error("the loser learns who it was about or who was first")
			}
		}
	})
}

const nearby = 2

func TestMKT5_OneTapStopsTheClock(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		page := b.Get(at(l))
		if call := page.Doc.Find(`.thumb a[href="tel:+31610002041"]`).AttrOr("data-outcome", ""); call != "#outcome" || page.Doc.Find("dialog#outcome").Length() != 1 {
			t.Errorf("after the call %q opens", call)
		}
		b.HTMX = true
		saved := b.Post(at(l)+"/outcome", url.Values{"outcome": {"no_answer"}, "remark": {"Voicemail"}})
		if saved.Status != http.StatusOK || saved.Header.Get("HX-Trigger") != "dialog:close" {
			t.Fatalf("one tap answers %d %q", saved.Status, saved.Header.Get("HX-Trigger"))
		}
		region := saved.Doc.Find(`#lead[hx-swap-oob="true"]`)
		if got := text(region.Find(".lead-title .badge")); got != "Contact attempted" || saved.Text(".toast") != say("leadpage.logged") {
			t.Errorf("the page comes along in stage %q, with %q", got, saved.Text(".toast"))
		}
		if got := stored(t, s, l); got.DeadlineKind == lead.DeadlineHold || got.Stage != "contact_attempted" {
			t.Errorf("the lead stands in %s with a deadline for %s", got.Stage, got.DeadlineKind)
		}
		if got := text(region.Find(".timeline .quoted").First()); got != "Voicemail" {
			t.Errorf("the timeline quotes %q", got)
		}
	})
}

func TestMKT5_OnlySomeOutcomesAskMore(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		for outcome, field := range map[string]string{"appointment": "appointment_at", "call_back": "deadline_at", "not_interested": "lost_reason"} {
			asked := b.Post(at(l)+"/outcome", url.Values{"outcome": {outcome}, "remark": {"black modules"}})
			if asked.Status != http.StatusOK || asked.Doc.Find(`[name="`+field+`"]`).Length() == 0 {
				t.Errorf("%s does not ask for %s", outcome, field)
			}
			if asked.Doc.Find(".error").Length() != 0 || text(asked.Doc.Find(`textarea[name="remark"]`)) != "black modules" {
				t.Errorf("%s begins with errors, or forgets the remark", outcome)
			}
		}
		if stored(t, s, l).Stage != "claimed" {
			t.Error("asking changed the lead")
		}
		b.Post(at(l)+"/outcome", url.Values{"outcome": {"appointment"}, "asked": {"yes"}, "appointment_at": {"2026-03-10T10:00"}})
		got := stored(t, s, l)
		if want := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC); got.Stage != "first_contact" || !got.DeadlineAt.Equal(want) {
			t.Errorf("stands in %s until %s", got.Stage, got.DeadlineAt)
		}
	})
}

func TestMKT6_ReturningAsksForAReason(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		refused := b.Post(at(l)+"/return", url.Values{"remark": {"too far"}})
		if refused.Status != http.StatusUnprocessableEntity || refused.Doc.Find("#f-reason-error").Length() != 1 {
			t.Errorf("without a reason it answers %d", refused.Status)
		}
		if got := text(refused.Doc.Find(`textarea[name="remark"]`)); got != "too far" {
			t.Errorf("what was typed became %q", got)
		}
		done := b.Post(at(l)+"/return", url.Values{"reason": {"no_capacity"}})
		if done.Status != http.StatusSeeOther || done.Location() != "/zonveer/home" {
			t.Errorf("returning answers %d %s", done.Status, done.Location())
		}
		again := b.Get(at(l))
		if !strings.Contains(again.Text(".note-box"), "No capacity") || again.Doc.Find(`.badge[data-tone="ok"]`).Length() != 1 {
			t.Errorf("the returner reads %q", again.Text(".note-box"))
		}
		if strings.Contains(again.Body, "Fatima") {
			t.Error("the details are still shown to who gave the lead back")
		}
	})
}

func TestMKT9_PrintingLeavesTheChromeOut(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		page := s.As(t, s.World.Joost).Get(at(claimed(t, s, "Fatima El Amrani")))
		if page.Doc.Find(".crumbs.no-print, .actions.no-print, .thumb.no-print").Length() != 3 {
			t.Error("crumbs, actions or the phone's bar would be printed")
		}
		if page.Doc.Find("[data-print]").Length() != 1 {
			t.Error("there is no button to print")
		}
	})
}
