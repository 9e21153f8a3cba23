package public_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/public"
	"sluice/internal/web/webtest"
)

func TestINT2_DoubleSubmitMakesOneLead(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		var sent sync.WaitGroup
		for range 100 {
			sent.Go(func() {
				status, to, err := s.post(calculatorForm, form)
				if err != nil || status != http.StatusSeeOther || !strings.Contains(to, "/thanks") {
					t.Errorf("status %d, to %q, %v", status, to, err)
				}
			})
		}
		sent.Wait()
		s.only(t)
	})
}

func TestINT2_TheSamePageWithOtherAnswersAsksBeforeASecondRequest(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		form.Set("message", "And a battery.")
		again := s.Visitor(t).Post(calculatorForm, form)
		if again.Status != http.StatusConflict || !strings.Contains(again.Text(".note-box"), "already been sent") {
			t.Fatalf("status %d: %q", again.Status, again.Text(".note-box"))
		}
		s.only(t)
		form.Set("ticket", again.Value("ticket"))
		s.w.Clock.Advance(10 * time.Second)
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		if n := len(s.leads(t)); n != 2 {
			t.Errorf("%d leads, want the second as well", n)
		}
	})
}

// A phone that loses its connection sends again over another network, perhaps as another browser.
func TestINT2_TheSameRequestOverAnotherNetworkIsTheSame(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		handler := s.Handler()
		for _, address := range []string{"192.0.2.7:4711", "[2001:db8::7]:4711"} {
			r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, calculatorForm, strings.NewReader(form.Encode()))
			r.RemoteAddr = address
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Accept-Language", "en")
			r.Header.Set("User-Agent", "another")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != http.StatusSeeOther {
				t.Errorf("from %s: status %d", address, w.Code)
			}
		}
		s.only(t)
	})
}

func TestINT1_TheOriginOfARequestIsKept(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm+"?utm_campaign=voorjaar&utm_source=brief&gclid=abc123&other=x")
		form.Set("from_password", "no origin")
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		l := s.only(t).Lead
		want := map[string]string{
			"utm_campaign": "voorjaar", "utm_source": "brief", "gclid": "abc123",
			"landing": "https://leads.zonveer.example/zonveer/f/bereken",
		}
		for name, value := range want {
			if l.Tracking[name] != value {
				t.Errorf("%s is %q, want %q", name, l.Tracking[name], value)
			}
		}
		if len(l.Tracking) != len(want) {
			t.Errorf("kept %v", l.Tracking)
		}
		if l.Source != "solar_calculator" || l.Campaign != "voorjaar" || l.Type != "residential" {
			t.Errorf("source %q, campaign %q, type %q", l.Source, l.Campaign, l.Type)
		}
	})
}

func TestINT4_ConsentIsStoredAsItWasRead(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		b := s.Visitor(t)
		b.Lang = "de"
		accepted(t, b.Post(calculatorForm, s.person(t, calculatorForm)))
		consents := s.only(t).Consents
		if len(consents) != 1 {
			t.Fatalf("%d consents", len(consents))
		}
		c := consents[0]
		if c.TextVersion != "contact v1" || !strings.HasPrefix(c.Wording, "Meine Anfrage darf an einen Installateur") {
			t.Errorf("wording %q in %q", c.TextVersion, c.Wording)
		}
		if c.Purposes != "advice,quote" || c.Channels != "phone,email" || !strings.HasPrefix(c.Recipients, "Jeweils ein Installateur") {
			t.Errorf("purposes %q, channels %q, recipients %q", c.Purposes, c.Channels, c.Recipients)
		}
		if c.Page != "https://leads.zonveer.example/zonveer/f/bereken" || c.Evidence.Address != "127.0.0.1" ||
			c.Evidence.Agent == "" || c.Evidence.Lang != "de" || c.Evidence.Form != "calculator" {
			t.Errorf("page %q, evidence %+v", c.Page, c.Evidence)
		}
	})
}

func TestINT4_NoRequestWithoutConsent(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for value, sentence := range map[string]string{"": "Without this", "0": "has changed", "2": "has changed"} {
			form := s.person(t, calculatorForm)
			form.Set("consent", value)
			refused(t, s, s.Visitor(t).Post(calculatorForm, form), http.StatusUnprocessableEntity, sentence)
		}
	})
}

func TestINT5_WorkLetsManyIn(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for range 10 {
			page := s.Visitor(t).Get(requestForm)
			form := s.person(t, requestForm)
			form.Set("ticket", page.Value("ticket"))
			form.Set("proof", prove(t, page))
			accepted(t, s.Visitor(t).Post(requestForm, form))
		}
		if n := len(s.leads(t)); n != 10 {
			t.Errorf("%d leads, want 10", n)
		}
	})
}

