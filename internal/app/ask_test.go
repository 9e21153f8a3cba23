package app_test

import (
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sluice/internal/org"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
)

// reply is what came back, with the address taken out of the body.
type reply struct {
	status   int
	toSignIn bool
	body     string
}

func (a reply) short() string {
	if a.toSignIn {
		return "in"
	}
	return strconv.Itoa(a.status)
}

// ask sends one request with the reader's session, which some routes end.
func (m *matrix) ask(route kit.Route, r *reader, path string) reply {
	m.t.Helper()
	request, err := http.NewRequestWithContext(m.t.Context(), route.Method, m.app.URL()+path, http.NoBody)
	must(m.t, err)
	request.Header.Set("Accept-Language", "en")
	if route.Method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if r.actor.Member != 0 {
		request.AddCookie(&http.Cookie{Name: "sluice_session_" + m.mine.Slug, Value: m.session(r)})
	}
	const patience = 20 * time.Second
	client := http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	must(m.t, err)
	defer func() { _ = response.Body.Close() }()
	got := reply{status: response.StatusCode, toSignIn: strings.HasPrefix(response.Header.Get("Location"), "/"+m.mine.Slug+"/sign-in")}
	if response.Header.Get("Content-Type") == "text/event-stream" {
		return got // it never ends
	}
	body, err := io.ReadAll(response.Body)
	must(m.t, err)
	got.body = anyID.ReplaceAllString(string(body), "(id)")
	return got
}

// anyID is what a page repeats of its own address.
var anyID = regexp.MustCompile(`0[0-9a-hjkmnp-tv-z]{12}`)

// session is a working session of the reader, a new one where the last request has ended it.
func (m *matrix) session(r *reader) string {
	m.t.Helper()
	if _, _, err := m.app.Org.ActorBySession(ctx, r.actor.Workspace, r.token); err == nil {
		return r.token
	}
	member, err := m.app.Org.Member(ctx, r.actor, r.actor.Member)
	must(m.t, err)
	in, err := m.app.Org.SignIn(ctx, r.actor.Workspace, org.Credentials{Email: member.Email, Password: testworld.Password})
	must(m.t, err)
	r.token = in.Token
	return r.token
}
