package company

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
)

// Section is the company profile of a partner's manager. Whoever belongs to no partner has none.
func Section() kit.Section {
	edit := kit.May(access.PartnerEdit)
	return kit.Section{
		Key: "company", Path: "/company", Icon: "building", Label: "page.nav_company", Rule: edit,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/company", Rule: edit, Handler: show},
			{Method: http.MethodPost, Path: "/company", Rule: edit, Handler: save},
			{Method: http.MethodPost, Path: "/company/availability", Rule: edit, Handler: setAvailability},
		},
	}
}
