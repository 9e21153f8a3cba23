package leads_test

import (
	"net/http"
	"slices"
	"testing"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/webtest"
)

func TestINT3_MergeIsShownDoneAndUndone(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		kept, other := w.Lead(t, "Fatima El Amrani"), withCompany(t, w)
		b := site.As(t, w.Manager)
		address := "/zonveer/leads/" + kept.ID.String() + "/merge/" + other.ID.String()
		ask := b.Get(address)
		filled := texts(ask.Doc.Find("tr.best > *"))
		if !slices.Equal(filled, []string{"Company", "Filled in Bakkerij Amrani", "Bakkerij Amrani"}) {
			t.Errorf("would fill %q", filled)
		}
		if turn := ask.Doc.Find(`a[href="/zonveer/leads/` + other.ID.String() + "/merge/" + kept.ID.String() + `"]`); turn.Length() != 1 {
			t.Error("no way to merge the other way round")
		}
		done := b.Post(address, nil)
		if done.Status != http.StatusSeeOther || done.Location() != address {
			t.Fatalf("%d to %q", done.Status, done.Location())
		}
		if got := names(b.Get("/zonveer/leads")); len(got) != 1 {
			t.Errorf("the list still shows %v", got)
		}
		view, err := w.Leads.Get(ctx, w.Manager, kept.ID)
		must(t, err)
		if view.Lead.Company != "Bakkerij Amrani" {
			t.Errorf("kept %+v", view.Lead)
		}
		undo, _ := b.Get(address).Doc.Find("main form").Attr("action")
		if back := b.Post(undo, nil); back.Status != http.StatusSeeOther {
			t.Fatalf("%s answers %d", undo, back.Status)
		}
		if got := names(b.Get("/zonveer/leads")); len(got) != 2 {
			t.Errorf("after undoing the list shows %v", got)
		}
		if again := b.Post(undo, nil); again.Status != http.StatusNotFound {
			t.Errorf("undone twice: %d", again.Status)
		}
	})
}

func withCompany(t *testing.T, w *testworld.World) *lead.Lead {
	t.Helper()
	in := testworld.Request("Fatima El Amrani")
	in.Company = "Bakkerij Amrani"
	made, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
	must(t, err)
	return made.Lead
}
