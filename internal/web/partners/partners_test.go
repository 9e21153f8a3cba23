package partners_test

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
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
	"sluice/internal/web/partners"
	"sluice/internal/web/webtest"
)

var ctx = context.Background()

func each(t *testing.T, fn func(t *testing.T, w *testworld.World, site *webtest.Site)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		fn(t, w, webtest.New(t, w, []kit.Section{partners.Section()}))
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

// formOf is the form with the action, filled in as the page shows it.
func formOf(t *testing.T, page webtest.Answer, action string) url.Values {
	t.Helper()
	form := page.Doc.Find(`form[action="` + action + `"]`)
	if form.Length() != 1 {
		t.Fatalf("%d forms for %s", form.Length(), action)
	}
	out := url.Values{}
	form.Find("input[name], textarea[name], select[name]").Each(func(_ int, f *goquery.Selection) {
		name := f.AttrOr("name", "")
		switch {
		case f.Is("select"):
			out.Set(name, f.Find("option[selected]").AttrOr("value", ""))
		case f.Is("textarea"):
			out.Set(name, f.Text())
		case f.Is("[type=checkbox], [type=radio]"):
			if _, on := f.Attr("checked"); on {
				out.Add(name, f.AttrOr("value", "on"))
			}
		default:
			out.Set(name, f.AttrOr("value", ""))
		}
	})
	return out
}

func unit(t *testing.T, w *testworld.World, id base.ID) *org.Unit {
	t.Helper()
	tree, err := w.Org.Tree(ctx, w.WS)
	must(t, err)
	return tree.Unit(id)
}

func TestTheListShowsPartnersWithinReach(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, "Fatima El Amrani").ID)
		must(t, err)
		details := unit(t, w, w.Veluwe).UnitDetails
		details.Caps.Open, details.Products, details.AccountManager = 1, []string{"panels"}, w.Manager.Member
		must(t, w.Org.EditUnit(ctx, w.Admin, w.Veluwe, details))
		must(t, w.Org.SetAvailability(ctx, w.Admin, w.Twente, org.Availability{State: org.UnitAway}))
		b := site.As(t, w.Manager)
		got := b.Get("/zonveer/partners")
		if names := texts(got.Doc.Find("tbody a.main")); !slices.Equal(names, []string{"Dakkracht Twente", "Zonwerk Veluwe"}) {
			t.Fatalf("partners %v", names)
		}
		cells := texts(got.Doc.Find("tbody tr").Last().Find("td"))
		if want := []string{"", "7000–7999", "Solar panels", "1 of 1", "Active", "Sanne Vos", "2"}; !slices.Equal(cells, want) {
			t.Errorf("the row says %q, want %q", cells, want)
		}
		for address, want := range map[string][]string{
			"/zonveer/partners?q=dak":                    {"Dakkracht Twente"},
			"/zonveer/partners?state=away":               {"Dakkracht Twente"},
			"/zonveer/partners?q=zonwerk&state=inactive": nil,
		} {
			if names := texts(b.Get(address).Doc.Find("tbody a.main")); !slices.Equal(names, want) {
				t.Errorf("%s shows %v", address, names)
			}
		}
		if names := texts(site.As(t, w.Joost).Get("/zonveer/partners").Doc.Find("tbody a.main")); !slices.Equal(names, []string{"Zonwerk Veluwe"}) {
			t.Errorf("INV-7: an installer sees %v", names)
		}
		there := site.As(t, w.Joost).Get("/zonveer/partners/" + w.Twente.String())
		missing := site.As(t, w.Joost).Get("/zonveer/partners/" + base.NewID(w.Clock.Now()).String())
		if there.Status != http.StatusNotFound || there.Text("main") != missing.Text("main") {
			t.Errorf("INV-7: another partner answers %d", there.Status)
		}
	})
}

