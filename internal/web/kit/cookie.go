package kit

import (
	"net/http"

	"sluice/internal/org"
)

const oneYear = 365 * 24 * 60 * 60

// sessionCookie keeps the sessions of several workspaces in one browser apart.
func sessionCookie(slug string) string { return "sluice_session_" + slug }

func (s *Site) cookie(name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// RememberSession gives the browser the cookie of a session just begun.
func (s *Site) RememberSession(r *Request, workspace org.Workspace, in org.SignedIn) {
	const longest = 90 * 24 * 60 * 60 // the session itself ends earlier when it is not used
	http.SetCookie(r.Writer, s.cookie(sessionCookie(workspace.Slug), in.Token, longest))
}

// ForgetSession takes the cookie back.
func (s *Site) ForgetSession(r *Request) {
	http.SetCookie(r.Writer, s.cookie(sessionCookie(r.Workspace.Slug), "", -1))
}

// SessionToken is the cookie's value, "" without one.
func (r *Request) SessionToken() string {
	cookie, err := r.Cookie(sessionCookie(r.Workspace.Slug))
	if err != nil {
		return ""
	}
	return cookie.Value
}
