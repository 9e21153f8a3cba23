package setup

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/testworld"
	"sluice/internal/web/webtest"
)

func each(t *testing.T, fn func(t *testing.T, s *webtest.Site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		s := webtest.New(t, testworld.Services(t, d, clock), nil, Routes()...)
		s.Kit.Secret = []byte("a secret of the installation")
		fn(t, s)
	})
}

// answers are a whole set-up, page by page.
func answers() map[string]url.Values {
	return map[string]url.Values{
		"you":   {"name": {"Ineke Smit"}, "email": {"ineke@zonveer.example"}, "password": {"een dak vol licht"}},
		"kind":  {"blueprint": {"solar-market"}},
		"brand": {"brand": {"Zonveer Modules"}, "slug": {""}, "lang": {"nl"}, "country": {"NL"}, "zone": {"Europe/Amsterdam"}, "currency": {"EUR"}, "hue": {"285"}},
		"partners": {
			"partner_0_name": {"Zonwerk Veluwe"}, "partner_0_from": {"73"}, "partner_0_to": {"75"}, "partner_2_name": {"Dakkracht Twente"},
		},
		"mail": {},
	}
}

// reach answers every page before the one named.
func reach(t *testing.T, s *webtest.Site, b *webtest.Browser, until string, with map[string]url.Values) {
	t.Helper()
	if got := b.Post("/setup", url.Values{"code": {Code(s.Kit)}}); got.Location() != "/setup/you" {
		t.Fatalf("the code led to %d %q", got.Status, got.Location())
	}
	for _, one := range steps {
		if one.key == until {
			return
		}
		if got := b.Post("/setup/"+one.key, with[one.key]); got.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", one.key, got.Status, got.Text("[role=alert]"))
		}
	}
}

func TestOPS1_AnEmptyInstallationIsSetUpInTheBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		reach(t, s, b, "mail", answers())
		page := b.Get("/setup/mail")
		if page.Status != http.StatusOK || page.Doc.Find(".wizard .done").Length() != 4 || !strings.Contains(page.Body, "SLUICE_SMTP_HOST") {
			t.Fatalf("%d", page.Status)
		}
		done := b.Post("/setup/mail", nil)
		if done.Location() != "/zonveer-modules/" || b.Cookie("sluice_session_zonveer-modules") == "" {
			t.Fatalf("%d %q", done.Status, done.Location())
		}
		w, err := s.World.Org.WorkspaceBySlug(t.Context(), "zonveer-modules")
		if err != nil {
			t.Fatal(err)
		}
		actor, _, err := s.World.Org.ActorBySession(t.Context(), w.ID, b.Cookie("sluice_session_zonveer-modules"))
		if err != nil || actor.Name != "Ineke Smit" || actor.Role != "admin" {
			t.Errorf("%+v %v", actor, err)
		}
		config, err := s.World.Org.Config(t.Context(), w.ID)
		if err != nil || config.Document.Hue != 285 || config.Document.DefaultLang != "nl" {
			t.Errorf("%v", err)
		}
		tree, err := s.World.Org.Tree(t.Context(), w.ID)
		if err != nil {
			t.Fatal(err)
		}
		partners := tree.OfKind(blueprint.UnitPartner)
		if len(partners) != 2 || partners[0].Name != "Dakkracht Twente" || partners[1].Areas[0].From != "73" {
			t.Errorf("partners %+v", partners)
		}
		for _, path := range []string{"/setup", "/setup?code=" + Code(s.Kit), "/setup/you"} {
			if again := b.Get(path); again.Location() != "/" {
				t.Errorf("%s is still open: %d %q", path, again.Status, again.Location())
			}
		}
	})
}

func TestOPS1_SetUpWantsTheCodeFromTheLog(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		for _, path := range []string{"/setup/you", "/setup/mail"} {
			if got := b.Get(path); got.Location() != "/setup" {
				t.Errorf("%s without the code: %d %q", path, got.Status, got.Location())
			}
			if got := b.Post(path, answers()["you"]); got.Location() != "/setup" {
				t.Errorf("POST %s without the code: %d %q", path, got.Status, got.Location())
			}
		}
		wrong := b.Post("/setup", url.Values{"code": {"0000-0000-0000"}})
		if wrong.Status != http.StatusUnprocessableEntity || wrong.Value("code") != "0000-0000-0000" || wrong.Text(".error") == "" {
			t.Errorf("a wrong code: %d", wrong.Status)
		}
		b.SetCookie(draftCookie, "Zm9yZ2VkIGJ5IGhhbmQgYW5kIGxvbmcgZW5vdWdo")
		if got := b.Get("/setup/you"); got.Location() != "/setup" {
			t.Errorf("a forged draft: %d %q", got.Status, got.Location())
		}
		address, err := url.Parse(Address(s.Kit))
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Get(address.RequestURI()); got.Location() != "/setup/you" {
			t.Errorf("the link in the log: %d %q", got.Status, got.Location())
		}
	})
}