func TestINT5_WithoutWorkFewAreLetIn(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for range 6 {
			accepted(t, s.Visitor(t).Post(requestForm, s.person(t, requestForm)))
		}
		form := s.person(t, requestForm)
		if a := s.Visitor(t).Post(requestForm, form); a.Status != http.StatusTooManyRequests || a.Value("name") == "" {
			t.Fatalf("status %d, the name came back as %q", a.Status, a.Value("name"))
		}
		if n := len(s.leads(t)); n != 6 {
			t.Errorf("%d leads, want 6", n)
		}
		s.w.Clock.Advance(time.Hour)
		accepted(t, s.Visitor(t).Post(requestForm, form))
	})
}

func TestINT5_AProofServesOneTicketOnly(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		page := s.Visitor(t).Get(requestForm)
		proof := prove(t, page)
		form := s.person(t, requestForm)
		other := s.Visitor(t).Get(requestForm) // just opened, so without a proof of its own it is too soon
		form.Set("ticket", other.Value("ticket"))
		form.Set("proof", proof)
		refused(t, s, s.Visitor(t).Post(requestForm, form), http.StatusUnprocessableEntity, "very quick")
		for _, broken := range []string{"x", "e30=", strings.Repeat("A", 5000), proof[:len(proof)-8]} {
			form.Set("ticket", s.Visitor(t).Get(requestForm).Value("ticket"))
			form.Set("proof", broken)
			refused(t, s, s.Visitor(t).Post(requestForm, form), http.StatusUnprocessableEntity, "very quick")
		}
	})
}

func TestINT5_ATrapCatchesPrograms(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		form.Set("url2", "https://buy.example")
		a := s.Visitor(t).Post(calculatorForm, form)
		refused(t, s, a, http.StatusUnprocessableEntity, "A field that nobody sees")
		if a.Value("url2") != "" {
			t.Error("the trap came back filled in, so a person could never get out")
		}
	})
}

func TestINT5_TicketsOfOthersAreNone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		s := open(t, d, clock)
		elsewhere := testworld.Named(t, d, clock, "elders")
		otherSite := webtest.New(t, elsewhere, []kit.Section{public.Section()})
		otherSite.Kit.Secret = s.Kit.Secret
		for name, ticket := range map[string]string{
			"another form's":      s.Visitor(t).Get(requestForm).Value("ticket"),
			"another workspace's": otherSite.Visitor(t).Get("/elders/f/bereken").Value("ticket"),
			"none":                "",
			"forged":              strings.Repeat("a", 32) + ".1." + strings.Repeat("b", 64),
		} {
			form := s.person(t, calculatorForm)
			form.Set("ticket", ticket)
			a := s.Visitor(t).Post(calculatorForm, form)
			refused(t, s, a, http.StatusGone, "open for a long time")
			if fresh := a.Value("ticket"); fresh == "" || fresh == ticket {
				t.Errorf("%s: no new ticket to send again with", name)
			}
		}
	})
}

func TestINT5_AnOldPageCanBeSentAgain(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		s.w.Clock.Advance(25 * time.Hour)
		a := s.Visitor(t).Post(calculatorForm, form)
		refused(t, s, a, http.StatusGone, "open for a long time")
		s.w.Clock.Advance(10 * time.Second)
		form.Set("ticket", a.Value("ticket"))
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
	})
}

func TestINT5_AnonymousInputNeverEditsAContact(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		accepted(t, s.Visitor(t).Post(calculatorForm, s.person(t, calculatorForm)))
		before := s.only(t)
		form := s.person(t, calculatorForm)
		form.Set("name", "Somebody Else")
		form.Set("phone", "06 20003000")
		form.Set("contact", before.Lead.Contact.String())
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		after, err := s.w.Leads.Get(context.Background(), s.w.Admin, before.Lead.ID)
		if err != nil {
			t.Fatal(err)
		}
		if after.Contact != before.Contact {
			t.Errorf("the contact was %+v and is %+v", before.Contact, after.Contact)
		}
		rows := s.leads(t)
		if len(rows) != 2 || rows[0].Contact == rows[1].Contact {
			t.Errorf("the second request shares the first one's contact")
		}
	})
}

