package kit

import (
	"errors"
	"net/http"

	"sluice/internal/base"
	"sluice/internal/i18n"
)

// Serve makes a route of a workspace a handler: it finds the workspace by its slug and the member by its cookie,
// checks the rule, and turns a failure into a page.
func (s *Site) Serve(route Route) http.HandlerFunc {
	return func(w http.ResponseWriter, hr *http.Request) {
		r := s.request(w, hr, route)
		err := s.enter(r)
		if err == nil {
			err = route.Rule.Check(r.Actor)
		}
		if err == nil {
			err = route.Handler(r)
		}
		if err != nil {
			s.fail(r, err)
		}
	}
}

// ServeSite is Serve for a route that belongs to no workspace.
func (s *Site) ServeSite(route Route) http.HandlerFunc {
	return func(w http.ResponseWriter, hr *http.Request) {
		r := s.request(w, hr, route)
		r.P = s.Words.Printer(r.wantedLang(i18n.English), nil)
		err := route.Rule.Check(r.Actor)
		if err == nil {
			err = route.Handler(r)
		}
		if err != nil {
			s.fail(r, err)
		}
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
