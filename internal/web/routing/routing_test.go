package routing_test

import (
	"context"
	"net/http"
	"slices"
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
	"sluice/internal/placement/engine"
	"sluice/internal/testworld"
	"sluice/internal/web/routing"
	"sluice/internal/web/webtest"

	"sluice/internal/web/kit"
)

var ctx = context.Background()

func each(t *testing.T, fn func(t *testing.T, w *testworld.World, site *webtest.Site)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		fn(t, w, webtest.New(t, w, []kit.Section{routing.Section()}))
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func texts(s *goquery.Selection) []string {
	return s.Map(func(_ int, one *goquery.Selection) string { return strings.Join(strings.Fields(one.Text()), " ") })
}

func TestINV10_EveryReasonHasItsSentence(t *testing.T) {
	words := i18n.Load()
	for _, reason := range engine.Reasons {
		if !words.Has("walk.reason_" + string(reason)) {
			t.Errorf("no sentence for %s", reason)
		}
	}
}

func TestThePolicyIsSaidInWordsWithWhatWaits(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		w.Lead(t, "Op De Markt")
		for _, name := range []string{"Wim ter Beek", "Ans Bosman"} {
			in := testworld.Request(name)
			in.Postcode, in.Town = "8011 AB", "Zwolle"
			_, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
			must(t, err)
		}
		got := site.As(t, w.Manager).Get("/zonveer/routing")
		want := []string{
			"Market for 7 days, whoever claims first", "1 lead waits here",
			"A claim holds for 2 days without contact. A warning goes out 4 hours before it ends.",
			"A partner that gave the lead back may claim it again.",
			"Inbox of the region's account manager", "2 leads wait here", "A person decides here. This last step cannot fail.",
		}
		if steps := texts(got.Doc.Find("ol.g3 h2, ol.g3 .badge, ol.g3 p")); !slices.Equal(steps, want) {
			t.Errorf("steps %q\nwant %q", steps, want)
		}
		if gaps := texts(got.Doc.Find(`li:has(use[href$="#i-pin"])`)); !slices.Equal(gaps, []string{"8011 Zwolle 2 leads"}) {
			t.Errorf("ELG-4: gaps %q", gaps)
		}
		inbox := `li:has(use[href$="#i-inbox"]) `
		if inboxes := texts(got.Doc.Find(inbox + "a, " + inbox + ".badge")); !slices.Equal(inboxes, []string{"Oost", "2"}) {
			t.Errorf("inboxes %q", inboxes)
		}
		if stats := texts(got.Doc.Find(".stat")); !slices.Equal(stats, []string{"Active 2", "Away 0", "Inactive 0"}) {
			t.Errorf("partners %q", stats)
		}
		for _, a := range []base.Actor{w.Joost, w.Fenna} {
			if got := site.As(t, a).Get("/zonveer/routing"); got.Status != http.StatusForbidden {
				t.Errorf("%s is answered %d", a.Role, got.Status)
			}
		}
	})
}

func TestINV10_TheAccountManagerSeesWhoWasConsideredAndWhy(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		back := base.At(w.Clock.Now().Add(11 * 24 * time.Hour))
		must(t, w.Org.SetAvailability(ctx, w.Admin, w.Twente, org.Availability{State: org.UnitAway, AwayTo: back}))
		l := w.Lead(t, "Fatima El Amrani")
		address := "/zonveer/routing/" + l.ID.String()
		b := site.As(t, w.Manager)
		got := b.Get(address)
		want := []string{
			"Zonwerk Veluwe|Could claim Covers the place and has room",
			"Dakkracht Twente|Waits Away until Sun 15 Mar 10:15",
			"Randstad Solar|Left out 7315 is outside its area",
		}
		lines := got.Doc.Find("tbody tr").Map(func(_ int, tr *goquery.Selection) string {
			return tr.Find("th").Text() + "|" + texts(tr.Find(".p5"))[0]
		})
		if !slices.Equal(lines, want) {
			t.Errorf("lines %q\nwant %q", lines, want)
		}
		if title := got.Doc.Find("h1").Clone().Children().Remove().End().Text(); strings.TrimSpace(title) != "Why on the market?" {
			t.Errorf("title %q", title)
		}
		if text := got.Text("main"); !strings.Contains(text, "1 of 3 could have it at once.") || !strings.Contains(text, "Then: Inbox") {
			t.Errorf("the page says %q", text)
		}

		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		got = b.Get(address)
		if best := texts(got.Doc.Find("tr.best")); len(best) != 1 || !strings.HasPrefix(best[0], "Zonwerk Veluwe") {
			t.Errorf("the chosen partner's line: %q", best)
		}
		decisions := got.Doc.Find("ol[reversed] a")
		if titles := texts(decisions); !slices.Equal(titles, []string{"Why Zonwerk Veluwe?", "Why on the market?"}) {
			t.Errorf("decisions %q", titles)
		}
		earlier, _ := decisions.Last().Attr("href")
		if n := b.Get(earlier).Doc.Find("tbody tr").Length(); n != 3 {
			t.Errorf("the earlier decision shows %d lines", n)
		}
		if got := b.Get(address + "?decision=" + base.NewID(w.Clock.Now()).String()); got.Status != http.StatusNotFound {
			t.Errorf("a decision that is not there answers %d", got.Status)
		}
	})
}

func TestINV10_APartnerSeesItsOwnLineOnly(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		l := w.Lead(t, "Fatima El Amrani")
		address := "/zonveer/routing/" + l.ID.String()
		_, err := w.Placement.Claim(ctx, w.Bram, l.ID)
		must(t, err)
		_, err = w.Placement.Return(ctx, w.Bram, l.ID, placement.ReturnInput{Reason: "no_time"})
		must(t, err)
		if got := site.As(t, w.Joost).Get(address); got.Status != http.StatusNotFound {
			t.Errorf("before the claim it answers %d", got.Status)
		}
		_, err = w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		b := site.As(t, w.Fenna)
		for _, path := range append([]string{address}, hrefs(b.Get(address).Doc.Find("ol[reversed] a"))...) {
			got := b.Get(path)
			for _, name := range []string{"Dakkracht", "Randstad", "Bram"} {
				if strings.Contains(got.Body, name) {
					t.Errorf("%s names %s", path, name)
				}
			}
			if n := got.Doc.Find("tbody tr").Length(); n > 1 {
				t.Errorf("%s shows %d lines", path, n)
			}
		}
	})
}

func hrefs(s *goquery.Selection) []string {
	return s.Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
}

func TestEveryKindOfDecisionIsExplained(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Assign(ctx, w.Manager, l.ID, placement.AssignInput{Target: lead.Target{Unit: w.Veluwe}})
		must(t, err)
		again := w.Lead(t, "Fatima El Amrani") // the same person: it goes to who has the first
		in := testworld.Request("Wim ter Beek")
		in.Postcode, in.Town = "8011 AB", "Zwolle"
		inboxed, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
		must(t, err)
		b := site.As(t, w.Manager)
		for id, want := range map[base.ID][]string{
			l.ID:            {"Assigned by hand to Zonwerk Veluwe", "A person chose.", "No partner was compared"},
			again.ID:        {"Why Zonwerk Veluwe again?", "which has the first request"},
			inboxed.Lead.ID: {"Why in the inbox of Oost?", "Nobody could get it by this step.", "In the inbox of Oost.", "0 of 3"},
		} {
			text := b.Get("/zonveer/routing/" + id.String()).Text("main")
			for _, part := range want {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in %q", part, text)
				}
			}
		}
	})
}
