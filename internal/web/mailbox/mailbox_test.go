package mailbox_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/outbox"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/mailbox"
	"sluice/internal/web/session"
	"sluice/internal/web/webtest"
)

func open(t *testing.T, w *testworld.World) *webtest.Site {
	t.Helper()
	site := webtest.New(t, w, []kit.Section{session.Section(), mailbox.Section()}, mailbox.DemoRoutes()...)
	workspace, err := w.Org.WorkspaceBySlug(context.Background(), w.Slug)
	if err != nil {
		t.Fatal(err)
	}
	site.Kit.Demo = &kit.Demo{Clock: w.Clock, Loop: w.Loop, People: []kit.DemoWorkspace{{Workspace: workspace}}}
	return site
}

// written is a mail to Joost about a new lead.
func written(t *testing.T, w *testworld.World) outbox.Message {
	t.Helper()
	w.Lead(t, "Asks For Panels")
	w.Settle(t)
	mails := w.Mails(t, "joost@zonveer.example")
	if len(mails) != 1 {
		t.Fatalf("%d mails, want 1", len(mails))
	}
	return mails[0]
}

func TestMSG1_TheAdminReadsTheMailbox(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		site, m := open(t, w), written(t, w)
		admin := site.As(t, w.Admin)
		list := admin.Get("/zonveer/mailbox")
		if list.Status != http.StatusOK || list.Doc.Find(".mailbox .rows a.cover").Length() < 2 {
			t.Fatalf("the list, %d, shows %q", list.Status, list.Text("main"))
		}
		only := admin.Get("/zonveer/mailbox?to=joost@zonveer.example")
		if got := only.Doc.Find(".mailbox .rows a.cover").Length(); got != 1 {
			t.Errorf("%d mails to Joost, want 1", got)
		}
		path := "/zonveer/mailbox/" + m.ID.String()
		one := admin.Get(path)
		frame := one.Doc.Find("iframe")
		if frame.AttrOr("src", "") != path+"/html" || !strings.Contains(one.Text(".mail-view"), m.Subject) {
			t.Errorf("the mail, %d, shows %q in %q", one.Status, one.Text(".mail-view"), frame.AttrOr("src", ""))
		}
		if got := one.Doc.Find(`.mail-view a[href="/zonveer/leads/` + m.Lead.String() + `"]`).Length(); got != 1 {
			t.Error("the mail does not lead to its lead")
		}
		text := admin.Get(path + "?part=text")
		if text.Doc.Find("iframe").Length() != 0 || !strings.Contains(text.Doc.Find("pre").Text(), "http") {
			t.Errorf("as text it shows %q", text.Text(".mail-view"))
		}
	})
}

func TestMSG1_AMailIsShownWithoutPowerOverThePage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		site, m := open(t, w), written(t, w)
		admin := site.As(t, w.Admin)
		path := "/zonveer/mailbox/" + m.ID.String()
		one := admin.Get(path)
		sandbox, boxed := one.Doc.Find("iframe").Attr("sandbox")
		if !boxed || strings.Contains(sandbox, "allow-scripts") || strings.Contains(sandbox, "allow-same-origin") {
			t.Errorf("the frame is boxed (%t) by %q", boxed, sandbox)
		}
		if policy := one.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src 'self'") {
			t.Errorf("the page may not show its frame: %s", policy)
		}
		html := admin.Get(path + "/html")
		policy := html.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'self'", "sandbox"} {
			if !strings.Contains(policy, want) {
				t.Errorf("the mail's policy lacks %s: %s", want, policy)
			}
		}
		if strings.Contains(policy, "script-src") || html.Doc.Find(`head base[target="_top"]`).Length() != 1 {
			t.Errorf("links of the mail open in its frame, or it may run scripts: %s", policy)
		}
	})
}

// Who may look at settings and not change them must not become an admin by the link of an admin's mail.
func TestACC2_AMailboxIsForWhoMayChangeEverything(t *testing.T) {
	looking := base.Actor{Workspace: 1, Member: 2, Rights: base.Rights{access.SettingsView: base.ReachWorkspace}}
	for _, route := range mailbox.Section().Routes {
		if err := route.Rule.Check(looking); base.CodeOf(err) != base.CodeForbidden {
			t.Errorf("%s: %v", route.Path, err)
		}
	}
}

func TestINV7_AMailboxIsTheAdminsOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		other := testworld.Named(t, d, clock, "anders")
		site, m := open(t, w), written(t, w)
		paths := []string{"/zonveer/mailbox", "/zonveer/mailbox/" + m.ID.String(), "/zonveer/mailbox/" + m.ID.String() + "/html"}
		for _, path := range paths {
			if a := site.As(t, w.Joost).Get(path); a.Status != http.StatusForbidden {
				t.Errorf("%s: an installer is answered by %d", path, a.Status)
			}
			if a := site.Visitor(t).Get(path); a.Status != http.StatusSeeOther {
				t.Errorf("%s: a visitor is answered by %d", path, a.Status)
			}
		}
		admin := webtest.New(t, other, []kit.Section{mailbox.Section()}).As(t, other.Admin)
		for _, path := range []string{"/anders/mailbox/" + m.ID.String(), "/anders/mailbox/" + m.ID.String() + "/html", "/anders/mailbox/none"} {
			if a := admin.Get(path); a.Status != http.StatusNotFound {
				t.Errorf("%s: another workspace's admin is answered by %d", path, a.Status)
			}
		}
	})
}

func TestMSG1_TheDemoShowsEveryMailbox(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		site, m := open(t, w), written(t, w)
		b := site.Visitor(t)
		if a := b.Get("/demo/mailbox"); a.Location() != "/demo/mailbox/zonveer" {
			t.Errorf("leads to %q", a.Location())
		}
		if a := b.Get("/demo/mailbox/zonveer"); a.Status != http.StatusOK || !strings.Contains(a.Text(".mailbox"), m.Subject) {
			t.Errorf("the list, %d, shows %q", a.Status, a.Text(".mailbox"))
		}
		path := "/demo/mailbox/zonveer/" + m.ID.String()
		if a := b.Get(path); a.Doc.Find(`iframe[src="`+path+`/html"]`).Length() != 1 {
			t.Errorf("the mail, %d, has no frame", a.Status)
		}
		if a := b.Get(path + "/html"); a.Status != http.StatusOK || !strings.Contains(a.Body, "zonveer") {
			t.Errorf("its HTML is answered by %d", a.Status)
		}
		if a := b.Get("/demo/mailbox/nobody"); a.Status != http.StatusNotFound {
			t.Errorf("a workspace that is not there is answered by %d", a.Status)
		}
	})
}
