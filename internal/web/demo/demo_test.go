package demo_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web/demo"
	"sluice/internal/web/kit"
	"sluice/internal/web/session"
	"sluice/internal/web/webtest"
)

// open is a site in demo mode: Joost may be signed in as, and a program that has no password.
func open(t *testing.T, d *db.DB, clock *base.FrozenClock) (*testworld.World, *webtest.Site) {
	t.Helper()
	w := testworld.New(t, d, clock)
	site := webtest.New(t, w, []kit.Section{session.Section()}, demo.Routes()...)
	workspace, err := w.Org.WorkspaceBySlug(context.Background(), w.Slug)
	if err != nil {
		t.Fatal(err)
	}
	site.Kit.Demo = &kit.Demo{Clock: clock, Loop: w.Loop, People: []kit.DemoWorkspace{{Workspace: workspace, Members: []kit.DemoMember{
		{ID: w.Joost.Member, Name: "Joost Brinkhuis", Email: "joost@zonveer.example", Password: testworld.Password, Role: "installer", Unit: "Zonwerk Veluwe"},
		{ID: 7, Name: "Koppeling", Email: "koppeling@zonveer.example", Role: "integrator", Unit: "Zonveer Modules"},
	}}}}
	return w, site
}

// postClock sends JSON as a script does, and returns what came back.
func postClock(t *testing.T, site *webtest.Site, body string) (int, string, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, site.URL+"/demo/clock", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatalf("%d is answered by no JSON: %s", answer.StatusCode, text)
	}
	return answer.StatusCode, answer.Header.Get("Content-Type"), fields
}

func TestOPS4_TheClockGoesOnAndDoesWhatIsDue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, site := open(t, d, clock)
		id := w.Lead(t, "Waits Too Long").ID
		if _, err := w.Placement.Claim(context.Background(), w.Joost, id); err != nil {
			t.Fatal(err)
		}
		status, _, answer := postClock(t, site, `{"advance":"25h"}`)
		if want := dbtest.Start.Add(25 * time.Hour).Format(time.RFC3339); status != http.StatusOK || answer["now"] != want {
			t.Errorf("answered %d %v, want %s", status, answer, want)
		}
		if at := placeOf(t, w, id); at != lead.PlacePlaced {
			t.Errorf("after 25 hours of 48 the lead is at %s", at)
		}
		status, _, answer = postClock(t, site, `{"at":"2026-03-06T10:15:00+01:00"}`)
		if status != http.StatusOK || answer["now"] != "2026-03-06T09:15:00Z" {
			t.Errorf("answered %d %v", status, answer)
		}
		if at := placeOf(t, w, id); at != lead.PlaceMarket {
			t.Errorf("when the claim has run out, the lead is at %s", at)
		}
		names := map[string]bool{}
		for _, m := range w.Mails(t, "joost@zonveer.example") {
			names[m.Name] = true
		}
		for _, want := range []string{"placement.warned", "placement.lapsed"} {
			if !names[want] {
				t.Errorf("no mail %s went out; there were %v", want, names)
			}
		}
	})
}

func placeOf(t *testing.T, w *testworld.World, id base.ID) lead.Place {
	t.Helper()
	v, err := w.Leads.Get(context.Background(), w.Admin, id)
	if err != nil {
		t.Fatal(err)
	}
	return v.Lead.Place
}

func TestOPS4_TheClockRefusesWhatItCannot(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		_, site := open(t, d, clock)
		for body, want := range map[string]int{
			`{"at":"2026-03-04T09:14:59Z"}`:                http.StatusConflict,
			`{"advance":"-1h"}`:                            http.StatusConflict,
			`{"advance":"50000h"}`:                         http.StatusUnprocessableEntity,
			`{"at":"2099-01-01T00:00:00Z"}`:                http.StatusUnprocessableEntity,
			`{"advance":"tomorrow"}`:                       http.StatusUnprocessableEntity,
			`{"at":"tomorrow"}`:                            http.StatusUnprocessableEntity,
			`{}`:                                           http.StatusUnprocessableEntity,
			`{"advance":"1h","at":"2026-03-05T00:00:00Z"}`: http.StatusUnprocessableEntity,
			`advance`:                                      http.StatusUnprocessableEntity,
		} {
			status, kind, answer := postClock(t, site, body)
			if status != want || kind != "application/problem+json" || answer["detail"] == "" {
				t.Errorf("%s is answered by %d %s %v, want %d", body, status, kind, answer, want)
			}
		}
		if !clock.Now().Equal(dbtest.Start) {
			t.Errorf("the clock moved to %v", clock.Now())
		}
	})
}

