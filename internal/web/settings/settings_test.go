package settings

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

func TestACC2_SettingsAreForWhoeverMaySeeThem(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		admin, manager := s.As(t, s.World.Admin), s.As(t, s.World.Manager)
		for _, path := range []string{"", "/pipeline", "/roles", "/audit"} {
			if got := admin.Get("/zonveer/settings" + path); got.Status != http.StatusOK || got.Doc.Find(`[role="tab"][aria-selected="true"]`).Length() != 1 {
				t.Errorf("an admin on %q: %d", path, got.Status)
			}
			if got := manager.Get("/zonveer/settings" + path); got.Status != http.StatusForbidden {
				t.Errorf("an account manager on %q: %d", path, got.Status)
			}
		}
	})
}

// Without a mail server the mails must be found somewhere; with one there is no mailbox to lead to.
func TestMSG1_SettingsLeadToTheMailbox(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		for server, links := range map[string]int{"": 1, "mail.zonveer.example": 0} {
			s.Kit.MailServer = server
			overview := s.As(t, s.World.Admin).Get("/zonveer/settings")
			if got := overview.Doc.Find(`main a[href="/zonveer/mailbox"]`).Length(); got != links {
				t.Errorf("with the mail server %q there are %d links, want %d", server, got, links)
			}
		}
	})
}

func TestACC2_ThePagesSayWhatTheConfigurationHolds(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.As(t, s.World.Admin)
		doc := configuration(t, s)
		overview := b.Get("/zonveer/settings")
		if got := overview.Text(".facts"); !strings.Contains(got, "Zonveer Modules") || !strings.Contains(got, "Europe/Amsterdam") {
			t.Errorf("facts: %q", got)
		}
		pipeline := b.Get("/zonveer/settings/pipeline")
		if got := pipeline.Doc.Find("ul.rows > li").Length(); got != len(doc.Document.Stages) {
			t.Errorf("%d stages", got)
		}
		if got := pipeline.Text("ol.rows li"); !strings.Contains(got, "7 days") || !strings.Contains(got, "4 hours") {
			t.Errorf("the market's step: %q", got)
		}
		allowed := 0
		for _, stage := range doc.Document.Stages {
			allowed += len(stage.Moves)
		}
		if got := pipeline.Doc.Find(".moves [role=img]").Length(); got != allowed {
			t.Errorf("%d moves, want %d", got, allowed)
		}
		roles := b.Get("/zonveer/settings/roles")
		if got := roles.Doc.Find("tbody tr").Length() * roles.Doc.Find("tbody tr").First().Find("td").Length(); got != 20*len(doc.Document.Roles) {
			t.Errorf("%d cells of rights", got)
		}
		want := []string{"See leads", "own", "unit", "territory", "everything", "everything"}
		if got := roles.Cells("tbody tr"); !slices.Equal(got, want) {
			t.Errorf("the first right: %q", got)
		}
	})
}

func configuration(t *testing.T, s *webtest.Site) *org.Config {
	t.Helper()
	config, err := s.World.Org.Config(t.Context(), s.World.WS)
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func TestACC5_TheAuditLogIsSearched(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		if err := w.Org.SuspendMember(t.Context(), w.Fenna, w.Joost.Member); err != nil {
			t.Fatal(err)
		}
		if err := w.Org.EditUnit(t.Context(), w.Fenna, w.Veluwe, org.UnitDetails{Name: "Zonwerk Veluwe", Areas: []org.Area{{Country: "NL", From: "7000", To: "7999"}}, Email: "nieuw@zonwerk.example", Postcode: "7311"}); err != nil {
			t.Fatal(err)
		}
		_, _ = w.Org.SignIn(t.Context(), w.WS, org.Credentials{Email: "nobody@zonveer.example", Password: "x", Device: org.Device{Address: "192.0.2.9"}})
		b := s.As(t, w.Admin)
		everything := b.Get("/zonveer/settings/audit")
		for _, want := range []string{"Suspended", "Sign-in refused", "Workspace created", "192.0.2.9"} {
			if !strings.Contains(everything.Body, want) {
				t.Errorf("%q is not in the log", want)
			}
		}
		for asked, want := range map[string]string{
			"kind=member_suspended":                               "Suspended | Fenna Mulder | Joost Brinkhuis | ",
			"kind=member&actor=" + w.Fenna.Member.String():        "Suspended | Fenna Mulder | Joost Brinkhuis | ",
			"kind=unit_changed":                                   "Unit changed | Fenna Mulder | Zonwerk Veluwe | e-mail: info@zonwerk.example → nieuw@zonwerk.example",
			"subject=" + w.Joost.Member.String() + "&kind=member": "Suspended | Fenna Mulder | Joost Brinkhuis | ",
		} {
			page := b.Get("/zonveer/settings/audit?" + asked)
			row := strings.Join(page.Cells("tbody tr"), " | ")
			if row != "Wed 4 Mar 10:15 | "+want {
				t.Errorf("%s: %q", asked, row)
			}
		}
		if none := b.Get("/zonveer/settings/audit?" + url.Values{"kind": {"%"}}.Encode()); none.Status != http.StatusOK || none.Doc.Find("tbody tr").Length() != 0 {
			t.Errorf("%d, %d rows", none.Status, none.Doc.Find("tbody tr").Length())
		}
	})
}

func TestACC5_TheLogGoesOn(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		for range 60 {
			if err := w.Org.SetAvailability(t.Context(), w.Fenna, w.Veluwe, org.Availability{State: org.UnitActive}); err != nil {
				t.Fatal(err)
			}
		}
		b, seen := s.As(t, w.Admin), 0
		for at := "/zonveer/settings/audit?kind=unit_availability"; at != ""; {
			page := b.Get(at)
			seen += page.Doc.Find("tbody tr").Length()
			next := page.Doc.Find(".pager a").Last()
			if at = next.AttrOr("href", ""); !strings.Contains(at, "cursor=") {
				at = ""
			}
		}
		if seen != 60 {
			t.Errorf("%d of 60 entries over the pages", seen)
		}
	})
}

func TestACC2_EveryPermissionAndReachHasWords(t *testing.T) {
	s := webtest.New(t, testworld.New(t, dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start)), base.NewFrozenClock(dbtest.Start)), []kit.Section{Section()})
	b := s.As(t, s.World.Admin)
	for _, path := range []string{"", "/pipeline", "/roles", "/audit"} {
		if page := b.Get("/zonveer/settings" + path); strings.Contains(page.Text("main"), "config.") {
			t.Errorf("%s shows a key", path)
		}
	}
}
