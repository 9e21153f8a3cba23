package kit

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"sluice/internal/base"
	"sluice/internal/i18n"
)

// Serve makes a route of a workspace a handler: it finds the workspace by its slug and the member by its cookie,
// checks the rule, and turns a failure into a page.
func (s *Site) Serve(route Route) http.HandlerFunc {
	return func(w http.ResponseWriter, hr *http.Request) {
		r := s.request(w, hr, route)
		s.answer(r, func() error {
			if err := s.enter(r); err != nil {
				return err
			}
			return r.open(route)
		})
	}
}

// ServeSite is Serve for a route that belongs to no workspace.
func (s *Site) ServeSite(route Route) http.HandlerFunc {
	return func(w http.ResponseWriter, hr *http.Request) {
		r := s.request(w, hr, route)
		r.P = s.Words.Printer(r.wantedLang(i18n.English), nil)
		s.answer(r, func() error { return r.open(route) })
	}
}

// open lets in whom the route is for.
func (r *Request) open(route Route) error {
	if err := route.Rule.Check(r.Actor); err != nil {
		return err
	}
	return route.Handler(r)
}

// answer turns a failure into a page, also the program's own: a reader whose connection just breaks learns nothing.
func (s *Site) answer(r *Request, do func() error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			panic(p) // asks for nothing else than to break the connection
		default:
			s.fail(r, base.Internal(fmt.Errorf("panic: %v\n%s", p, debug.Stack())))
		}
	}()
	if err := do(); err != nil {
		s.fail(r, err)
	}
}

func (s *Site) request(w http.ResponseWriter, hr *http.Request, route Route) *Request {
	limit := route.MaxBody
	if limit == 0 {
		limit = standardBody
	}
	hr.Body = http.MaxBytesReader(w, hr.Body, limit)
	return &Request{Request: hr, Writer: w, Site: s, Now: s.Now()}
}

// enter finds out where the request goes and who sends it.
func (s *Site) enter(r *Request) error {
	r.P = s.Words.Printer(r.wantedLang(i18n.English), nil)
	var err error
	if r.Workspace, err = s.Org.WorkspaceBySlug(r.Context(), r.PathValue("ws")); err != nil {
		return err
	}
	if r.Config, err = s.Org.Config(r.Context(), r.Workspace.ID); err != nil {
		return err
	}
	r.P = r.Config.Printer(string(r.wantedLang(r.Config.Lang(""))))
	r.Actor = base.Actor{Workspace: r.Workspace.ID}
	return s.recognise(r)
}

// recognise reads the session cookie; a dead one makes a visitor, not a failure.
func (s *Site) recognise(r *Request) error {
	cookie, err := r.Cookie(sessionCookie(r.Workspace.Slug))
	if errors.Is(err, http.ErrNoCookie) {
		return nil
	}
	actor, session, err := s.Org.ActorBySession(r.Context(), r.Workspace.ID, cookie.Value)
	if base.CodeOf(err) == base.CodeUnauthenticated {
		s.ForgetSession(r)
		return nil
	}
	if err != nil {
		return err
	}
	r.Actor, r.Session = actor, session
	member, err := s.Org.Member(r.Context(), actor, actor.Member)
	if err != nil {
		return err
	}
	r.Profile.Name, r.Profile.Theme, r.Profile.Lang = member.Name, member.Theme, member.Lang
	r.P = r.Config.Printer(actor.Lang)
	return nil
}

const langCookie = "sluice_lang"

// wantedLang is what a visitor chose, or else what the browser asks for.
func (r *Request) wantedLang(fallback i18n.Lang) i18n.Lang {
	if lang := i18n.Lang(r.URL.Query().Get("lang")); lang.Valid() {
		http.SetCookie(r.Writer, r.Site.cookie(langCookie, string(lang), oneYear))
		return lang
	}
	if cookie, err := r.Cookie(langCookie); err == nil && i18n.Lang(cookie.Value).Valid() {
		return i18n.Lang(cookie.Value)
	}
	return i18n.Match(r.Header.Get("Accept-Language"), fallback)
}
