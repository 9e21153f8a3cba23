package leads_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/webtest"
)

func newForm(t *testing.T, b *webtest.Browser) url.Values {
	t.Helper()
	page := b.Get("/zonveer/leads/new")
	if page.Status != http.StatusOK || page.Value("key") == "" {
		t.Fatalf("%d, key %q", page.Status, page.Value("key"))
	}
	return url.Values{
		"key": {page.Value("key")}, "source": {page.Value("source")}, "lead_type": {"residential"}, "name": {"Mien Bakker"}, "phone": {"055 123 45 67"},
		"postcode": {"7311 AB"}, "house_number": {"12"}, "fields.module_count": {"12"}, "fields.battery_interest": {"yes"},
	}
}

func TestEDIT1_AMemberMakesALead(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Manager)
		form := newForm(t, b)
		made := b.Post("/zonveer/leads/new", form)
		if made.Status != http.StatusSeeOther {
			t.Fatalf("%d\n%s", made.Status, made.Text("main"))
		}
		again := b.Post("/zonveer/leads/new", form)
		if again.Status != http.StatusSeeOther || again.Location() != made.Location() {
			t.Errorf("INT-2: sent twice it leads to %q and %q", made.Location(), again.Location())
		}
		page, err := w.Leads.List(ctx, w.Manager, lead.Filter{}, base.PageRequest{})
		must(t, err)
		if len(page.Items) != 1 {
			t.Fatalf("%d leads", len(page.Items))
		}
		l := page.Items[0]
		if l.Town != "Apeldoorn" || l.Province != "Gelderland" || l.Source != "manual" || l.Product != "panels_battery" || l.Fields.Number("module_count") != 12 {
			t.Errorf("made %+v", l.Lead)
		}
		if l.ContactPhone != "055 123 45 67" || l.CreatedBy != w.Manager.Member || l.Place != lead.PlaceMarket {
			t.Errorf("made %+v", l)
		}
	})
}

func TestEDIT1_AssignedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Manager)
		form := newForm(t, b)
		form.Set("assign", w.Twente.String())
		made := b.Post("/zonveer/leads/new", form)
		id, err := base.ParseID(strings.TrimPrefix(made.Location(), "/zonveer/leads/"))
		must(t, err)
		view, err := w.Leads.Get(ctx, w.Manager, id)
		must(t, err)
		if view.Lead.PlaceUnit != w.Twente {
			t.Errorf("placed with %v", view.Lead.PlaceUnit)
		}
		if page := site.As(t, w.Joost).Get("/zonveer/leads/new"); page.Doc.Find(`[name="assign"]`).Length() != 0 {
			t.Error("an agent is asked whom to assign to")
		}
	})
}

func TestINV12_ARefusedLeadKeepsWhatWasTyped(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		b := site.As(t, w.Manager)
		form := newForm(t, b)
		form.Set("phone", "12")
		form.Set("postcode", "abc")
		form.Set("fields.module_count", "many")
		got := b.Post("/zonveer/leads/new", form)
		if got.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%d", got.Status)
		}
		for name, typed := range map[string]string{"phone": "12", "postcode": "abc", "fields.module_count": "many", "name": "Mien Bakker", "key": form.Get("key"), "fields.battery_interest": "yes"} {
			if got.Value(name) != typed {
				t.Errorf("%s says %q, typed was %q", name, got.Value(name), typed)
			}
		}
		links := got.Doc.Find(`.note-box a`)
		links.Each(func(_ int, a *goquery.Selection) {
			if href := a.AttrOr("href", ""); got.Doc.Find(href).Length() != 1 {
				t.Errorf("the summary's link %s leads to no field", href)
			}
		})
		if links.Length() != 3 || got.Doc.Find(`[aria-invalid="true"]`).Length() != 3 {
			t.Errorf("%d links and %d marked fields for three mistakes", links.Length(), got.Doc.Find(`[aria-invalid="true"]`).Length())
		}
	})
}
