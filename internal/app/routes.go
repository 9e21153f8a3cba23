package app

import (
	"net/http"

	"sluice/internal/web"
	"sluice/internal/web/company"
	"sluice/internal/web/demo"
	"sluice/internal/web/home"
	"sluice/internal/web/kit"
	"sluice/internal/web/lead"
	"sluice/internal/web/leads"
	"sluice/internal/web/mailbox"
	"sluice/internal/web/partners"
	"sluice/internal/web/people"
	"sluice/internal/web/profile"
	"sluice/internal/web/public"
	"sluice/internal/web/routing"
	"sluice/internal/web/session"
	"sluice/internal/web/settings"
	"sluice/internal/web/setup"
)

// sections are the parts of the site, in the order in which a reader meets them.
func (a *App) sections() []kit.Section {
	sections := []kit.Section{
		session.Section(),
		home.Section(),
		home.MyLeads(),
		lead.Section(),
		routing.Section(),
		partners.Section(),
		people.Section(),
		company.Section(),
		profile.Section(),
		settings.Section(),
		public.Section(),
	}
	sections = append(sections, leads.Sections()...)
	if a.Config.SMTP == nil {
		sections = append(sections, mailbox.Section())
	}
	return sections
}

// siteRoutes are the routes that belong to no workspace.
func (a *App) siteRoutes() []kit.Route {
	routes := append(a.healthRoutes(), setup.Routes()...)
	routes = append(routes, public.SiteRoutes()...)
	if a.Site.Demo != nil { // the demo has a first page of its own
		return append(append(routes, demo.Routes()...), mailbox.DemoRoutes()...)
	}
	return append(routes, session.FrontRoutes()...)
}

func (a *App) routes() (http.Handler, error) {
	site, err := web.New(a.Site, a.sections(), a.siteRoutes())
	if err != nil {
		return nil, err
	}
	return a.besideAPI(site), nil
}
