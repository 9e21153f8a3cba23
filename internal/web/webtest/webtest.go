// Package webtest opens sections of the site on a test workspace, as a browser does.
package webtest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/testworld"
	"sluice/internal/web"
	"sluice/internal/web/kit"
)

// Site is a site of some sections, answering over a real connection.
type Site struct {
	World *testworld.World
	Kit   *kit.Site
	URL   string
}

// New opens a site of the sections and of the routes that belong to no workspace.
func New(t testing.TB, w *testworld.World, sections []kit.Section, siteRoutes ...kit.Route) *Site {
	t.Helper()
	site := &kit.Site{
		DB: w.DB, Org: w.Org, Leads: w.Leads, Placement: w.Placement, Live: w.Hub, Words: i18n.Load(), Clock: w.Clock,
		Log: slog.New(slog.DiscardHandler), BaseURL: "https://leads.zonveer.example",
	}
	handler, err := web.New(site, sections, siteRoutes)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &Site{World: w, Kit: site, URL: server.URL}
}

// Browser keeps cookies and follows no redirects. It reads English unless Lang says otherwise.
type Browser struct {
	t      testing.TB
	site   *Site
	client *http.Client
	Lang   string
	// HTMX sends requests as the script of a page does.
	HTMX bool
}

// Visitor is a browser that nobody has signed in with.
func (s *Site) Visitor(t testing.TB) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Browser{t: t, site: s, client: &http.Client{Jar: jar, CheckRedirect: stay}, Lang: "en"}
}

// As is a browser in which the member, who has the password of the test workspace, is signed in, and reads English.
func (s *Site) As(t testing.TB, member base.Actor) *Browser {
	t.Helper()
	m, err := s.World.Org.Member(context.Background(), member, member.Member)
	if err != nil {
		t.Fatal(err)
	}
	english := org.Profile{Name: m.Name, Phone: m.Phone, Lang: "en", Theme: m.Theme, MarketMail: m.MarketMail}
	if err := s.World.Org.SetProfile(context.Background(), member, english); err != nil {
		t.Fatal(err)
	}
	in, err := s.World.Org.SignIn(context.Background(), member.Workspace, org.Credentials{Email: m.Email, Password: testworld.Password})
	if err != nil {
		t.Fatal(err)
	}
	b := s.Visitor(t)
	b.SetCookie("sluice_session_"+s.World.Slug, in.Token)
	return b
}

// SetCookie puts a cookie into the browser.
func (b *Browser) SetCookie(name, value string) {
	b.t.Helper()
	at, err := url.Parse(b.site.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	b.client.Jar.SetCookies(at, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

// Cookie is the value of a cookie, "" without one.
func (b *Browser) Cookie(name string) string {
	b.t.Helper()
	at, err := url.Parse(b.site.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(at) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   string
	Doc    *goquery.Document
}

// Get opens an address: "/zonveer/people".
func (b *Browser) Get(path string) Answer { b.t.Helper(); return b.send(http.MethodGet, path, nil) }

// Post sends a form.
func (b *Browser) Post(path string, form url.Values) Answer {
	b.t.Helper()
	return b.send(http.MethodPost, path, form)
}

func (b *Browser) send(method, path string, form url.Values) Answer {
	b.t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), method, b.site.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Accept-Language", b.Lang)
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Origin", b.site.URL)
	}
	if b.HTMX {
		request.Header.Set("HX-Request", "true")
	}
	response, err := b.client.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(body), Doc: doc}
}

// Location is where the answer sends the reader.
func (a Answer) Location() string { return a.Header.Get("Location") }

// Text is what the first element that fits the selector says, with single spaces.
func (a Answer) Text(selector string) string {
	return strings.Join(strings.Fields(a.Doc.Find(selector).First().Text()), " ")
}

// Value is what stands in the first field with the name.
func (a Answer) Value(name string) string {
	field := a.Doc.Find(`[name="` + name + `"]`).First()
	if field.Is("select") {
		return field.Find("option[selected]").AttrOr("value", "")
	}
	return field.AttrOr("value", "")
}

// Cells are what the cells of the first row that fits the selector say.
func (a Answer) Cells(selector string) []string {
	return a.Doc.Find(selector).First().Children().Map(func(_ int, s *goquery.Selection) string {
		return strings.Join(strings.Fields(s.Text()), " ")
	})
}
