package people

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

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

func names(a webtest.Answer) []string {
	return a.Doc.Find("tbody a.main").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
}

func TestINV7_EverybodySeesThePeopleWithinReach(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		for _, c := range []struct {
			who  base.Actor
			want []string
		}{
			{w.Joost, []string{"Joost Brinkhuis", "Fenna Mulder"}},
			{w.Fenna, []string{"Joost Brinkhuis", "Fenna Mulder"}},
			{w.Manager, []string{"Sanne Vos", "Joost Brinkhuis", "Fenna Mulder", "Bram Oude Luttikhuis"}},
			{w.Admin, []string{"Ineke Smit", "Sanne Vos", "Joost Brinkhuis", "Fenna Mulder", "Bram Oude Luttikhuis", "Noor Jansen"}},
		} {
			page := s.As(t, c.who).Get("/zonveer/people")
			if got := names(page); page.Status != http.StatusOK || !slices.Equal(got, c.want) {
				t.Errorf("%s sees %d %q", c.who.Name, page.Status, got)
			}
		}
		b := s.As(t, w.Fenna)
		hidden, none := b.Get("/zonveer/people/"+w.Noor.Member.String()), b.Get("/zonveer/people/"+base.ID(7).String())
		if hidden.Status != http.StatusNotFound || none.Status != http.StatusNotFound {
			t.Errorf("somebody else's: %d, nobody: %d", hidden.Status, none.Status)
		}
	})
}

func TestACC1_TheListIsNarrowed(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		if err := w.Org.SuspendMember(t.Context(), w.Admin, w.Noor.Member); err != nil {
			t.Fatal(err)
		}
		b := s.As(t, w.Admin)
		for asked, want := range map[string][]string{
			"q=brink":                     {"Joost Brinkhuis"},
			"state=suspended":             {"Noor Jansen"},
			"unit=" + w.Veluwe.String():   {"Joost Brinkhuis", "Fenna Mulder"},
			"q=fenna&state=suspended":     nil,
			"unit=" + base.ID(9).String(): nil,
		} {
			if got := names(b.Get("/zonveer/people?" + asked)); !slices.Equal(got, want) {
				t.Errorf("%s: %q", asked, got)
			}
		}
	})
}

func TestACC2_APartnerInvitesItsOwnPeopleOnly(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		b := s.As(t, w.Fenna)
		form := b.Get("/zonveer/people/new")
		offered := form.Doc.Find(`select[name="role"] option`).Map(func(_ int, o *goquery.Selection) string { return o.AttrOr("value", "") })
		if !slices.Equal(offered, []string{"installer", "partner-manager"}) {
			t.Errorf("roles offered: %q", offered)
		}
		units := form.Doc.Find(`select[name="unit"] option`)
		if units.Length() != 1 || units.AttrOr("value", "") != w.Veluwe.String() {
			t.Errorf("%d units offered", units.Length())
		}
		tess := url.Values{"name": {"Tess Hoek"}, "email": {"tess@zonwerk.example"}, "unit": {w.Veluwe.String()}, "role": {"installer"}}
		sent := b.Post("/zonveer/people", tess)
		if sent.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", sent.Status, sent.Text(".error"))
		}
		page := b.Get(sent.Location())
		if page.Text("h1") != "Tess Hoek" || !strings.Contains(page.Text(".toast"), "on its way") || page.Text(".page-bar .badge") != "Invited" {
			t.Errorf("%q %q %q", page.Text("h1"), page.Text(".toast"), page.Text(".page-bar .badge"))
		}
		if len(w.Mails(t, "tess@zonwerk.example")) != 1 {
			t.Error("no invitation was mailed")
		}
		for field, c := range map[string]struct {
			value  string
			status int
		}{
			"unit":  {w.Twente.String(), http.StatusUnprocessableEntity},
			"role":  {"admin", http.StatusUnprocessableEntity},
			"email": {"joost@zonveer.example", http.StatusUnprocessableEntity},
		} {
			again := url.Values{"name": {"Tess Hoek"}, "email": {"other@zonwerk.example"}, "unit": {w.Veluwe.String()}, "role": {"installer"}}
			again.Set(field, c.value)
			got := b.Post("/zonveer/people", again)
			if got.Status != c.status || got.Text(".error") == "" || got.Value("name") != "Tess Hoek" {
				t.Errorf("%s: %d %q", field, got.Status, got.Text(".error"))
			}
		}
		if got := s.As(t, w.Joost).Get("/zonveer/people/new"); got.Status != http.StatusForbidden {
			t.Errorf("an installer opens the invitation: %d", got.Status)
		}
	})
}