func TestAPartnerIsMadeUnderARegionAndSeesTheMarket(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		w.Lead(t, "Fatima El Amrani")
		b := site.As(t, w.Manager)
		ask := b.Get("/zonveer/partners/new")
		if regions := texts(ask.Doc.Find(`select[name="parent"] option`)); !slices.Equal(regions, []string{"Oost"}) {
			t.Fatalf("regions to choose from: %v", regions)
		}
		form := formOf(t, ask, "/zonveer/partners/new")
		form.Set("parent", w.Region.String())
		form.Set("name", "Zonneland")
		form.Set("postcode", "7311 AB")
		form.Set("areas", "Gelderland\n7500-7599")
		form.Set("caps.open", "4")
		made := b.Post("/zonveer/partners/new", form)
		id, err := base.ParseID(strings.TrimPrefix(made.Location(), "/zonveer/partners/"))
		if err != nil {
			t.Fatalf("%d to %q\n%s", made.Status, made.Location(), made.Text("main"))
		}
		u := unit(t, w, id)
		if u.Parent != w.Region || u.Town != "Apeldoorn" || u.Lat == nil || len(u.Areas) != 2 || u.Caps.Open != 4 {
			t.Errorf("made %+v", *u)
		}
		kees := w.Member(t, id, "installer", "Kees Verhoeven", "kees")
		w.Settle(t)
		market, err := w.Placement.Market(ctx, kees, base.PageRequest{})
		must(t, err)
		if market.Total != 1 {
			t.Errorf("the new partner sees %d leads", market.Total)
		}
		if got := site.As(t, w.Fenna).Get("/zonveer/partners/new"); got.Status != http.StatusForbidden {
			t.Errorf("a partner manager is answered %d", got.Status)
		}
	})
}

func TestINV12_ARefusedPartnerKeepsWhatWasTyped(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Manager)
		address := "/zonveer/partners/" + w.Veluwe.String()
		form := formOf(t, b.Get(address), address)
		form.Set("areas", "7000-7999\nAtlantis\n9000-8000")
		form.Set("caps.week", "few")
		form.Set("postcode", "0")
		got := b.Post(address, form)
		if got.Status != http.StatusUnprocessableEntity || got.Text("textarea") != "7000-7999 Atlantis 9000-8000" || got.Value("caps.week") != "few" {
			t.Errorf("%d, kept %q %q", got.Status, got.Text("textarea"), got.Value("caps.week"))
		}
		summary := got.Text(`.note-box[role="alert"]`)
		for _, part := range []string{"“Atlantis” is no province", "“9000-8000” is no range", "A week: This is not a number", "Postcode: This is not a postcode"} {
			if !strings.Contains(summary, part) {
				t.Errorf("%q is not in %q", part, summary)
			}
		}
		if u := unit(t, w, w.Veluwe); len(u.Areas) != 1 || u.Postcode != "7311" {
			t.Errorf("a refused form changed %+v", u.UnitDetails)
		}
	})
}

func TestSavingAnUntouchedPartnerChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		details := unit(t, w, w.Veluwe).UnitDetails
		details.Caps, details.Products = org.Caps{Open: 8, Week: 3}, []string{"panels"}
		details.Areas = []org.Area{{Country: "NL", From: "7000", To: "7999"}, {Country: "NL", Province: "GE"}, {Country: "NL", Lat: 52.2, Lng: 5.9, RadiusKM: 30}}
		details.AccountManager, details.Lang = w.Admin.Member, "de"
		must(t, w.Org.EditUnit(ctx, w.Admin, w.Veluwe, details))
		before := unit(t, w, w.Veluwe).UnitDetails
		address := "/zonveer/partners/" + w.Veluwe.String()
		for _, a := range []base.Actor{w.Admin, w.Manager, w.Fenna} {
			b := site.As(t, a)
			if got := b.Post(address, formOf(t, b.Get(address), address)); got.Status != http.StatusSeeOther {
				t.Fatalf("%s: %d %s", a.Role, got.Status, got.Text(".error"))
			}
			after := unit(t, w, w.Veluwe).UnitDetails
			if !slices.Equal(after.Areas, before.Areas) || !slices.Equal(after.Products, before.Products) || after.Caps != before.Caps ||
				after.AccountManager != before.AccountManager || after.Name != before.Name || after.Lang != before.Lang || *after.Lat != *before.Lat {
				t.Errorf("%s: saved %+v over %+v", a.Role, after, before)
			}
		}
	})
}

