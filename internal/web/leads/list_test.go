package leads_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/leads"
	"sluice/internal/web/webtest"
)

var ctx = context.Background()

// each opens the section in a fresh world on each database.
func each(t *testing.T, fn func(t *testing.T, w *testworld.World, site *webtest.Site)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		fn(t, w, webtest.New(t, w, leads.Sections()))
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

func names(a webtest.Answer) []string { return texts(a.Doc.Find("#list tbody a.main")) }

func claim(t *testing.T, w *testworld.World, a base.Actor, l *lead.Lead) {
	t.Helper()
	_, err := w.Placement.Claim(ctx, a, l.ID)
	must(t, err)
}

func TestVIEW2_LateAndUnclaimedLeadsStandFirst(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		claimed := w.Lead(t, "Geclaimd Vandaag")
		claim(t, w, w.Joost, claimed)
		late := w.Lead(t, "Te Laat")
		w.Clock.Advance(26 * time.Hour)
		w.Lead(t, "Net Binnen")
		got := site.As(t, w.Manager).Get("/zonveer/leads")
		if got.Status != http.StatusOK || !slices.Equal(names(got), []string{"Te Laat", "Net Binnen", "Geclaimd Vandaag"}) {
			t.Fatalf("%d, in the order %v", got.Status, names(got))
		}
		row := got.Doc.Find("#list tbody tr").First()
		if href := row.Find("a.main").AttrOr("href", ""); href != "/zonveer/leads/"+late.ID.String() {
			t.Errorf("the row opens %q", href)
		}
		if row.Find(`.due[data-tone="overdue"]`).Length() != 1 || !strings.Contains(row.Text(), "On the market") || !strings.Contains(row.Text(), fmt.Sprint("Z-", late.Number)) {
			t.Errorf("the late row says %q", row.Text())
		}
		if last := got.Doc.Find("#list tbody tr").Last().Text(); !strings.Contains(last, "Zonwerk Veluwe") || !strings.Contains(last, "Claimed") {
			t.Errorf("the claimed row says %q", last)
		}
		if foot := got.Text(".table-foot"); foot != "3 leads" {
			t.Errorf("the foot says %q", foot)
		}
	})
}

func TestLensesCountAndFilter(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		claim(t, w, w.Joost, w.Lead(t, "Geclaimd"))
		w.Lead(t, "Te Laat")
		in := testworld.Request("Zonder Partner")
		in.Postcode, in.Town = "8011 AB", "Zwolle"
		w.Clock.Advance(26 * time.Hour)
		_, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
		must(t, err)
		b := site.As(t, w.Manager)
		got := b.Get("/zonveer/leads")
		want := []string{"3 Open", "2 Unclaimed", "1 Late", "1 Due today", "0 Stuck", "1 No partner"}
		if lenses := texts(got.Doc.Find(".lens")); !slices.Equal(lenses, want) {
			t.Errorf("lenses %v, want %v", lenses, want)
		}
		if current := got.Text(".lens[aria-current]"); current != "3 Open" {
			t.Errorf("the current lens is %q", current)
		}
		for lens, want := range map[string][]string{"late": {"Te Laat"}, "unclaimed": {"Te Laat", "Zonder Partner"}, "no_partner": {"Zonder Partner"}, "stuck": nil} {
			got := b.Get("/zonveer/leads?lens=" + lens)
			if !slices.Equal(names(got), want) {
				t.Errorf("lens %s shows %v, want %v", lens, names(got), want)
			}
			if want == nil && got.Doc.Find("#list .empty").Length() != 1 {
				t.Errorf("the empty list of lens %s says nothing", lens)
			}
		}
		inbox := b.Get("/zonveer/leads?lens=no_partner")
		if current := inbox.Doc.Find(".sidebar [aria-current]"); !strings.HasPrefix(strings.TrimSpace(current.Text()), "Inbox") {
			t.Errorf("the navigation stands at %q", current.Text())
		}
		if !strings.Contains(inbox.Text("#list tbody tr"), "In the inbox of Oost") {
			t.Errorf("the row says %q", inbox.Text("#list tbody tr"))
		}
		if got := b.Get("/zonveer/leads?lens=lucky"); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("an unknown lens answers %d", got.Status)
		}
	})
}

