package session

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

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
		fn(t, webtest.New(t, testworld.New(t, d, clock), []kit.Section{Section(), home()}, FrontRoutes()...))
	})
}

// home is a page that wants a member.
func home() kit.Section {
	return kit.Section{Key: "home", Path: "/home", Label: "page.nav_home", Icon: "home", Rule: kit.SignedIn(), Routes: []kit.Route{{
		Method: http.MethodGet, Path: "/home", Rule: kit.SignedIn(), Handler: func(r *kit.Request) error {
			_, err := r.Writer.Write([]byte("<h1>" + r.Actor.Name + "</h1>"))
			return err
		},
	}}}
}

func credentials(email, password string) url.Values {
	return url.Values{"email": {email}, "password": {password}}
}

func TestACC1_SigningInLeadsToThePageThatWasAskedFor(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		asked := b.Get("/zonveer/home?tab=all")
		if asked.Status != http.StatusSeeOther {
			t.Fatalf("a visitor was answered %d", asked.Status)
		}
		page := b.Get(asked.Location())
		if page.Status != http.StatusOK || page.Value("next") != "/zonveer/home?tab=all" {
			t.Fatalf("%d, next %q", page.Status, page.Value("next"))
		}
		form := credentials("joost@zonveer.example", testworld.Password)
		form.Set("next", page.Value("next"))
		in := b.Post("/zonveer/sign-in", form)
		if in.Status != http.StatusSeeOther || in.Location() != "/zonveer/home?tab=all" {
			t.Fatalf("%d to %q", in.Status, in.Location())
		}
		if got := b.Get(in.Location()).Text("h1"); got != "Joost Brinkhuis" {
			t.Errorf("signed in as %q", got)
		}
		if again := b.Get("/zonveer/sign-in"); again.Location() != "/zonveer/home" {
			t.Errorf("a member is asked to sign in again: %d %q", again.Status, again.Location())
		}
		if out := b.Post("/zonveer/sign-out", nil); out.Location() != "/zonveer/sign-in" {
			t.Errorf("signing out led to %q", out.Location())
		}
		if after := b.Get("/zonveer/home"); after.Status != http.StatusSeeOther {
			t.Errorf("signed out and answered %d", after.Status)
		}
	})
}

func TestACC1_EveryRefusalReadsTheSame(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		if err := s.World.Org.SuspendMember(context.Background(), s.World.Admin, s.World.Bram.Member); err != nil {
			t.Fatal(err)
		}
		for _, c := range []url.Values{
			credentials("nobody@zonveer.example", testworld.Password),
			credentials("joost@zonveer.example", "something else"),
			credentials("bram@zonveer.example", testworld.Password),
			credentials(`"><script>`, ""),
		} {
			b := s.Visitor(t)
			got := b.Post("/zonveer/sign-in", c)
			if got.Status != http.StatusUnprocessableEntity || got.Text(".error") != "E-mail and password do not match." {
				t.Errorf("%q: %d %q", c.Get("email"), got.Status, got.Text(".error"))
			}
			if got.Value("email") != c.Get("email") {
				t.Errorf("what was typed is gone: %q", got.Value("email"))
			}
			if c.Get("password") != "" && strings.Contains(got.Body, c.Get("password")) {
				t.Error("the page repeats the password")
			}
			if b.Cookie("sluice_session_zonveer") != "" {
				t.Error("a refusal left a session")
			}
		}
	})
}

func TestACC1_TooManyTriesAreToldHowLongToWait(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		for range 5 {
			b.Post("/zonveer/sign-in", credentials("joost@zonveer.example", "guess"))
		}
		held := b.Post("/zonveer/sign-in", credentials("joost@zonveer.example", testworld.Password))
		if held.Status != http.StatusTooManyRequests || !strings.Contains(held.Text("[role=alert]"), "Too many attempts") {
			t.Fatalf("%d %q", held.Status, held.Text("[role=alert]"))
		}
		s.World.Clock.Advance(time.Minute)
		if in := b.Post("/zonveer/sign-in", credentials("joost@zonveer.example", testworld.Password)); in.Status != http.StatusSeeOther {
			t.Errorf("after waiting: %d", in.Status)
		}
	})
}

func TestACC6_SigningInLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/zonveer/leads/1?a=b":       "/zonveer/leads/1?a=b",
		"/zonveer/":                  "/zonveer/",
		"":                           "",
		"/":                          "",
		"/zonveer":                   "",
		"/zonveer2/leads":            "",
		"/other/leads":               "",
		"/zonveer/../other/leads":    "",
		"/zonveer/%2e%2e/other":      "",
		"//evil.example/zonveer/":    "",
		"https://evil.example/":      "",
		"/\\evil.example/zonveer/":   "",
		"javascript:alert(1)":        "",
		"zonveer/leads":              "",
		"http:/zonveer/leads":        "",
		"/zonveer/leads\r\nX-Evil:1": "",
	} {
		if got := ownPath("zonveer", next); got != want {
			t.Errorf("%q leads to %q, want %q", next, got, want)
		}
	}
}

var mailed = regexp.MustCompile(`/zonveer/(?:reset|invitation)/[0-9A-Za-z_-]+`)

// link is the address in the newest mail to somebody.
func link(t *testing.T, s *webtest.Site, to string) string {
	t.Helper()
	mails := s.World.Mails(t, to)
	if len(mails) == 0 {
		t.Fatalf("no mail to %s", to)
	}
	found := mailed.FindString(mails[0].Text)
	if found == "" {
		t.Fatalf("no link in %q", mails[0].Text)
	}
	return found
}