func TestOPS4_TheControlOnAPageLeadsBackToIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		_, site := open(t, d, clock)
		b := site.Visitor(t)
		if a := b.Post("/demo/clock", url.Values{"advance": {"1h"}}); a.Status != http.StatusSeeOther || a.Location() != "/" {
			t.Errorf("answered %d to %s", a.Status, a.Location())
		}
		a := b.Post("/demo/clock", url.Values{"at": {"2026-03-05T08:00"}, "zone": {"Europe/Amsterdam"}})
		if want := time.Date(2026, 3, 5, 7, 0, 0, 0, time.UTC); a.Status != http.StatusSeeOther || !clock.Now().Equal(want) {
			t.Errorf("answered %d, the clock shows %v, want %v", a.Status, clock.Now(), want)
		}
		a = b.Post("/demo/clock", url.Values{"at": {"2026-03-05T07:00"}, "zone": {"Europe/Amsterdam"}})
		if a.Status != http.StatusConflict || a.Doc.Find("h1").Length() != 1 {
			t.Errorf("going back is answered by %d %s", a.Status, a.Text("h1"))
		}
		if b.Get("/").Doc.Find(`.demo-bar form[action="/demo/clock"]`).Length() == 0 {
			t.Error("the page has no control for the time")
		}
	})
}

func TestOPS4_OneClickSignsIn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, site := open(t, d, clock)
		b := site.Visitor(t)
		page := b.Get("/")
		if page.Status != http.StatusOK || !strings.Contains(page.Text(`[data-workspace="zonveer"]`), "Joost Brinkhuis") {
			t.Fatalf("the first page, %d, shows %q", page.Status, page.Text("main"))
		}
		if got := page.Doc.Find(`[data-workspace="zonveer"] button[name="member"]`).Length(); got != 1 {
			t.Errorf("%d people can be clicked, want 1: programs sign in nowhere", got)
		}
		if !strings.Contains(page.Text(`[data-people="zonveer"]`), testworld.Password) {
			t.Error("the list does not tell the password")
		}
		if page.Doc.Find(`a[href="/zonveer/f/bereken"]`).Length() != 1 {
			t.Error("the calculator is not linked")
		}
		a := b.Post("/demo/sign-in", url.Values{"workspace": {"zonveer"}, "member": {w.Joost.Member.String()}})
		if a.Status != http.StatusSeeOther || a.Location() != "/zonveer/" || b.Cookie("sluice_session_zonveer") == "" {
			t.Errorf("answered %d to %s", a.Status, a.Location())
		}
		for _, form := range []url.Values{
			{"workspace": {"zonveer"}, "member": {base.ID(7).String()}},
			{"workspace": {"zonveer"}, "member": {w.Fenna.Member.String()}},
			{"workspace": {"other"}, "member": {w.Joost.Member.String()}},
			{},
		} {
			if a := b.Post("/demo/sign-in", form); a.Status != http.StatusNotFound {
				t.Errorf("%v is answered by %d", form, a.Status)
			}
		}
	})
}

func TestOPS6_ScriptsReadTheMails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, site := open(t, d, clock)
		w.Lead(t, "Asks Once")
		if _, _, mails := getMails(t, site, "joost@zonveer.example"); len(mails) != 0 {
			t.Errorf("%d mails before any was sent", len(mails))
		}
		w.Settle(t)
		status, kind, mails := getMails(t, site, "joost@zonveer.example")
		if status != http.StatusOK || kind != "application/json" || len(mails) != 1 {
			t.Fatalf("answered %d %s with %d mails", status, kind, len(mails))
		}
		for _, key := range []string{"to", "subject", "text", "html", "sent_at"} {
			if mails[0][key] == "" || mails[0][key] == nil {
				t.Errorf("the mail has no %s: %v", key, mails[0])
			}
		}
		if mails[0]["to"] != "joost@zonveer.example" || mails[0]["sent_at"] != dbtest.Start.Format(time.RFC3339) {
			t.Errorf("the mail went to %v at %v", mails[0]["to"], mails[0]["sent_at"])
		}
		if _, _, others := getMails(t, site, "nobody@zonveer.example"); len(others) != 0 {
			t.Errorf("nobody got %d mails", len(others))
		}
	})
}

func getMails(t *testing.T, site *webtest.Site, to string) (int, string, []map[string]any) {
	t.Helper()
	a := site.Visitor(t).Get("/demo/mail?to=" + url.QueryEscape(to))
	var mails []map[string]any
	if err := json.Unmarshal([]byte(a.Body), &mails); err != nil {
		t.Fatalf("%d %s: %v", a.Status, a.Body, err)
	}
	return a.Status, a.Header.Get("Content-Type"), mails
}
