package api_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

func TestAPI1_ProblemsHaveTheirForm(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		for _, c := range []struct {
			client       client
			method, path string
			body         string
			status       int
			code         string
		}{
			{client{t: t, handler: admin.handler}, "GET", "/me", "", 401, "unauthenticated"},
			{client{t: t, handler: admin.handler, token: "slc_0000000000001_x"}, "GET", "/me", "", 401, "unauthenticated"},
			{admin, "GET", "/nowhere", "", 404, "not_found"},
			{admin, "GET", "/leads/0000000000001", "", 404, "not_found"},
			{admin, "DELETE", "/leads/0000000000001", "", 405, "method"},
			{admin, "POST", "/leads", "{", 400, "malformed"},
			{admin, "POST", "/leads", "", 400, "malformed"},
			{admin, "POST", "/leads", "{}", 422, "invalid"},
			{admin, "POST", "/leads/0000000000001/claim", "", 403, "forbidden"},
			{admin.with("Content-Type", "text/xml"), "POST", "/leads", "<lead/>", 415, "media_type"},
			{admin, "POST", "/leads", strings.Repeat(" ", 300<<10), 413, "too_large"},
		} {
			got := c.client.raw(c.method, c.path, strings.NewReader(c.body))
			_, problem := got, decode(t, got.Body.String())
			if got.Code != c.status || text(problem, "code") != c.code || problem["status"] != float64(c.status) {
				t.Errorf("%s %s: %d %s", c.method, c.path, got.Code, got.Body)
			}
			if kind := got.Header().Get("Content-Type"); kind != "application/problem+json" {
				t.Errorf("%s %s: %s", c.method, c.path, kind)
			}
			if text(problem, "type") != "/api/v1/docs#problem-"+c.code || text(problem, "title") == "" || text(problem, "detail") == "" {
				t.Errorf("%s %s: %v", c.method, c.path, problem)
			}
			if (c.status == 401) != (got.Header().Get("WWW-Authenticate") != "") {
				t.Errorf("%s %s: WWW-Authenticate %q", c.method, c.path, got.Header().Get("WWW-Authenticate"))
			}
			if c.status == 405 && got.Header().Get("Allow") != "GET" {
				t.Errorf("Allow: %v", got.Header()["Allow"])
			}
		}
	})
}

// Each wrong field is named by a pointer and explained in the client's language (INV-12).
func TestINV12_FieldsAreNamedInTheReadersLanguage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		for lang, email := range map[string]string{
			"": "Dit is geen e-mailadres.", "en": "This is not an e-mail address.", "fr;q=0.9, de": "Dies ist keine E-Mail-Adresse.",
		} {
			body := object{
				"source": "nonsense", "contact": object{"name": "", "email": "nobody", "lang": "xx"},
				"address": object{"postcode": "x", "lat": 5}, "fields": object{"nonsense": 1, "roof_area": "wide"},
			}
			want := map[string]bool{"/contact/lang": true, "/fields/nonsense": true}
			flaws := flawsOf(admin.with("Accept-Language", lang).call(422, "POST", "/leads", body))
			check(t, flaws, want)

			delete(body["fields"].(object), "nonsense")
			delete(body["contact"].(object), "lang")
			flaws = flawsOf(admin.with("Accept-Language", lang).call(422, "POST", "/leads", body))
			check(t, flaws, map[string]bool{
				"/source": true, "/contact/name": true, "/contact/email": true, "/address/postcode": true, "/address/lat": true, "/fields/roof_area": true,
			})
			if flaws["/contact/email"] != email && lang != "fr;q=0.9, de" {
				t.Errorf("%q: %s", lang, flaws["/contact/email"])
			}
		}
		shape := flawsOf(admin.with("Accept-Language", "en").call(422, "POST", "/leads", object{
			"contact": object{"name": 5}, "colour": "red", "address": object{"lat": "north"}, "consent": object{"version": 1, "wording": "Yes", "purposes": "contact"},
		}))
		for at, words := range map[string]string{
			"/consent/key": "This is needed.", "/contact/name": "This must be text.", "/colour": "This is not known here.",
			"/address/lat": "This is not a number.", "/consent/purposes": "This must be a list.",
		} {
			if shape[at] != words {
				t.Errorf("%s: %q, want %q", at, shape[at], words)
			}
		}
	})
}

func check(t *testing.T, flaws map[string]string, want map[string]bool) {
	t.Helper()
	for at, words := range flaws {
		if !want[at] || words == "" || strings.Contains(words, "{{") {
			t.Errorf("%s: %q", at, words)
		}
	}
	for at := range want {
		if flaws[at] == "" {
			t.Errorf("nothing at %s: %v", at, flaws)
		}
	}
}

