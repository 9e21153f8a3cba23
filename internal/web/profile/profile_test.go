package profile

import (
	"net/http"
	"net/url"
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

func TestACC1_AMemberSetsItsProfile(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.As(t, s.World.Joost)
		page := b.Get("/zonveer/profile")
		if page.Status != http.StatusOK || page.Value("name") != "Joost Brinkhuis" || page.Doc.Find(`[name="theme"]:checked`).AttrOr("value", "-") != "" {
			t.Fatalf("%d %q", page.Status, page.Value("name"))
		}
		form := url.Values{"name": {"Joost B."}, "phone": {"06 12345678"}, "lang": {"pl"}, "theme": {"dark"}, "market_mail": {"digest"}}
		if got := b.Post("/zonveer/profile", form); got.Location() != "/zonveer/profile" {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		page = b.Get("/zonveer/profile")
		if page.Text(".toast") != "Profil zapisany." || page.Doc.Find("html").AttrOr("data-theme", "") != "dark" || page.Doc.Find("html").AttrOr("lang", "") != "pl" {
			t.Errorf("%q, theme %q, lang %q", page.Text(".toast"), page.Doc.Find("html").AttrOr("data-theme", ""), page.Doc.Find("html").AttrOr("lang", ""))
		}
		m, err := s.World.Org.Member(t.Context(), s.World.Joost, s.World.Joost.Member)
		if err != nil || m.Name != "Joost B." || m.Phone != "06 12345678" || m.MarketMail != org.MailDigest {
			t.Errorf("%+v %v", m, err)
		}
		form.Set("name", "")
		form.Set("theme", "neon")
		refused := b.Post("/zonveer/profile", form)
		if refused.Status != http.StatusUnprocessableEntity || refused.Value("phone") != "06 12345678" || refused.Doc.Find(".error").Length() != 2 {
			t.Errorf("%d, %d errors", refused.Status, refused.Doc.Find(".error").Length())
		}
	})
}

func TestMKT1_OnlyWhoClaimsIsAskedAboutItsMails(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		if s.As(t, s.World.Joost).Get("/zonveer/profile").Doc.Find(`[name="market_mail"]`).Length() != 3 {
			t.Error("an installer is not asked")
		}
		b := s.As(t, s.World.Admin)
		if b.Get("/zonveer/profile").Doc.Find(`[name="market_mail"]`).Length() != 0 {
			t.Error("an admin is asked")
		}
		if got := b.Post("/zonveer/profile", url.Values{"name": {"Ineke"}, "theme": {""}}); got.Status != http.StatusSeeOther {
			t.Errorf("without the answer: %d %s", got.Status, got.Text(".error"))
		}
	})
}

func TestACC1_ANewPasswordEndsTheOtherSessions(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b, other := s.As(t, s.World.Joost), s.As(t, s.World.Joost)
		for field, form := range map[string]url.Values{
			"old": {"old": {"not this one"}, "new": {"een dak vol licht"}},
			"new": {"old": {testworld.Password}, "new": {"kort"}},
		} {
			got := b.Post("/zonveer/profile/password", form)
			if got.Status != http.StatusUnprocessableEntity || got.Doc.Find(`[name="`+field+`"][aria-invalid]`).Length() != 1 ||
				strings.Contains(got.Body, "een dak vol licht") {
				t.Errorf("%s: %d", field, got.Status)
			}
		}
		if got := b.Post("/zonveer/profile/password", url.Values{"old": {testworld.Password}, "new": {"een dak vol licht"}}); got.Location() != "/zonveer/profile" {
			t.Fatalf("%d %s", got.Status, got.Text(".error"))
		}
		if got := b.Get("/zonveer/profile"); got.Status != http.StatusOK {
			t.Errorf("signed out by its own change: %d", got.Status)
		}
		if got := other.Get("/zonveer/profile"); got.Status != http.StatusSeeOther {
			t.Errorf("the other device reads on: %d", got.Status)
		}
	})
}

