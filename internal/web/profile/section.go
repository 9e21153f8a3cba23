package profile

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
)

// Section stands in no navigation: the member's own name leads to it.
func Section() kit.Section {
	me, tokens := kit.SignedIn(), kit.May(access.TokenManage)
	return kit.Section{
		Path: "/profile", Rule: me,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/profile", Rule: me, Handler: show},
			{Method: http.MethodPost, Path: "/profile", Rule: me, Handler: save},
			{Method: http.MethodPost, Path: "/profile/password", Rule: me, Handler: changePassword},
			{Method: http.MethodPost, Path: "/profile/sessions", Rule: me, Handler: endOthers},
			{Method: http.MethodPost, Path: "/profile/sessions/{session}", Rule: me, Handler: endOne},
			{Method: http.MethodGet, Path: "/profile/tokens", Rule: tokens, Handler: listTokens},
			{Method: http.MethodPost, Path: "/profile/tokens", Rule: tokens, Handler: createToken},
			{Method: http.MethodPost, Path: "/profile/tokens/{token}", Rule: tokens, Handler: revokeToken},
		},
	}
}
