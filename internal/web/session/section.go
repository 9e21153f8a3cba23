package session

import (
	"net/http"

	"sluice/internal/web/kit"
)

// Section has no entry in any navigation. Everything in it is for visitors.
func Section() kit.Section {
	route := func(method, path string, handler kit.Handler) kit.Route {
		return kit.Route{Method: method, Path: path, Rule: kit.Anyone(), Handler: handler}
	}
	return kit.Section{Rule: kit.Anyone(), Routes: []kit.Route{
		route(http.MethodGet, "/sign-in", askSignIn),
		route(http.MethodPost, "/sign-in", signIn),
		route(http.MethodPost, "/sign-out", signOut),
		route(http.MethodGet, "/forgot", askForgot),
		route(http.MethodPost, "/forgot", forgot),
		route(http.MethodGet, "/reset/{token}", askReset),
		route(http.MethodPost, "/reset/{token}", reset),
		route(http.MethodGet, "/invitation/{token}", askJoin),
		route(http.MethodPost, "/invitation/{token}", join),
	}}
}
