package home

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/webtest"
)

func each(t *testing.T, fn func(t *testing.T, s *webtest.Site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		fn(t, webtest.New(t, testworld.New(t, d, clock), []kit.Section{Section(), MyLeads()}))
	})
}

// say is a sentence of the catalogue in the language that the browser of the tests reads.
func say(key string, args ...i18n.Args) string {
	zone, _ := time.LoadLocation("Europe/Amsterdam")
	return i18n.Load().Printer(i18n.English, zone).T(key, args...)
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestMKT1_AvailableIsLiveAndPaged(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		for i := range step + 1 {
			w.Lead(t, "Prospect "+strconv.Itoa(i))
		}
		b := s.As(t, w.Joost)
		page := b.Get("/zonveer/home")
		region := page.Doc.Find("#available")
		if n := region.Find("li").Length(); n != step {
			t.Errorf("shows %d, not %d", n, step)
		}
		if got := text(region.Find("#available-count")); got != strconv.Itoa(step+1) {
			t.Errorf("counts %q", got)
		}
		if trigger := region.AttrOr("hx-trigger", ""); !strings.Contains(trigger, "live:"+placement.TopicMarket) {
			t.Errorf("does not listen to the market: %q", trigger)
		}
		more := region.Find("a[hx-push-url]")
		if n := b.Get(more.AttrOr("href", "")).Doc.Find("#available li").Length(); n != step+1 {
			t.Errorf("without script more shows %d", n)
		}
		b.HTMX = true
		if fragment := b.Get(more.AttrOr("hx-get", "")); fragment.Doc.Find("#available li").Length() != step+1 || fragment.Doc.Find("h1").Length() != 0 {
			t.Error("with script more is not the region alone")
		}
		refreshed := b.Get(region.AttrOr("hx-get", ""))
		if refreshed.Doc.Find("#available li").Length() != step {
			t.Error("the region does not answer with itself")
		}
	})
}

const step = 25

func TestMKT2_ARowSaysWhatIsNeededToDecide(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(t.Context(), w.Joost, l.ID)
		must(t, err)
		w.Clock.Advance(time.Hour)
		_, err = w.Placement.Return(t.Context(), w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"})
		must(t, err)
		row := s.As(t, w.Joost).Get("/zonveer/home").Doc.Find("#available li")
		got := text(row)
		for _, want := range []string{"Z-1", "Apeldoorn", "7315", "solar panels", "10:15", "Returned", "11:15", say("available.had")} {
			if !strings.Contains(got, want) {
				t.Errorf("the row %q does not say %q", got, want)
			}
		}
		if row.Find(`form[action$="/claim"] button`).Length() != 1 {
			t.Error("there is no button to claim it right there")
		}
		if other := s.As(t, w.Bram).Get("/zonveer/home"); other.Doc.Find("#available .badge[data-tone=ok]").Length() != 0 {
			t.Error("another partner is told that it had the lead")
		}
	})
}

func TestMKT2_AClosedClaimSaysWhy(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		l := w.Lead(t, "Fatima El Amrani")
		w.Lead(t, "Dirk van der Heijden")
		_, err := w.Placement.Claim(t.Context(), w.Joost, l.ID)
		must(t, err)
		tree, err := w.Org.Tree(t.Context(), w.WS)
		must(t, err)
		details := tree.Unit(w.Veluwe).UnitDetails
		details.Caps = org.Caps{Open: 1}
		must(t, w.Org.EditUnit(t.Context(), base.System(w.WS), w.Veluwe, details))
		row := s.As(t, w.Joost).Get("/zonveer/home").Doc.Find("#available li")
		if row.Find("form").Length() != 0 || row.Find(`button[aria-disabled="true"]`).Length() != 1 {
			t.Error("the claim is not closed")
		}
		if why := say("placing.closed_cap_open", i18n.Args{"Have": 1, "Most": 1}); !strings.Contains(text(row), why) {
			t.Errorf("the row %q does not say %q", text(row), why)
		}
	})
}

