package app

import (
	"net/http"

	"sluice/internal/api"
	"sluice/internal/web/assets"
)

// besideAPI puts the REST interface beside the site. Its answers are for programs: no cookies, no pages, no need to
// come from our own.
func (a *App) besideAPI(site http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", api.New(api.Deps{
		Org: a.Org, Leads: a.Leads, Placement: a.Placement, Words: a.Site.Words, Clock: a.Config.Clock, Log: a.Config.Log,
		Stylesheet: assets.URL("app.css"), Secure: a.Site.Secure, PerMinute: a.Config.APIPerMinute,
	}))
	mux.Handle("/", site)
	return mux
}
