package app

import (
	"net/http"

	"sluice/internal/web"
	"sluice/internal/web/kit"
	"sluice/internal/web/session"
	"sluice/internal/web/setup"
)

// sections are the parts of the site, in the order in which a reader meets them.
func (a *App) sections() []kit.Section {
	return []kit.Section{
		session.Section(),
	}
}

// siteRoutes are the routes that belong to no workspace.
func (a *App) siteRoutes() []kit.Route {
	routes := append(a.healthRoutes(), setup.Routes()...)
	if a.Site.Demo == nil { // the demo has a first page of its own
		routes = append(routes, session.FrontRoutes()...)
	}
	return routes
}

func (a *App) routes() (http.Handler, error) {
	return web.New(a.Site, a.sections(), a.siteRoutes())
}
