package public

import (
	"net/http"

	"sluice/internal/web/assets"
	"sluice/internal/web/kit"
)

// maxForm is the largest form in bytes: the longest message many times over, and nothing like a file.
const maxForm = 64 << 10

// Section are the public pages. None has an entry in a member's navigation.
func Section() kit.Section {
	get := func(path string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodGet, Path: path, Rule: kit.Anyone(), Handler: h}
	}
	post := func(path string, h kit.Handler) kit.Route {
		return kit.Route{Method: http.MethodPost, Path: path, Rule: kit.Anyone(), Handler: h, MaxBody: maxForm}
	}
	return kit.Section{Routes: []kit.Route{
		get("/f/{form}", show(hosted)), post("/f/{form}", send(hosted)),
		post("/f/{form}/result", reckon(hosted)), get("/f/{form}/thanks", thank(hosted)),
		get("/embed/{form}", show(embedded)), post("/embed/{form}", send(embedded)),
		post("/embed/{form}/result", reckon(embedded)), get("/embed/{form}/thanks", thank(embedded)),
		get("/request/{token}", follow),
		get("/request/{token}/withdraw", askWithdraw), post("/request/{token}/withdraw", withdraw),
	}}
}

// SiteRoutes is the script that other sites load. Its address never changes, since it stands in their pages.
func SiteRoutes() []kit.Route {
	script := func(r *kit.Request) error {
		asset := r.Clone(r.Context())
		asset.URL.Path = assets.Prefix + "embed.js"
		assets.Handler().ServeHTTP(r.Writer, asset)
		return nil
	}
	return []kit.Route{{Method: http.MethodGet, Path: "/embed.js", Rule: kit.Anyone(), Handler: script}}
}
