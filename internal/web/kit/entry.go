package kit

import (
	"net/http"

	"sluice/internal/base"
)

// EntryRoutes are the workspace's own address, which leads to the member's start page or to signing in.
func EntryRoutes() []Route {
	enter := func(r *Request) error {
		if r.Actor.Member == 0 {
			return r.Redirect(r.Path("/sign-in"))
		}
		return r.Redirect(r.HomePath())
	}
	return []Route{
		{Method: http.MethodGet, Path: "", Rule: Anyone(), Handler: enter},
		{Method: http.MethodGet, Path: "/{$}", Rule: Anyone(), Handler: enter},
	}
}

// Nowhere answers every address that is none.
func Nowhere() Route {
	return Route{Rule: Anyone(), Handler: func(*Request) error { return base.NotFound() }}
}