func TestACC1_SuspendingAndRestoring(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		fenna, joost := s.As(t, w.Fenna), s.As(t, w.Joost)
		at := "/zonveer/people/" + w.Joost.Member.String()
		if got := fenna.Post(at+"/suspend", nil); got.Location() != at {
			t.Fatalf("%d", got.Status)
		}
		if got := joost.Get("/zonveer/people"); got.Status != http.StatusSeeOther {
			t.Errorf("a suspended member reads on: %d", got.Status)
		}
		if page := fenna.Get(at); page.Doc.Find(`form[action="`+at+`/restore"]`).Length() != 1 || page.Text(".page-bar .badge") != "Suspended" {
			t.Errorf("%q", page.Text(".page-bar .badge"))
		}
		if got := fenna.Post(at+"/restore", nil); got.Location() != at {
			t.Fatalf("%d", got.Status)
		}
		if got := fenna.Post(at+"/restore", nil); got.Status != http.StatusConflict {
			t.Errorf("twice: %d", got.Status)
		}
		own := "/zonveer/people/" + w.Fenna.Member.String()
		if page := fenna.Get(own); page.Doc.Find("main form").Length() != 0 {
			t.Error("a member is offered to change its own place")
		}
		if got := fenna.Post(own+"/suspend", nil); got.Status != http.StatusForbidden {
			t.Errorf("shut itself out: %d", got.Status)
		}
	})
}

func TestACC2_APlaceThatDoesNotExistIsToldBesideItsField(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		b, at := s.As(t, w.Admin), "/zonveer/people/"+w.Joost.Member.String()
		got := b.Post(at+"/place", url.Values{"unit": {w.Veluwe.String()}, "role": {"account-manager"}})
		if got.Status != http.StatusUnprocessableEntity || got.Text(".error") != "This role does not exist in a unit of this kind." || got.Value("role") != "account-manager" {
			t.Errorf("%d %q %q", got.Status, got.Text(".error"), got.Value("role"))
		}
		if got := b.Post(at+"/place", url.Values{"unit": {w.Twente.String()}, "role": {"partner-manager"}}); got.Location() != at {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		m, err := w.Org.Member(t.Context(), w.Admin, w.Joost.Member)
		if err != nil || m.Unit != w.Twente || m.Role != "partner-manager" {
			t.Errorf("%+v %v", m, err)
		}
		if got := s.As(t, w.Fenna).Post("/zonveer/people/"+w.Noor.Member.String()+"/place", nil); got.Status != http.StatusNotFound {
			t.Errorf("a member elsewhere: %d", got.Status)
		}
	})
}

func TestACC1_AnInvitationIsSentAgain(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		m, err := w.Org.CreateMember(t.Context(), w.Fenna, org.NewMember{Unit: w.Veluwe, Role: "installer", Name: "Tess", Email: "tess@zonwerk.example"})
		if err != nil {
			t.Fatal(err)
		}
		at := "/zonveer/people/" + m.ID.String()
		if got := s.As(t, w.Fenna).Post(at+"/invite", nil); got.Location() != at {
			t.Fatalf("%d", got.Status)
		}
		if got := len(w.Mails(t, "tess@zonwerk.example")); got != 2 {
			t.Errorf("%d mails", got)
		}
	})
}
