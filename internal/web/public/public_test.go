package public_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/altcha-org/altcha-lib-go"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
	"sluice/internal/web"
	"sluice/internal/web/kit"
	"sluice/internal/web/public"
	"sluice/internal/web/webtest"
)

const (
	calculatorForm = "/zonveer/f/bereken"
	requestForm    = "/zonveer/f/aanvraag"
)

// site is a world with the public pages, and what the tests ask of it.
type site struct {
	*webtest.Site
	t testing.TB
	w *testworld.World
}

func open(t testing.TB, d *db.DB, clock *base.FrozenClock) site {
	t.Helper()
	w := testworld.New(t, d, clock)
	s := webtest.New(t, w, []kit.Section{public.Section()}, public.SiteRoutes()...)
	s.Kit.Secret = []byte("a secret of the test")
	return site{s, t, w}
}

// each runs a test on a site of both databases.
func each(t *testing.T, fn func(t *testing.T, s site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) { fn(t, open(t, d, clock)) })
}

// Handler answers for the same world without a connection, for requests from elsewhere.
func (s site) Handler() http.Handler {
	handler, err := web.New(s.Kit, []kit.Section{public.Section()}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return handler
}

// person is a complete request for the calculator's form, on a page opened long enough ago.
func (s site) person(t testing.TB, path string) url.Values {
	t.Helper()
	page := s.Visitor(t).Get(path)
	if page.Status != http.StatusOK {
		t.Fatalf("GET %s: %d", path, page.Status)
	}
	s.w.Clock.Advance(10 * time.Second)
	form := url.Values{
		"ticket": {page.Value("ticket")}, "consent": {"1"},
		"name": {"Dirk van der Heijden"}, "phone": {"06 10002000"}, "email": {"dirk@heijden.example"},
		"postcode": {"7315 kd"}, "house_number": {"1148"}, "lead_type": {"residential"},
		"roof_area": {"21"}, "slope": {"30"}, "direction": {"180"}, "module": {"mono-325"}, "module_count": {"9"},
		"persons": {"3"}, "consumption": {"3100"}, "message": {"Before the summer."},
	}
	for _, hidden := range page.Doc.Find(`input[name^="from_"]`).EachIter() {
		form.Set(hidden.AttrOr("name", ""), hidden.AttrOr("value", ""))
	}
	return form
}

// prove does the work that a page asks for, as its script does.
func prove(t testing.TB, page webtest.Answer) string {
	t.Helper()
	var c altcha.Challenge
	if err := json.Unmarshal([]byte(page.Doc.Find("form[data-challenge]").AttrOr("data-challenge", "")), &c); err != nil {
		t.Fatal(err)
	}
	found, err := altcha.SolveChallengeSafe(c.Challenge, c.Salt, altcha.SHA256, int(c.MaxNumber), 0, nil)
	if err != nil || found == nil {
		t.Fatalf("solve the challenge: %v, %v", found, err)
	}
	text, err := json.Marshal(altcha.Payload{
		Algorithm: c.Algorithm, Challenge: c.Challenge, Number: int64(found.Number), Salt: c.Salt, Signature: c.Signature,
	})
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(text)
}

// leads are all of the workspace, newest first.
func (s site) leads(t testing.TB) []lead.Row {
	t.Helper()
	page, err := s.w.Leads.List(context.Background(), s.w.Admin, lead.Filter{}, base.PageRequest{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	return page.Items
}

// only is the one lead there must be.
func (s site) only(t testing.TB) lead.View {
	t.Helper()
	rows := s.leads(t)
	if len(rows) != 1 {
		t.Fatalf("there are %d leads, want 1", len(rows))
	}
	v, err := s.w.Leads.Get(context.Background(), s.w.Admin, rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// accepted fails unless the answer leads to the page that says thanks.
func accepted(t testing.TB, a webtest.Answer) {
	t.Helper()
	if a.Status != http.StatusSeeOther || !strings.Contains(a.Location(), "/thanks") {
		t.Fatalf("status %d, to %q, errors %q", a.Status, a.Location(), a.Doc.Find(".error, .note-box").Text())
	}
}

// refused fails unless the form came back with a sentence and what was typed, and nothing was taken in.
func refused(t testing.TB, s site, a webtest.Answer, status int, sentence string) {
	t.Helper()
	if a.Status != status {
		t.Fatalf("status %d, want %d: %s", a.Status, status, a.Doc.Find(".error, .note-box").Text())
	}
	if got := a.Doc.Find(".error, .note-box").Text(); !strings.Contains(got, sentence) {
		t.Errorf("the page says %q, not %q", strings.Join(strings.Fields(got), " "), sentence)
	}
	if got := a.Value("name"); got != "Dirk van der Heijden" {
		t.Errorf("the typed name came back as %q", got)
	}
	if n := len(s.leads(t)); n != 0 {
		t.Errorf("%d leads were made", n)
	}
}

// post sends a form from any goroutine; it reports the status and where the answer leads.
func (s site) post(path string, form url.Values) (status int, location string, err error) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, response.Header.Get("Location"), err
}