func flawsOf(problem object) map[string]string {
	out := map[string]string{}
	list, _ := problem["errors"].([]any)
	for _, one := range list {
		out[text(one.(object), "pointer")] = text(one.(object), "detail")
	}
	return out
}

func TestACC4_TokensAreScopedAndEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "anders")
		h := handler(w, 0)
		path := "/leads/" + w.Lead(t, "Ans de Wit").ID.String()
		intake := as(t, w, h, w.Admin, access.LeadCreate)
		made := intake.call(201, "POST", "/leads", request("Bert"))
		if made["contact"] != nil || text(made, "ref") == "" {
			t.Errorf("a token that may not read was shown %v", made)
		}
		intake.call(403, "GET", path, nil)
		intake.call(403, "GET", "/leads", nil)
		if rights, _ := intake.call(200, "GET", "/me", nil)["rights"].(object); len(rights) != 1 {
			t.Errorf("rights: %v", rights)
		}
		as(t, other, h, other.Admin).call(404, "GET", path, nil)

		token, secret, err := w.Org.CreateToken(context.Background(), w.Admin, org.NewToken{Name: "short", ExpiresAt: clock.Now().Add(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		short := client{t: t, handler: h, token: secret}
		short.call(200, "GET", path, nil)
		clock.Advance(time.Hour)
		short.call(401, "GET", path, nil)
		clock.Advance(-time.Hour)
		if err := w.Org.RevokeToken(context.Background(), w.Admin, token.ID); err != nil {
			t.Fatal(err)
		}
		short.call(401, "GET", path, nil)
	})
}

// Two nodes share one allowance.
func TestAPI1_RateLimits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		const perMinute = 120
		one := as(t, w, handler(w, perMinute), w.Admin)
		two := one
		two.handler = handler(w, perMinute)
		for i := range perMinute {
			node := []client{one, two}[i%2]
			got, _ := node.try("GET", "/me", nil)
			if got.Code != 200 || got.Header().Get("RateLimit-Limit") != strconv.Itoa(perMinute) || got.Header().Get("RateLimit-Reset") != "60" {
				t.Fatalf("request %d: %d %v", i, got.Code, got.Header())
			}
			now, err := strconv.Atoi(got.Header().Get("RateLimit-Remaining"))
			truth := perMinute - i - 1
			if lot := 2; err != nil || now < truth-lot || now > truth+lot {
				t.Errorf("request %d: %d remain, not about %d", i, now, truth)
			}
		}
		for _, node := range []client{one, two} {
			got, problem := node.try("GET", "/me", nil)
			if got.Code != 429 || text(problem, "code") != "rate_limited" || got.Header().Get("Retry-After") != "60" || got.Header().Get("RateLimit-Remaining") != "0" {
				t.Errorf("%d %v %v", got.Code, got.Header(), problem)
			}
		}
		as(t, w, one.handler, w.Admin).call(200, "GET", "/me", nil) // another token
		clock.Advance(time.Minute)
		one.call(200, "GET", "/me", nil)
	})
}

func TestAPI1_BrowsablePage(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	h := handler(testworld.Services(t, d, base.NewFrozenClock(dbtest.Start)), 0)
	got := client{t: t, handler: h}.raw("GET", "/docs", nil)
	page, err := goquery.NewDocumentFromReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got.Code != 200 || page.Find("script, style, [style], img").Length() != 0 {
		t.Errorf("%d, or something that the policy forbids", got.Code)
	}
	if policy := got.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy: %s", policy)
	}
	for _, id := range []string{"createLead", "explainRouting", "problem-rate_limited", "schema-NewContact"} {
		if page.Find("article#"+id).Length() != 1 {
			t.Errorf("no article %s", id)
		}
	}
	page.Find(`a[href^="#"]`).Each(func(_ int, link *goquery.Selection) {
		if to, _ := link.Attr("href"); page.Find(`[id="`+to[1:]+`"]`).Length() != 1 {
			t.Errorf("%s leads nowhere", to)
		}
	})
	if sheet, _ := page.Find("link[rel=stylesheet]").Attr("href"); sheet != "/static/app.css" {
		t.Errorf("stylesheet %q", sheet)
	}
	if got.Header().Get("X-Content-Type-Options") != "nosniff" || got.Code == http.StatusMovedPermanently {
		t.Errorf("headers: %v", got.Header())
	}
}
