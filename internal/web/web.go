// Package web is the site: pages for members, public pages, and the live stream. Each section of the site is a
// package of its own below this one; here they are put together.
package web

import (
	"fmt"
	"net/http"
	"strings"

	"sluice/internal/web/assets"
	"sluice/internal/web/kit"
)

// New makes the site's handler of its sections and of the routes that belong to no workspace.
func New(site *kit.Site, sections []kit.Section, siteRoutes []kit.Route) (http.Handler, error) {
	site.SetSections(sections)
	inside, outside := http.NewServeMux(), http.NewServeMux()
	for _, route := range Routes(sections) {
		if !route.Rule.Stated() {
			return nil, fmt.Errorf("route %s %s states no rule", route.Method, route.Path)
		}
		inside.HandleFunc(route.Method+" /{ws}"+route.Path, site.Serve(route))
	}
	inside.HandleFunc("/{ws}/{rest...}", site.Serve(kit.Nowhere()))
	for _, route := range siteRoutes {
		if !route.Rule.Stated() {
			return nil, fmt.Errorf("site route %s %s states no rule", route.Method, route.Path)
		}
		outside.HandleFunc(route.Method+" "+route.Path, site.ServeSite(route))
	}
	outside.Handle(assets.Prefix, assets.Handler())
	outside.HandleFunc("/", site.ServeSite(kit.Nowhere()))
	return site.Protect(split(inside, outside, siteRoutes)), nil
}

// Routes are the routes of all sections, with the live stream.
func Routes(sections []kit.Section) []kit.Route {
	routes := append(kit.EntryRoutes(), kit.LiveRoute())
	for _, section := range sections {
		routes = append(routes, section.Routes...)
	}
	return routes
}

// split sends an address whose first part names a workspace inside. Workspaces cannot take the program's own words
// (org.CheckSlug), so the two never meet, which one mux could not know.
func split(inside, outside http.Handler, siteRoutes []kit.Route) http.Handler {
	own := map[string]bool{"": true, first(assets.Prefix): true, "favicon.ico": true, "robots.txt": true}
	for _, route := range siteRoutes {
		own[first(route.Path)] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if own[first(r.URL.Path)] {
			outside.ServeHTTP(w, r)
			return
		}
		inside.ServeHTTP(w, r)
	})
}

// first is the first part of an address.
func first(path string) string {
	part, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return part
}
