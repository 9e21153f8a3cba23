package partners

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/web/kit"
)

// Section is the list of partners, and each of them.
func Section() kit.Section {
	view, edit := kit.May(access.PartnerView), kit.May(access.PartnerEdit)
	return kit.Section{
		Key: "partners", Path: "/partners", Icon: "building", Label: "page.nav_partners", Rule: view,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/partners", Rule: view, Handler: list},
			{Method: http.MethodGet, Path: "/partners/new", Rule: edit, Handler: askNew},
			{Method: http.MethodPost, Path: "/partners/new", Rule: edit, Handler: create},
			{Method: http.MethodGet, Path: "/partners/{id}", Rule: view, Handler: show},
			{Method: http.MethodPost, Path: "/partners/{id}", Rule: edit, Handler: save},
			{Method: http.MethodPost, Path: "/partners/{id}/state", Rule: edit, Handler: saveState},
		},
	}
}

// ofBrand tells whether the reader looks after partners, and is not one itself.
func ofBrand(r *kit.Request) bool {
	return access.ReachOf(r.Actor, access.PartnerEdit) >= base.ReachTerritory
}
