package settings

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// Section is the settings of the workspace.
func Section() kit.Section {
	see, audit := kit.May(access.SettingsView), kit.May(access.AuditView)
	return kit.Section{
		Key: "settings", Path: "/settings", Icon: "sliders", Label: "page.nav_settings", Rule: see,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/settings", Rule: see, Handler: overview},
			{Method: http.MethodGet, Path: "/settings/pipeline", Rule: see, Handler: pipeline},
			{Method: http.MethodGet, Path: "/settings/roles", Rule: see, Handler: roles},
			{Method: http.MethodGet, Path: "/settings/audit", Rule: audit, Handler: auditLog},
		},
	}
}

// tabs lead between the pages; those that the reader may not open are not among them.
func tabs(r *kit.Request, current string) []ui.TabView {
	var out []ui.TabView
	for _, one := range []struct{ path, label, right string }{
		{"/settings", r.P.T("config.overview"), access.SettingsView},
		{"/settings/pipeline", r.P.T("config.pipeline"), access.SettingsView},
		{"/settings/roles", r.P.T("config.roles"), access.SettingsView},
		{"/settings/audit", r.P.T("config.audit"), access.AuditView},
	} {
		if access.May(r.Actor, one.right) {
			out = append(out, ui.TabView{Label: one.label, Href: r.Path(one.path), Current: one.path == current})
		}
	}
	return out
}