func TestINT5_HostileForms(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for name, change := range map[string]func(url.Values){
			"a long name":     func(f url.Values) { f.Set("name", strings.Repeat("n", 5000)) },
			"a long message":  func(f url.Values) { f.Set("message", strings.Repeat("m", 9000)) },
			"no such module":  func(f url.Values) { f.Set("module", "'; DROP TABLE lead; --") },
			"no number":       func(f url.Values) { f.Set("roof_area", "NaN") },
			"endless":         func(f url.Values) { f.Set("consumption", "1e999") },
			"below":           func(f url.Values) { f.Set("slope", "-1") },
			"too many fit":    func(f url.Values) { f.Set("module_count", "10") },
			"no such grid":    func(f url.Values) { f.Set("grid_connection", "9x99") },
			"no mail address": func(f url.Values) { f.Set("email", "a@b\r\nBcc: c@d.example") },
		} {
			form := s.person(t, calculatorForm)
			change(form)
			if a := s.Visitor(t).Post(calculatorForm, form); a.Status != http.StatusUnprocessableEntity || a.Doc.Find(".field .error, fieldset .error").Length() == 0 {
				t.Errorf("%s: status %d, %q", name, a.Status, a.Doc.Find(".error").Text())
			}
		}
		if a := s.Visitor(t).Post(calculatorForm, url.Values{"message": {strings.Repeat("x", 100_000)}}); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a body of 100 kB: status %d", a.Status)
		}
		if n := len(s.leads(t)); n != 0 {
			t.Errorf("%d leads were made", n)
		}
	})
}

func TestINT5_MarkupStaysText(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		form.Set("name", `<img src=x onerror=alert(1)>"'`)
		form.Set("message", "\xff\xfe half a letter: \xc3")
		form.Set("phone", "1")
		a := s.Visitor(t).Post(calculatorForm, form)
		if a.Doc.Find("img").Length() != 0 || a.Value("name") != form.Get("name") {
			t.Errorf("the name came back as %q", a.Value("name"))
		}
		form.Set("phone", "06 10002000")
		accepted(t, s.Visitor(t).Post(calculatorForm, form))
		if got := s.only(t).Lead.Fields.Text("message"); got != "\uFFFD half a letter: \uFFFD" {
			t.Errorf("the message is kept as %q", got)
		}
	})
}

func TestINT6_PhoneAndProvinceAreRead(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		accepted(t, s.Visitor(t).Post(calculatorForm, s.person(t, calculatorForm)))
		v := s.only(t)
		if v.Contact.Phone != "06 10002000" || v.Contact.PhoneE164 != "+31610002000" {
			t.Errorf("phone %q, %q", v.Contact.Phone, v.Contact.PhoneE164)
		}
		if v.Lead.Postcode != "7315 KD" || v.Lead.Town != "Apeldoorn" || v.Lead.Province != "Gelderland" {
			t.Errorf("place %q, %q, %q", v.Lead.Postcode, v.Lead.Town, v.Lead.Province)
		}
	})
}

func TestINV12_MistakesStandBesideTheFields(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		form := s.person(t, calculatorForm)
		form.Set("phone", "06 1000 20")
		form.Set("email", "")
		form.Set("postcode", "7315")
		a := s.Visitor(t).Post(calculatorForm, form)
		refused(t, s, a, http.StatusUnprocessableEntity, "Some answers need another look")
		for id, sentence := range map[string]string{
			"#f-phone-error": "2 digits seem to be missing.", "#f-email-error": "This is needed.", "#f-postcode-error": "This is not a postcode.",
		} {
			if got := a.Text(id); got != sentence {
				t.Errorf("%s says %q, want %q", id, got, sentence)
			}
		}
		if got := a.Doc.Find(`#f-phone`).AttrOr("aria-describedby", ""); got != "f-phone-error" {
			t.Errorf("the phone is described by %q", got)
		}
		if got := a.Value("phone"); got != "06 1000 20" {
			t.Errorf("the phone came back as %q", got)
		}
		if got := a.Value("module_count"); got != "9" {
			t.Errorf("the number of modules came back as %q", got)
		}
	})
}

func TestINV12_AsksInTheVisitorsLanguage(t *testing.T) {
	each(t, func(t *testing.T, s site) {
		for lang, want := range map[string]string{
			"nl": "Er lijken 2 cijfers te ontbreken.", "de": "Es scheinen 2 Ziffern zu fehlen.",
			"pl": "Chyba brakuje 2 cyfr.", "es": "Parece que faltan 2 cifras.",
		} {
			form := s.person(t, calculatorForm)
			form.Set("phone", "06 1000 20")
			b := s.Visitor(t)
			b.Lang = lang
			if got := b.Post(calculatorForm, form).Text("#f-phone-error"); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	})
}
