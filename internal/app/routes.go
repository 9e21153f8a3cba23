package app

import (
	"net/http"

	"sluice/internal/web"
	"sluice/internal/web/kit"
)

// sections are the parts of the site, in the order in which a reader meets them.
func (a *App) sections() []kit.Section { return []kit.Section{} }

// siteRoutes are the routes that belong to no workspace.
func (a *App) siteRoutes() []kit.Route {
	routes := a.healthRoutes()
	return routes
}

func (a *App) routes() (http.Handler, error) {
	return web.New(a.Site, a.sections(), a.siteRoutes())
}
