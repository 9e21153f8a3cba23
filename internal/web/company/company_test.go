package company

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/webtest"
)

func each(t *testing.T, fn func(t *testing.T, s *webtest.Site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		fn(t, webtest.New(t, testworld.New(t, d, clock), []kit.Section{Section()}))
	})
}

func veluwe(t *testing.T, s *webtest.Site) org.Partner {
	t.Helper()
	p, err := s.World.Org.Partner(t.Context(), s.World.Admin, s.World.Veluwe)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestELG3_APartnerSetsWhatItDoesAndTakes(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.As(t, s.World.Fenna)
		page := b.Get("/zonveer/company")
		if page.Status != http.StatusOK || page.Text("h1") != "Zonwerk Veluwe" || !strings.Contains(page.Text(".rail"), "Postcodes 7000 to 7999 (NL)") {
			t.Fatalf("%d %q %q", page.Status, page.Text("h1"), page.Text(".rail"))
		}
		products := page.Doc.Find(`[name^="product."]`)
		one := products.First().AttrOr("name", "")
		form := url.Values{
			"email": {"leads@zonwerk.example"}, "phone": {"055 1234567"}, "postcode": {"7315"}, "town": {"Apeldoorn"}, "lang": {"nl"},
			"caps.open": {"12"}, "caps.week": {"5"}, one: {"yes"}, "name": {"Another name"},
		}
		if got := b.Post("/zonveer/company", form); got.Location() != "/zonveer/company" {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		p := veluwe(t, s)
		if p.Email != "leads@zonwerk.example" || p.Caps != (org.Caps{Open: 12, Week: 5}) || p.Town != "Apeldoorn" || p.Name != "Zonwerk Veluwe" || len(p.Areas) != 1 {
			t.Errorf("%+v", p.UnitDetails)
		}
		if want := []string{strings.TrimPrefix(one, "product.")}; products.Length() > 1 && !slices.Equal(p.Products, want) {
			t.Errorf("products %q, want %q", p.Products, want)
		}
		for field, value := range map[string]string{"email": "leads", "caps.open": "many", "caps.day": "-1", one: ""} {
			wrong := url.Values{"email": {"leads@zonwerk.example"}, "town": {"Epe"}, one: {"yes"}}
			wrong.Set(field, value)
			got := b.Post("/zonveer/company", wrong)
			if got.Status != http.StatusUnprocessableEntity || got.Doc.Find("[aria-invalid]").Length() == 0 || got.Value("town") != "Epe" {
				t.Errorf("%s: %d, town %q", field, got.Status, got.Value("town"))
			}
			if field != one && got.Value(field) != value {
				t.Errorf("%s came back as %q", field, got.Value(field))
			}
		}
	})
}

func TestACT1_APartnerGoesAwayAndComesBack(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.As(t, s.World.Fenna)
		away := url.Values{"state": {"away"}, "away_from": {"2026-03-10"}, "away_to": {"2026-03-16"}}
		if got := b.Post("/zonveer/company/availability", away); got.Location() != "/zonveer/company" {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		page := b.Get("/zonveer/company")
		if page.Text(".page-bar .badge") != "Away from Tue 10 Mar" || page.Value("away_from") != "2026-03-10" || page.Value("away_to") != "2026-03-16" {
			t.Errorf("%q %q %q", page.Text(".page-bar .badge"), page.Value("away_from"), page.Value("away_to"))
		}
		// In Amsterdam the day begins an hour before it does in UTC.
		if got := veluwe(t, s).AwayFrom.UTC().Format("2006-01-02T15:04"); got != "2026-03-09T23:00" {
			t.Errorf("away from %s", got)
		}
		for field, value := range map[string]string{"away_to": "2026-03-09", "away_from": "soon", "state": "asleep"} {
			wrong := url.Values{"state": {"away"}, "away_from": {"2026-03-10"}, "away_to": {"2026-03-16"}}
			wrong.Set(field, value)
			if got := b.Post("/zonveer/company/availability", wrong); got.Status != http.StatusUnprocessableEntity || got.Text("#availability .error") == "" {
				t.Errorf("%s: %d %q", field, got.Status, got.Text(".error"))
			}
		}
		if got := b.Post("/zonveer/company/availability", url.Values{"state": {"away"}}); got.Status != http.StatusSeeOther {
			t.Fatalf("%d", got.Status)
		}
		if p := veluwe(t, s); p.AvailableAt(s.World.Clock.Now()) || b.Get("/zonveer/company").Text(".page-bar .badge") != "Away" {
			t.Error("away at once, and still taking leads")
		}
		if got := b.Post("/zonveer/company/availability", url.Values{"state": {"active"}}); got.Status != http.StatusSeeOther {
			t.Fatalf("%d", got.Status)
		}
		if p := veluwe(t, s); !p.AvailableAt(s.World.Clock.Now()) {
			t.Error("back, and taking no leads")
		}
	})
}

func TestACC2_TheProfileIsThePartnersOwn(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		for _, c := range []struct {
			who  base.Actor
			want int
		}{{w.Joost, http.StatusForbidden}, {w.Manager, http.StatusNotFound}, {w.Admin, http.StatusNotFound}} {
			b := s.As(t, c.who)
			if got := b.Get("/zonveer/company"); got.Status != c.want {
				t.Errorf("%s: %d, want %d", c.who.Role, got.Status, c.want)
			}
			if got := b.Post("/zonveer/company/availability", url.Values{"state": {"away"}}); got.Status != c.want {
				t.Errorf("%s switches to away: %d, want %d", c.who.Role, got.Status, c.want)
			}
		}
	})
}