func TestMKT7_TabsFollowTheStage(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		first, second := w.Lead(t, "Fatima El Amrani"), w.Lead(t, "Dirk van der Heijden")
		for _, l := range []*lead.Lead{first, second} {
			_, err := w.Placement.Claim(t.Context(), w.Joost, l.ID)
			must(t, err)
		}
		b := s.As(t, w.Joost)
		if got := tabsOf(b.Get("/zonveer/my-leads")); !slices.Equal(got, []string{"All 2", "New 2", "Resubmission 0", "In progress 0", "Closed 0"}) {
			t.Errorf("tabs %q", got)
		}
		_, err := w.Leads.LogContact(t.Context(), w.Joost, first.ID, lead.LogInput{Outcome: "no_answer"})
		must(t, err)
		page := b.Get("/zonveer/my-leads?tab=in_progress")
		if got := tabsOf(page); !slices.Equal(got, []string{"All 2", "New 1", "Resubmission 0", "In progress 1", "Closed 0"}) {
			t.Errorf("after the contact the tabs are %q", got)
		}
		if got := namesOf(page); !slices.Equal(got, []string{"Fatima El Amrani"}) {
			t.Errorf("the tab shows %q", got)
		}
		if current := text(page.Doc.Find(`#mine [aria-selected="true"]`)); current != "In progress 1" {
			t.Errorf("the current tab is %q", current)
		}
		if got := namesOf(b.Get("/zonveer/my-leads?q=heijden")); !slices.Equal(got, []string{"Dirk van der Heijden"}) {
			t.Errorf("the search finds %q", got)
		}
		if got := text(b.Get("/zonveer/my-leads?q=nobody").Doc.Find("#mine .empty h3")); !strings.Contains(got, "nobody") {
			t.Errorf("an empty search says %q", got)
		}
		if got := namesOf(s.As(t, w.Bram).Get("/zonveer/my-leads")); len(got) > 0 {
			t.Errorf("another partner sees %q", got)
		}
	})
}

func tabsOf(a webtest.Answer) []string {
	return a.Doc.Find(`#mine [role="tab"]`).Map(func(_ int, s *goquery.Selection) string { return text(s) })
}

func namesOf(a webtest.Answer) []string {
	return a.Doc.Find("#mine-rows a.cover b").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

func TestMKT5_TheClaimThatRunsOutFirstIsOnTop(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(t.Context(), w.Joost, l.ID)
		must(t, err)
		later := w.Lead(t, "Dirk van der Heijden")
		w.Clock.Advance(47*time.Hour + 35*time.Minute)
		_, err = w.Placement.Claim(t.Context(), w.Joost, later.ID)
		must(t, err)
		b := s.As(t, w.Joost)
		bar := b.Get("/zonveer/home").Doc.Find("#urgent .urgent")
		if !strings.Contains(text(bar), "Fatima El Amrani") || !strings.Contains(text(bar), "25 min") || bar.AttrOr("data-tone", "") != "today" {
			t.Errorf("the bar says %q", text(bar))
		}
		_, err = w.Leads.LogContact(t.Context(), w.Joost, l.ID, lead.LogInput{Outcome: "no_answer"})
		must(t, err)
		if got := text(b.Get("/zonveer/home/urgent").Doc.Find(".urgent")); !strings.Contains(got, "Dirk van der Heijden") {
			t.Errorf("after the contact the bar says %q", got)
		}
	})
}

func TestACT1_OnlyWhoMayEditTheCompanySendsItAway(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		if s.As(t, w.Joost).Get("/zonveer/home").Doc.Find(`[role="switch"]`).Length() != 0 {
			t.Error("an installer is offered the switch")
		}
		if got := s.As(t, w.Joost).Post("/zonveer/home/availability", nil).Status; got != http.StatusForbidden {
			t.Errorf("an installer sends the company away: %d", got)
		}
		b := s.As(t, w.Fenna)
		if _, on := b.Get("/zonveer/home").Doc.Find(`[role="switch"]`).Attr("checked"); !on {
			t.Error("the switch is off although the company is open")
		}
		if got := b.Post("/zonveer/home/availability", nil); got.Status != http.StatusUnprocessableEntity {
			t.Fatalf("an empty form answers %d", got.Status)
		}
		if _, on := b.Get("/zonveer/home").Doc.Find(`[role="switch"]`).Attr("checked"); !on {
			t.Error("an empty form sends the company away")
		}
		if got := b.Post("/zonveer/home/availability", url.Values{"open": {""}}); got.Status != http.StatusSeeOther {
			t.Fatalf("going away answers %d", got.Status)
		}
		if _, on := b.Get("/zonveer/home").Doc.Find(`[role="switch"]`).Attr("checked"); on {
			t.Error("the company did not go away")
		}
		b.Post("/zonveer/home/availability", url.Values{"open": {"", "on"}})
		if _, on := b.Get("/zonveer/home").Doc.Find(`[role="switch"]`).Attr("checked"); !on {
			t.Error("the company did not come back")
		}
	})
}

func TestTheBrandsPeopleStartWithTheLeads(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		got := s.As(t, s.World.Manager).Get("/zonveer/home")
		if got.Status != http.StatusSeeOther || got.Location() != "/zonveer/leads" {
			t.Errorf("answers %d %s", got.Status, got.Location())
		}
	})
}

func TestGreetingFollowsTheWorkspacesClock(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.As(t, s.World.Joost)
		for _, c := range []struct {
			after time.Duration
			key   string
		}{{0, "home.morning"}, {2 * time.Hour, "home.afternoon"}, {6 * time.Hour, "home.evening"}} {
			s.World.Clock.Advance(c.after)
			if got, want := b.Get("/zonveer/home").Text("h1"), say(c.key, i18n.Args{"Name": "Joost"}); got != want {
				t.Errorf("greets %q, not %q", got, want)
			}
		}
	})
}
