package demo

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/web/kit"
)

// Routes are the demo's own; they are registered in demo mode only.
func Routes() []kit.Route {
	return []kit.Route{
		{Method: http.MethodGet, Path: "/{$}", Rule: kit.Anyone(), Handler: home},
		{Method: http.MethodPost, Path: "/demo/sign-in", Rule: kit.Anyone(), Handler: signIn},
		{Method: http.MethodPost, Path: "/demo/clock", Rule: kit.Anyone(), Handler: setClock},
		{Method: http.MethodGet, Path: "/demo/mail", Rule: kit.Anyone(), Handler: mails},
	}
}

// signIn begins a session of the member that was clicked.
func signIn(r *kit.Request) error {
	slug, id := r.FormValue("workspace"), r.FormID("member")
	for _, w := range r.Site.Demo.People {
		for _, m := range w.Members {
			if w.Workspace.Slug == slug && m.ID == id && m.Password != "" {
				return enterAs(r, w, m)
			}
		}
	}
	return base.NotFound()
}

func enterAs(r *kit.Request, w kit.DemoWorkspace, m kit.DemoMember) error {
	in, err := r.Site.Org.SignIn(r.Context(), w.Workspace.ID, credentialsOf(r, m))
	if err != nil {
		return err
	}
	r.Site.RememberSession(r, w.Workspace, in)
	return r.Redirect("/" + w.Workspace.Slug + "/")
}
