package app

import (
	"sluice/internal/web"
	"sluice/internal/web/kit"
)

// Routes are the routes of every workspace, as the program serves them.
func (a *App) Routes() []kit.Route { return web.Routes(a.sections()) }

// SiteRoutes are the routes that belong to no workspace.
func (a *App) SiteRoutes() []kit.Route { return a.siteRoutes() }
