package leads_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/testworld"
	"sluice/internal/web/webtest"
)

func TestMKT8_AssigningByHand(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		l := w.Lead(t, "Fatima El Amrani")
		b := site.As(t, w.Manager)
		address := "/zonveer/leads/" + l.ID.String() + "/assign"
		if href, _ := b.Get("/zonveer/leads").Doc.Find("#list tbody .btn").Attr("href"); href != address {
			t.Errorf("the row's button leads to %q", href)
		}
		ask := b.Get(address)
		units := texts(ask.Doc.Find(`label:has(input[name="unit"])`))
		if !slices.Equal(units, []string{"Dakkracht Twente covers this place", "Zonwerk Veluwe covers this place", "Oost region"}) {
			t.Errorf("offered units %q", units)
		}
		found := b.Get(address + "?q=veluwe&unit=" + w.Veluwe.String())
		if got := texts(found.Doc.Find(`select[name="member"] option`)); !slices.Equal(got, []string{"Anybody there", "Joost Brinkhuis", "Fenna Mulder"}) {
			t.Errorf("people to choose from: %v", got)
		}
		form := url.Values{"unit": {w.Veluwe.String()}, "member": {w.Joost.Member.String()}, "remark": {"Belt liever 's avonds"}}
		if done := b.Post(address, form); done.Status != http.StatusSeeOther || done.Location() != "/zonveer/leads/"+l.ID.String() {
			t.Fatalf("assigning answers %d to %q\n%s", done.Status, done.Location(), done.Text("main"))
		}
		view, err := w.Leads.Get(ctx, w.Joost, l.ID)
		must(t, err)
		if view.Lead.HolderMember != w.Joost.Member {
			t.Errorf("held by %v", view.Lead.HolderMember)
		}
		w.Settle(t)
		if mails := w.Mails(t, "joost@zonveer.example"); len(mails) != 1 {
			t.Errorf("%d mails, want one at once", len(mails))
		}
	})
}

func TestMKT8_RefusalsAreClearAndKeepWhatWasTyped(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		l := w.Lead(t, "Fatima El Amrani")
		b := site.As(t, w.Manager)
		address := "/zonveer/leads/" + l.ID.String() + "/assign"
		nobody := b.Post(address, url.Values{"remark": {"Haast"}})
		if nobody.Status != http.StatusUnprocessableEntity || nobody.Text("fieldset .error") != "Choose who gets this lead." || nobody.Text("textarea") != "Haast" {
			t.Errorf("%d %q, kept %q", nobody.Status, nobody.Text("fieldset .error"), nobody.Text("textarea"))
		}
		elsewhere := b.Post(address, url.Values{"unit": {w.Randstad.String()}})
		if elsewhere.Status != http.StatusUnprocessableEntity || strings.Contains(elsewhere.Body, "Randstad Solar") {
			t.Errorf("a partner of another region: %d", elsewhere.Status)
		}
		must(t, w.Org.SetAvailability(ctx, w.Admin, w.Veluwe, org.Availability{State: org.UnitAway}))
		away := b.Post(address, url.Values{"unit": {w.Veluwe.String()}})
		if away.Status != http.StatusConflict || !strings.Contains(away.Text(`[role="alert"]`), "Zonwerk Veluwe takes no leads at the moment") {
			t.Errorf("%d %q", away.Status, away.Text(`[role="alert"]`))
		}
		_, err := w.Placement.Assign(ctx, w.Manager, l.ID, placement.AssignInput{Target: lead.Target{Unit: w.Twente, Member: w.Bram.Member}})
		must(t, err)
		lost := lead.StageInput{Stage: "not_successful", Answers: lead.Answers{ContactType: "phone", LostReason: "too_expensive"}}
		_, err = w.Leads.ChangeStage(ctx, w.Bram, l.ID, lost)
		must(t, err)
		done := b.Post(address, url.Values{"unit": {w.Twente.String()}})
		if done.Status != http.StatusConflict || !strings.Contains(done.Text(`[role="alert"]`), "closed") {
			t.Errorf("%d %q", done.Status, done.Text(`[role="alert"]`))
		}
	})
}

func TestAssigningInTheDialogClosesIt(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World, site *webtest.Site) {
		l := w.Lead(t, "Fatima El Amrani")
		b := site.As(t, w.Manager)
		b.HTMX = true
		address := "/zonveer/leads/" + l.ID.String() + "/assign"
		if ask := b.Get(address); ask.Doc.Find("main").Length() != 0 || ask.Doc.Find("#dialog-title").Length() != 1 {
			t.Errorf("the dialog is %s", ask.Body)
		}
		done := b.Post(address, url.Values{"unit": {w.Veluwe.String()}})
		if done.Header.Get("HX-Trigger") != "dialog:close" || !strings.Contains(done.Text(".toast"), "Assigned to Zonwerk Veluwe") {
			t.Errorf("%q, toast %q", done.Header.Get("HX-Trigger"), done.Text(".toast"))
		}
		agent := site.As(t, w.Joost)
		if got := agent.Get(address); got.Status != http.StatusForbidden {
			t.Errorf("an agent is answered %d", got.Status)
		}
	})
}
