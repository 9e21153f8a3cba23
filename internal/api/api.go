package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
)

// Prefix is where the handler expects to be mounted, and how every address begins.
const Prefix = "/api/v1"

// Deps are what New needs.
type Deps struct {
	Org       *org.Service
	Leads     *lead.Service
	Placement *placement.Service
	Words     *i18n.Catalogue
	Clock     base.Clock
	Log       *slog.Logger
	// Stylesheet is the address of the style of the browsable page.
	Stylesheet string
	// Secure: the installation is reached by TLS, so clients may insist on it.
	Secure bool
	// PerMinute is how many requests a token may send in a minute; 0 means 6000.
	PerMinute int
}

// API answers everything under Prefix.
type API struct {
	Deps
	huma    huma.API
	mux     *http.ServeMux
	limits  *limits
	routes  map[string]Route // by mux pattern
	spec    []byte
	docPage []byte
}

// New makes the API of its routes. It panics on a route without a rule, which is a mistake of the build.
func New(d Deps) *API {
	a := &API{Deps: d, mux: http.NewServeMux(), routes: map[string]Route{}}
	a.limits = newLimits(d.PerMinute, d.Org.Spend)
	a.huma = humago.NewWithPrefix(guarded{a}, Prefix, config())
	for _, r := range Routes() {
		if !r.Rule.Stated() {
			panic("api: " + r.ID + " states no rule")
		}
		a.routes[r.Method+" "+Prefix+r.Path] = r
		r.register(a, r)
	}
	a.publish()
	a.mux.HandleFunc("/", a.nowhere)
	return a
}

// guarded lets huma register its handlers behind the guard.
type guarded struct{ *API }

// HandleFunc is how huma adds one operation.
func (g guarded) HandleFunc(pattern string, next func(http.ResponseWriter, *http.Request)) {
	g.mux.HandleFunc(pattern, g.guard(g.routes[pattern], next))
}

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cache-Control", "no-store")
	head.Set("Vary", "Accept-Language, Authorization")
	if a.Secure {
		head.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
	a.mux.ServeHTTP(w, r)
}

// guard stands before every operation: who asks, how often, with what, and whether the answer is known already.
func (a *API) guard(route Route, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := a.visitor(r)
		defer c.confess(w)
		if err := a.enter(c, w, r, route); err != nil {
			c.fail(w, err)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), callKey{}, c))
		a.once(c, w, r, route, next)
	}
}

// confess answers a mistake of our own: a connection that just breaks tells the client nothing.
func (c *call) confess(w http.ResponseWriter) {
	switch p := recover(); p {
	case nil:
	case http.ErrAbortHandler:
		panic(p) // asks for nothing else than to break the connection
	default:
		c.fail(w, base.Internal(fmt.Errorf("panic: %v\n%s", p, debug.Stack())))
	}
}

func (a *API) enter(c *call, w http.ResponseWriter, r *http.Request, route Route) error {
	if route.Rule.Public() {
		return nil
	}
	if err := a.authenticate(c, w, r); err != nil {
		return err
	}
	if err := a.limit(c, w, r); err != nil {
		return err
	}
	if err := route.Rule.Check(c.actor); err != nil {
		return err
	}
	if err := checkQuery(r); err != nil {
		return err
	}
	return readBody(c, w, r)
}

var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// nowhere answers addresses that are none, and methods that an address does not know.
func (a *API) nowhere(w http.ResponseWriter, r *http.Request) {
	c := a.visitor(r)
	for _, method := range methods {
		probe := &http.Request{Method: method, URL: r.URL, Host: r.Host}
		if _, pattern := a.mux.Handler(probe); pattern != "/" && pattern != "" {
			w.Header().Add("Allow", method)
		}
	}
	if w.Header().Get("Allow") != "" {
		c.fail(w, refuse(codeMethod))
		return
	}
	c.fail(w, base.NotFound())
}
