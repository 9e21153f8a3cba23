package kit_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
	"sluice/internal/web/webtest"
)

// pages are a page that works and one that does not.
func pages() kit.Section {
	route := func(method, path string, handler kit.Handler) kit.Route {
		return kit.Route{Method: method, Path: path, Rule: kit.Anyone(), Handler: handler}
	}
	return kit.Section{Routes: []kit.Route{
		route(http.MethodGet, "/well", func(r *kit.Request) error { return r.Render(ui.Page(r.Shell("Well", ""))) }),
		route(http.MethodGet, "/ill", func(*kit.Request) error { panic("a mistake of ours") }),
		route(http.MethodPost, "/ill/send", func(*kit.Request) error { return base.Fail(base.CodeConflict, "error.conflict") }),
	}}
}

func opened(t *testing.T, fn func(t *testing.T, site *webtest.Site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		fn(t, webtest.New(t, testworld.New(t, d, clock), []kit.Section{pages()}))
	})
}

func ask(t *testing.T, method, url string, header map[string]string) (int, *goquery.Document) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), method, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, doc
}

func TestINV12_OurOwnMistakeIsAPageToo(t *testing.T) {
	opened(t, func(t *testing.T, site *webtest.Site) {
		a := site.Visitor(t).Get("/zonveer/ill")
		if a.Status != http.StatusInternalServerError || a.Text("h1") == "" || strings.Contains(a.Body, "a mistake of ours") {
			t.Errorf("%d %q", a.Status, a.Text("body"))
		}
	})
}

// A refused form leads back to the page that it stood on, and no address leads away from the site.
func TestINV12_TryingAgainStaysHere(t *testing.T) {
	opened(t, func(t *testing.T, site *webtest.Site) {
		own := map[string]string{"Origin": site.URL, "Referer": site.URL + "/zonveer/well?x=1"}
		foreign := map[string]string{"Origin": "https://elsewhere.example", "Referer": "https://elsewhere.example/page"}
		for _, c := range []struct {
			method, path string
			header       map[string]string
			status       int
			want         string
		}{
			{http.MethodGet, "/zonveer/none%3F", nil, http.StatusNotFound, "/zonveer/none%3F"},
			{http.MethodPost, "/zonveer/ill/send", own, http.StatusConflict, "/zonveer/well"},
			{http.MethodPost, "/zonveer/ill/send", foreign, http.StatusForbidden, "/zonveer/ill/send"},
			{http.MethodPost, "//elsewhere.example/page", foreign, http.StatusForbidden, "/elsewhere.example/page"},
		} {
			status, doc := ask(t, c.method, site.URL+c.path, c.header)
			if got := doc.Find(".nf a.btn").Last().AttrOr("href", ""); status != c.status || got != c.want {
				t.Errorf("%s %s: %d, again at %q, want %d and %q", c.method, c.path, status, got, c.status, c.want)
			}
			doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
				if href := a.AttrOr("href", ""); strings.HasPrefix(href, "//") {
					t.Errorf("%s %s links to %s", c.method, c.path, href)
				}
			})
		}
	})
}

// Every cookie that looks like a session costs a look into the database.
func TestACC6_CookiesAreLookedUpWithinBounds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "anders")
		site := webtest.New(t, w, []kit.Section{pages()})
		session := func(w *testworld.World) string {
			m, err := w.Org.Member(context.Background(), w.Joost, w.Joost.Member)
			if err != nil {
				t.Fatal(err)
			}
			in, err := w.Org.SignIn(context.Background(), w.WS, org.Credentials{Email: m.Email, Password: testworld.Password})
			if err != nil {
				t.Fatal(err)
			}
			return "sluice_session_" + w.Slug + "=" + in.Token + "; "
		}
		here, there := session(w), session(other)
		var others strings.Builder
		for i := range 1000 {
			fmt.Fprintf(&others, "sluice_session_other-%d=x; ", i)
		}
		listed := func(cookies string) int {
			status, doc := ask(t, http.MethodGet, site.URL+"/zonveer/well", map[string]string{"Cookie": cookies})
			if status != http.StatusOK {
				t.Fatalf("the page answers %d", status)
			}
			return doc.Find(`a[href="/anders/"]`).Length()
		}
		if first, last := listed(here+there+others.String()), listed(here+others.String()+there); first == 0 || last != 0 {
			t.Errorf("listed %d times before a thousand others and %d times after them", first, last)
		}
	})
}