func TestINV12_SetUpKeepsWhatWasTyped(t *testing.T) {
	for _, c := range []struct {
		page, field, value, want string
	}{
		{"you", "email", "ineke", "This is not an e-mail address."},
		{"you", "name", "", "This is needed."},
		{"you", "password", "kort", "Use at least 10 characters."},
		{"kind", "blueprint", "heat-pumps", "Choose one of the options."},
		{"brand", "brand", "", "This is needed."},
		{"brand", "brand", "Zonveer\u2028Modules", "Use letters, digits and ordinary signs, in one line."},
		{"brand", "slug", "no good", "Use 2 to 40 small letters, digits and single hyphens, beginning with a letter."},
		{"brand", "slug", "setup", "This is already in use."},
		{"brand", "country", "XX", "Choose one of the options."},
		{"brand", "hue", "7", "Choose one of the options."},
		{"partners", "partner_0_from", "zz", "This is not a postcode."},
		{"partners", "partner_2_name", "", ""},
	} {
		t.Run(c.page+" "+c.field+" "+c.value, func(t *testing.T) {
			s := webtest.New(t, testworld.Services(t, dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start)), base.NewFrozenClock(dbtest.Start)), nil, Routes()...)
			b := s.Visitor(t)
			reach(t, s, b, c.page, answers())
			form := answers()[c.page]
			form.Set(c.field, c.value)
			got := b.Post("/setup/"+c.page, form)
			if c.want == "" {
				if got.Status != http.StatusSeeOther {
					t.Errorf("%d %q", got.Status, got.Text(".error"))
				}
				return
			}
			if got.Status != http.StatusUnprocessableEntity || got.Text(".error") != c.want {
				t.Errorf("%d %q", got.Status, got.Text(".error"))
			}
			for name, values := range form {
				if name != "password" && name != "blueprint" && name != "hue" && got.Doc.Find(`select[name="`+name+`"]`).Length() == 0 && got.Value(name) != values[0] && values[0] != "" {
					t.Errorf("%s came back as %q, not %q", name, got.Value(name), values[0])
				}
			}
		})
	}
}

func TestLNG1_TheBrandsCountryFollowsTheReadersLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		for lang, want := range map[string][]string{"pl": {"PL", "Europe/Warsaw", "PLN"}, "de": {"DE", "Europe/Berlin", "EUR"}, "en": {"NL", "Europe/Amsterdam", "EUR"}} {
			b := s.Visitor(t)
			b.Get("/setup?lang=" + lang)
			reach(t, s, b, "brand", answers())
			page := b.Get("/setup/brand")
			for i, field := range []string{"country", "zone", "currency"} {
				if got := page.Doc.Find(`select[name="`+field+`"] option[selected]`).AttrOr("value", ""); got != want[i] {
					t.Errorf("%s: the %s is %q, want %q", lang, field, got, want[i])
				}
			}
		}
	})
}

func TestOPS1_PagesAreNotSkipped(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		b := s.Visitor(t)
		reach(t, s, b, "kind", answers())
		if got := b.Get("/setup/mail"); got.Location() != "/setup/kind" {
			t.Errorf("opened: %d %q", got.Status, got.Location())
		}
		if got := b.Post("/setup/mail", nil); got.Location() != "/setup/kind" {
			t.Errorf("sent: %d %q", got.Status, got.Location())
		}
		if got := b.Get("/setup/you"); got.Value("name") != "Ineke Smit" || strings.Contains(got.Body, "een dak vol licht") {
			t.Error("going back lost the name, or showed the password")
		}
		if got := b.Get("/setup/else"); got.Status != http.StatusNotFound {
			t.Errorf("an unknown page: %d", got.Status)
		}
	})
}

func TestOPS1_OfTwoWhoFinishAtOnceOneIsTold(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		var all sync.WaitGroup
		got, people := make([]webtest.Answer, 2), make([]*webtest.Browser, 2)
		for i, brand := range []string{"Zonveer", "Helder"} {
			with := answers()
			with["brand"].Set("brand", brand)
			people[i] = s.Visitor(t)
			reach(t, s, people[i], "mail", with)
		}
		for i, b := range people {
			all.Go(func() { got[i] = b.Post("/setup/mail", nil) })
		}
		all.Wait()
		won, told := 0, 0
		for _, a := range got {
			switch a.Status {
			case http.StatusSeeOther:
				won++
			case http.StatusConflict:
				told++
				if a.Text("h1") != "This installation is set up" {
					t.Errorf("the slower one reads %q", a.Text("h1"))
				}
			}
		}
		if won != 1 || told != 1 {
			t.Errorf("%d and %d", got[0].Status, got[1].Status)
		}
	})
}

func TestOPS1_AddressesAreMadeOfNames(t *testing.T) {
	for name, want := range map[string]string{
		"Zonveer Modules": "zonveer-modules", "  Łódź & Söhne GmbH ": "lodz-sohne-gmbh", "3 Zonnen": "3-zonnen", "日本": "",
	} {
		if got := slugOf(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