func TestAPartialFormChangesOnlyWhatItNames(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		address := "/zonveer/partners/" + w.Veluwe.String()
		b := site.As(t, w.Manager)
		was, err := w.Org.Partner(ctx, w.Manager, w.Veluwe)
		must(t, err)
		for _, form := range []url.Values{nil, {"phone": {"055 1234567"}}} {
			if got := b.Post(address, form); got.Status != http.StatusSeeOther {
				t.Fatalf("%v answers %d", form, got.Status)
			}
		}
		is, err := w.Org.Partner(ctx, w.Manager, w.Veluwe)
		must(t, err)
		if is.Phone != "055 1234567" {
			t.Errorf("the phone is %q", is.Phone)
		}
		is.Phone = was.Phone
		if !reflect.DeepEqual(is.UnitDetails, was.UnitDetails) {
			t.Errorf("changed\n%+v\nto\n%+v", was.UnitDetails, is.UnitDetails)
		}
	})
}

func TestELG3_APartnerManagerSetsItsOwnLimitsButNotItsArea(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Fenna)
		address := "/zonveer/partners/" + w.Veluwe.String()
		page := b.Get(address)
		if page.Doc.Find(`[name="areas"], [name="name"], [name="account_manager"]`).Length() != 0 {
			t.Error("the partner is asked for what is the brand's")
		}
		form := formOf(t, page, address)
		form.Set("caps.week", "3")
		form.Set("areas", "Utrecht")
		form.Set("name", "Zonwerk Nederland")
		if got := b.Post(address, form); got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		if u := unit(t, w, w.Veluwe); u.Caps.Week != 3 || u.Name != "Zonwerk Veluwe" || u.Areas[0].From != "7000" {
			t.Errorf("saved %+v", u.UnitDetails)
		}
		if got := site.As(t, w.Joost).Post(address, form); got.Status != http.StatusForbidden {
			t.Errorf("an installer is answered %d", got.Status)
		}
	})
}

func TestACT1_TheStateIsSwitched(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Manager)
		address := "/zonveer/partners/" + w.Veluwe.String()
		got := b.Post(address+"/state", url.Values{"state": {"away"}, "away_from": {"2026-03-09"}, "away_to": {"2026-03-02"}})
		if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Text(".rail .error"), "after the beginning") || got.Value("away_to") != "2026-03-02" {
			t.Errorf("%d %q, kept %q", got.Status, got.Text(".rail .error"), got.Value("away_to"))
		}
		got = b.Post(address+"/state", url.Values{"state": {"away"}, "away_to": {"2026-03-16"}})
		if got.Status != http.StatusSeeOther {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		if u := unit(t, w, w.Veluwe); u.State != org.UnitAway || u.AwayTo.UTC().Format("2006-01-02T15:04") != "2026-03-15T23:00" {
			t.Errorf("INV-11: away until %v", u.AwayTo)
		}
		page := b.Get(address)
		if head := page.Text("h1"); head != "Zonwerk Veluwe Away until Mon 16 Mar 00:00" {
			t.Errorf("the head says %q", head)
		}
		if got := b.Post("/zonveer/partners/"+w.Randstad.String()+"/state", url.Values{"state": {"inactive"}}); got.Status != http.StatusNotFound {
			t.Errorf("a partner of another region answers %d", got.Status)
		}
	})
}

func TestAPartnersPageShowsItsPeopleAndOpenLeads(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		for _, name := range []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"} {
			_, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, "Aanvraag "+name).ID)
			must(t, err)
		}
		got := site.As(t, w.Manager).Get("/zonveer/partners/" + w.Veluwe.String())
		if n := got.Doc.Find("tbody tr").Length(); n != 8 {
			t.Errorf("%d open leads shown, want the first 8", n)
		}
		if all := got.Doc.Find(`a[href="/zonveer/leads?unit=` + w.Veluwe.String() + `"]`); all.Text() != "Show all 10" {
			t.Errorf("the others are behind %q", all.Text())
		}
		if people := texts(got.Doc.Find(".rail .card").Last().Find("dt, dd")); !slices.Equal(people, []string{"Joost Brinkhuis", "Installer", "Fenna Mulder", "Partner manager"}) {
			t.Errorf("people %v", people)
		}
	})
}
