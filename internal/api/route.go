package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sluice/internal/access"
	"sluice/internal/base"
)

// Route is one operation. The table of all routes is the list of what can be reached, and tests walk it (ACC-3).
type Route struct {
	Method string
	Path   string // behind Prefix
	ID     string // the operationId
	Rule   Rule
	// Tag groups the operation in the documentation, Summary is its line there, Text the rest.
	Tag, Summary, Text string
	// Status answers success; 0 means 200.
	Status int
	// OwnKey: the operation remembers Idempotency-Key itself, in the transaction of its change.
	OwnKey bool

	register func(*API, Route)
}

// Unsafe tells whether the route changes something.
func (r Route) Unsafe() bool { return r.Method != http.MethodGet }

// Rule says who may call a route. The zero rule is none: the program does not start with it.
type Rule struct {
	public, member bool
	permissions    []string
}

// Anyone lets everybody in.
func Anyone() Rule { return Rule{public: true} }

// Member lets everybody in who has a token.
func Member() Rule { return Rule{member: true} }

// May lets those in who have one of the permissions, with whatever reach; the operation checks the rest.
func May(permissions ...string) Rule { return Rule{permissions: permissions} }

// Stated tells whether a rule was given at all.
func (r Rule) Stated() bool {
	known := !slices.ContainsFunc(r.permissions, func(p string) bool { return !access.Known(p) })
	return r.public || r.member || len(r.permissions) > 0 && known
}

// Public tells whether the rule needs no token.
func (r Rule) Public() bool { return r.public }

// Check answers forbidden, or nil.
func (r Rule) Check(a base.Actor) error {
	if r.public || r.member {
		return nil
	}
	for _, permission := range r.permissions {
		if access.May(a, permission) {
			return nil
		}
	}
	return base.Forbidden()
}

// run registers a handler of an operation; its error becomes a problem.
func run[I, O any](handler func(context.Context, *call, *I) (*O, error)) func(*API, Route) {
	return func(a *API, r Route) {
		huma.Register(a.huma, r.operation(), func(ctx context.Context, in *I) (*O, error) {
			c := callOf(ctx)
			out, err := handler(ctx, c, in)
			if err != nil {
				return nil, c.problem(err)
			}
			return out, nil
		})
	}
}

// plain registers a handler that is no operation of the document.
func plain(handler func(*API) http.HandlerFunc) func(*API, Route) {
	return func(a *API, r Route) {
		a.mux.HandleFunc(r.Method+" "+Prefix+r.Path, a.guard(r, handler(a)))
	}
}

// Routes are all routes.
func Routes() []Route {
	return slices.Concat(meRoutes(), intakeRoutes(), leadRoutes(), stageRoutes(), marketRoutes(), placingRoutes(),
		mergeRoutes(), partnerRoutes(), docRoutes())
}
