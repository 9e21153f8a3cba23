package routing

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
)

// Section is the policy at work.
func Section() kit.Section {
	view := kit.May(access.RoutingView)
	return kit.Section{
		Key: "routing", Path: "/routing", Icon: "route", Label: "page.nav_routing", Rule: view,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/routing", Rule: view, Handler: overview},
			{Method: http.MethodGet, Path: "/routing/{id}", Rule: view, Handler: explained},
		},
	}
}