func TestTheAddressHoldsTheWholeState(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		for i := range 53 {
			w.Lead(t, fmt.Sprintf("Aanvraag %02d", i))
		}
		claim(t, w, w.Joost, w.Lead(t, "Mien Bakker"))
		b := site.As(t, w.Manager)
		first := b.Get("/zonveer/leads?sort=created")
		if n := names(first); len(n) != 50 || n[0] != "Aanvraag 00" || first.Doc.Find(`th[aria-sort="ascending"]`).Text() == "" {
			t.Fatalf("%d rows from %q", len(n), n[0])
		}
		next, _ := first.Doc.Find(`.pager a[aria-label="Next page"]`).Attr("href")
		second := b.Get(next)
		if n := names(second); len(n) != 4 || n[3] != "Mien Bakker" {
			t.Fatalf("the second page shows %v", n)
		}
		previous, _ := second.Doc.Find(`.pager a[aria-label="Previous page"]`).Attr("href")
		if n := names(b.Get(previous)); len(n) != 50 || n[0] != "Aanvraag 00" {
			t.Errorf("back shows %d rows", len(n))
		}
		for address, want := range map[string]string{
			"/zonveer/leads?q=mien":                              "Mien Bakker",
			"/zonveer/leads?stage=claimed":                       "Mien Bakker",
			"/zonveer/leads?unit=" + w.Veluwe.String():           "Mien Bakker",
			"/zonveer/leads?source=solar_calculator&q=bakker":    "Mien Bakker",
			"/zonveer/leads?lens=open&stage=claimed&q=MIEN+BAKK": "Mien Bakker",
		} {
			got := b.Get(address)
			if !slices.Equal(names(got), []string{want}) || got.Doc.Find(".chip").Length() == 0 {
				t.Errorf("%s shows %v with %d chips", address, names(got), got.Doc.Find(".chip").Length())
			}
		}
		got := b.Get("/zonveer/leads?q=mien&stage=claimed&sort=created")
		if got.Value("q") != "mien" || got.Value("stage") != "claimed" || got.Value("sort") != "created" {
			t.Errorf("the form forgot its state: %q %q %q", got.Value("q"), got.Value("stage"), got.Value("sort"))
		}
		if live := got.Doc.Find("#list").AttrOr("hx-get", ""); live != "/zonveer/leads?q=mien&sort=created&stage=claimed" {
			t.Errorf("the live list asks for %q", live)
		}
		clear, _ := got.Doc.Find(`.chip-x[aria-label="Clear Stage"]`).Attr("href")
		if clear != "/zonveer/leads?q=mien&sort=created" {
			t.Errorf("clearing the stage leads to %q", clear)
		}
	})
}

func TestASwapAnswersWithTheListAlone(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		w.Lead(t, "Fatima El Amrani")
		b := site.As(t, w.Manager)
		b.HTMX = true
		got := b.Get("/zonveer/leads?lens=unclaimed")
		for selector, want := range map[string]int{"main": 0, "#list tbody tr": 1, "#lenses[hx-swap-oob] .lens": 6, "#list-state[hx-swap-oob] input[name=lens]": 1} {
			if n := got.Doc.Find(selector).Length(); n != want {
				t.Errorf("%d %s, want %d", n, selector, want)
			}
		}
	})
}

func TestINV7_TheListEndsWhereTheReachEnds(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		own := w.Lead(t, "Van Joost")
		claim(t, w, w.Joost, own)
		claim(t, w, w.Bram, w.Lead(t, "Van Bram"))
		for _, c := range []struct {
			who  base.Actor
			want []string
		}{{w.Joost, []string{"Van Joost"}}, {w.Fenna, []string{"Van Joost"}}, {w.Noor, nil}, {w.Admin, []string{"Van Joost", "Van Bram"}}} {
			got := site.As(t, c.who).Get("/zonveer/leads?sort=created")
			if !slices.Equal(names(got), c.want) || got.Text(".lens b") != fmt.Sprint(len(c.want)) {
				t.Errorf("%s sees %v and counts %s", c.who.Name, names(got), got.Text(".lens b"))
			}
		}
		got := site.As(t, w.Noor).Get("/zonveer/leads?unit=" + w.Veluwe.String())
		if strings.Contains(got.Body, "Zonwerk Veluwe") {
			t.Error("the address gave away another partner's name")
		}
		missing := site.As(t, w.Bram).Get("/zonveer/leads/" + base.NewID(w.Clock.Now()).String() + "/merge/" + own.ID.String())
		there := site.As(t, w.Bram).Get("/zonveer/leads/" + own.ID.String() + "/merge/" + own.ID.String())
		if missing.Status != http.StatusNotFound || there.Status != http.StatusNotFound {
			t.Errorf("somebody else's lead answers %d, none %d", there.Status, missing.Status)
		}
		if got := site.Visitor(t).Get("/zonveer/leads"); got.Status != http.StatusSeeOther {
			t.Errorf("a visitor is answered %d", got.Status)
		}
	})
}