func TestACC1_SessionsAreListedAndRevoked(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b, second, third := s.As(t, s.World.Joost), s.As(t, s.World.Joost), s.As(t, s.World.Joost)
		page := b.Get("/zonveer/profile")
		if page.Doc.Find("#sessions li").Length() != 3 || page.Doc.Find("#sessions li .badge").Length() != 1 {
			t.Fatalf("%d sessions", page.Doc.Find("#sessions li").Length())
		}
		one := page.Doc.Find("#sessions li form").First().AttrOr("action", "")
		if got := s.As(t, s.World.Fenna).Post(one, nil); got.Status != http.StatusNotFound {
			t.Errorf("somebody else's session: %d", got.Status)
		}
		if got := b.Post(one, nil); got.Location() != "/zonveer/profile" {
			t.Fatalf("%d", got.Status)
		}
		if alive := (second.Get("/zonveer/profile").Status == http.StatusOK) != (third.Get("/zonveer/profile").Status == http.StatusOK); !alive {
			t.Error("not exactly one of the two was ended")
		}
		if got := b.Post("/zonveer/profile/sessions", nil); got.Location() != "/zonveer/profile" {
			t.Fatalf("%d", got.Status)
		}
		if got := b.Get("/zonveer/profile").Doc.Find("#sessions li").Length(); got != 1 {
			t.Errorf("%d sessions are left", got)
		}
	})
}

func TestACC4_ATokensSecretIsShownOnce(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		b := s.As(t, w.Admin)
		made := b.Post("/zonveer/profile/tokens", url.Values{"name": {"Website"}, "lasts": {"90"}, "scope": {"lead.create", "lead.view"}})
		secret := made.Text("#token-secret")
		if made.Status != http.StatusOK || !strings.HasPrefix(secret, "slc_") {
			t.Fatalf("%d %q", made.Status, secret)
		}
		actor, err := w.Org.ActorByToken(t.Context(), secret)
		if err != nil || len(actor.Rights) != 2 {
			t.Errorf("%v %v", actor.Rights, err)
		}
		page := b.Get("/zonveer/profile/tokens")
		if strings.Contains(page.Body, secret) || !strings.Contains(page.Text(".rows li"), "Enter leads, See leads") {
			t.Errorf("listed as %q", page.Text(".rows li"))
		}
		revoke := page.Doc.Find(".rows li form").AttrOr("action", "")
		if got := b.Post(revoke, nil); got.Location() != "/zonveer/profile/tokens" {
			t.Fatalf("%d", got.Status)
		}
		if _, err := w.Org.ActorByToken(t.Context(), secret); base.CodeOf(err) != base.CodeUnauthenticated {
			t.Errorf("revoked and still working: %v", err)
		}
	})
}

func TestACC4_TokensAreForWhoeverMayManageThem(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		b := s.As(t, w.Fenna)
		if got := b.Get("/zonveer/profile/tokens"); got.Status != http.StatusForbidden {
			t.Errorf("a partner manager: %d", got.Status)
		}
		if b.Get("/zonveer/profile").Doc.Find(`a[href="/zonveer/profile/tokens"]`).Length() != 0 {
			t.Error("the way to the tokens is shown to who may not go it")
		}
		admin := s.As(t, w.Admin)
		for field, value := range map[string]string{"name": "", "lasts": "12", "scope": "moon.view"} {
			form := url.Values{"name": {"Website"}, "lasts": {"30"}}
			form.Set(field, value)
			got := admin.Post("/zonveer/profile/tokens", form)
			if got.Status != http.StatusUnprocessableEntity || got.Text(".error") == "" {
				t.Errorf("%s: %d", field, got.Status)
			}
		}
	})
}

func TestACC1_DevicesAreNamed(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36":   "Chrome, Android",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0":                   "Edge, Windows",
		"Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0":                                              "Firefox, Linux",
		"curl/8.0": "",
	} {
		if got := deviceOf(agent); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}