func TestACC1_AForgottenPasswordAnswersTheSameForAll(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		known := b.Post("/zonveer/forgot", url.Values{"email": {"joost@zonveer.example"}})
		unknown := b.Post("/zonveer/forgot", url.Values{"email": {"nobody@zonveer.example"}})
		same := strings.ReplaceAll(unknown.Body, "nobody@", "joost@")
		if known.Status != http.StatusOK || known.Status != unknown.Status || known.Body != same {
			t.Errorf("%d and %d, or other words", known.Status, unknown.Status)
		}
		if wrong := b.Post("/zonveer/forgot", url.Values{"email": {"joost"}}); wrong.Status != http.StatusUnprocessableEntity ||
			wrong.Value("email") != "joost" || wrong.Text(".error") == "" {
			t.Errorf("%d %q", wrong.Status, wrong.Text(".error"))
		}
		if len(s.World.Mails(t, "nobody@zonveer.example")) != 0 {
			t.Error("mail to nobody")
		}
	})
}

func TestINV9_ALinkIsUsedByItsFormOnly(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		b.Post("/zonveer/forgot", url.Values{"email": {"joost@zonveer.example"}})
		at := link(t, s, "joost@zonveer.example")
		for range 3 {
			if page := b.Get(at); page.Status != http.StatusOK || !strings.Contains(page.Body, "joost@zonveer.example") {
				t.Fatalf("%d", page.Status)
			}
		}
		short := b.Post(at, url.Values{"password": {"short"}})
		if short.Status != http.StatusUnprocessableEntity || short.Text(".error") == "" {
			t.Errorf("%d %q", short.Status, short.Text(".error"))
		}
		done := b.Post(at, url.Values{"password": {"een dak vol licht"}})
		if done.Status != http.StatusSeeOther || done.Location() != "/zonveer/home" {
			t.Fatalf("%d %q", done.Status, done.Location())
		}
		if b.Get("/zonveer/home").Status != http.StatusOK {
			t.Error("the new password did not sign in")
		}
		over := s.Visitor(t).Get(at)
		if over.Status != http.StatusGone || over.Doc.Find(`a[href="/zonveer/forgot"]`).Length() != 1 {
			t.Errorf("a used link: %d", over.Status)
		}
		if again := s.Visitor(t).Post(at, url.Values{"password": {"nog een wachtwoord"}}); again.Status != http.StatusGone {
			t.Errorf("a used link took a password: %d", again.Status)
		}
		if none := b.Get("/zonveer/reset/nothing"); none.Status != http.StatusNotFound {
			t.Errorf("an invented link: %d", none.Status)
		}
	})
}

func TestACC1_AnInvitationIsAccepted(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		_, err := w.Org.CreateMember(context.Background(), w.Fenna, org.NewMember{Unit: w.Veluwe, Role: "installer", Name: "Tess", Email: "tess@zonveer.example"})
		if err != nil {
			t.Fatal(err)
		}
		at, b := link(t, s, "tess@zonveer.example"), s.Visitor(t)
		if page := b.Get(at); page.Status != http.StatusOK || page.Value("name") != "Tess" {
			t.Fatalf("%d %q", page.Status, page.Value("name"))
		}
		refused := b.Post(at, url.Values{"name": {"Tess Hoek"}, "password": {"tess"}})
		if refused.Status != http.StatusUnprocessableEntity || refused.Value("name") != "Tess Hoek" {
			t.Errorf("%d, name %q", refused.Status, refused.Value("name"))
		}
		in := b.Post(at, url.Values{"name": {"Tess Hoek"}, "password": {"een dak vol licht"}})
		if in.Status != http.StatusSeeOther {
			t.Fatalf("%d", in.Status)
		}
		if got := b.Get(in.Location()).Text("h1"); got != "Tess Hoek" {
			t.Errorf("joined as %q", got)
		}
		if over := s.Visitor(t).Get(at); over.Status != http.StatusGone || over.Doc.Find(`a[href="/zonveer/sign-in"]`).Length() != 1 {
			t.Errorf("a used invitation: %d", over.Status)
		}
	})
}

func TestOPS1_TheFirstPageLeadsOn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.Services(t, d, clock)
		s := webtest.New(t, w, nil, FrontRoutes()...)
		if got := s.Visitor(t).Get("/").Location(); got != "/setup" {
			t.Errorf("an empty installation leads to %q", got)
		}
		testworld.Named(t, d, clock, "zonveer")
		if got := s.Visitor(t).Get("/").Location(); got != "/zonveer/" {
			t.Errorf("the only workspace: %q", got)
		}
		testworld.Named(t, d, clock, "helder")
		page := s.Visitor(t).Get("/")
		if page.Status != http.StatusOK || strings.Contains(page.Body, "helder") {
			t.Errorf("%d, or it tells who works here", page.Status)
		}
		if got := s.Visitor(t).Get("/?workspace=+Helder").Location(); got != "/helder/" {
			t.Errorf("the one named: %q", got)
		}
		if got := s.Visitor(t).Get("/?workspace=else"); got.Status != http.StatusUnprocessableEntity || got.Value("workspace") != "else" {
			t.Errorf("an unknown one: %d", got.Status)
		}
	})
}
