package kit

import (
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
)

// Request is one request with everything a handler needs to know of it.
type Request struct {
	*http.Request
	Writer http.ResponseWriter
	Site   *Site
	// Workspace and Config are those that the address names; zero on site routes.
	Workspace org.Workspace
	Config    *org.Config
	// Actor is the member; its Member is zero for a visitor. Session is the one it came with.
	Actor   base.Actor
	Session org.Session
	Profile org.Profile
	// P writes in the reader's language.
	P   *i18n.Printer
	Now time.Time
}

// Path is an address inside the workspace: r.Path("/leads/", id).
func (r *Request) Path(parts ...string) string {
	return "/" + r.Workspace.Slug + strings.Join(parts, "")
}

// Absolute is an address as others reach it.
func (r *Request) Absolute(path string) string { return r.Site.BaseURL + path }

// ID reads an id from the address; not_found when it is none.
func (r *Request) ID(name string) (base.ID, error) {
	id, err := base.ParseID(r.PathValue(name))
	if err != nil {
		return 0, base.NotFound()
	}
	return id, nil
}

// FormID reads an id from the form; zero when it is empty or none.
func (r *Request) FormID(name string) base.ID {
	id, err := base.ParseID(r.FormValue(name))
	if err != nil {
		return 0
	}
	return id
}

// FormTime reads what a date or date-and-time field sends, in the workspace's zone; zero when it is empty. Not
// ok when it is no date.
func (r *Request) FormTime(name string) (at time.Time, ok bool) {
	text := r.FormValue(name)
	if text == "" {
		return time.Time{}, true
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, r.Config.Zone); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// Swap tells whether htmx asks, which wants the changed part and not the page.
func (r *Request) Swap() bool { return r.Header.Get("HX-Request") == "true" }

// Address is the network address the request comes from, without a port.
func (r *Request) Address() string { return r.Site.Proxies.Address(r.Request) }

// Device is where the request comes from, for sessions.
func (r *Request) Device() org.Device { return org.Device{Address: r.Address(), Agent: r.UserAgent()} }

// Render answers 200 with a component.
func (r *Request) Render(c templ.Component) error { return r.RenderStatus(http.StatusOK, c) }

// RenderStatus answers with a status and a component.
func (r *Request) RenderStatus(status int, c templ.Component) error {
	r.Writer.Header().Set("Content-Type", "text/html; charset=utf-8")
	r.Writer.WriteHeader(status)
	return c.Render(r.Context(), r.Writer)
}

// Redirect sends the reader on after a POST. With htmx the whole page goes there.
func (r *Request) Redirect(to string) error {
	if r.Swap() {
		r.Writer.Header().Set("HX-Redirect", to)
		r.Writer.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(r.Writer, r.Request, to, http.StatusSeeOther)
	return nil
}

// Words reads a text of the blueprint in the reader's language.
func (r *Request) Words(t i18n.Text) string { return t.In(r.P.Lang()) }
