package people

import (
	"net/http"
	"slices"

	"sluice/internal/access"
	"sluice/internal/web/kit"
)

// Section is "My people" of a partner; the brand's members come to it from the settings and from a partner's page.
func Section() kit.Section {
	see, manage := kit.May(access.MemberView), kit.May(access.MemberManage)
	return kit.Section{
		Key: "people", Path: "/people", Icon: "users", Label: "page.nav_people", Rule: see,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/people", Rule: see, Handler: list},
			{Method: http.MethodGet, Path: "/people/new", Rule: manage, Handler: askInvite},
			{Method: http.MethodPost, Path: "/people", Rule: manage, Handler: invite},
			{Method: http.MethodGet, Path: "/people/{member}", Rule: see, Handler: show},
			{Method: http.MethodPost, Path: "/people/{member}/place", Rule: manage, Handler: change},
			{Method: http.MethodPost, Path: "/people/{member}/invite", Rule: manage, Handler: inviteAgain},
			{Method: http.MethodPost, Path: "/people/{member}/suspend", Rule: manage, Handler: suspend},
			{Method: http.MethodPost, Path: "/people/{member}/restore", Rule: manage, Handler: restore},
		},
	}
}

// current is the entry of the navigation that the pages belong to.
func current(r *kit.Request) string {
	if role := r.Config.Document.Role(r.Actor.Role); role != nil && slices.Contains(role.Nav, "people") {
		return "people"
	}
	return "settings"
}
