package session

import (
	"net/http"
	"strings"

	"sluice/internal/base"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// FrontRoutes are the first page of an installation, for whoever types its bare address.
func FrontRoutes() []kit.Route {
	return []kit.Route{{Method: http.MethodGet, Path: "/{$}", Rule: kit.Anyone(), Handler: front}}
}

type frontView struct {
	Page   ui.Public
	Slug   string
	Errors ui.FormErrors
}

// front leads to the set-up, to the only workspace, or asks which one. It lists none: who works here is nobody's
// business.
func front(r *kit.Request) error {
	all, err := r.Site.Org.ListWorkspaces(r.Context())
	switch {
	case err != nil:
		return err
	case len(all) == 0:
		return r.Redirect("/setup")
	case len(all) == 1:
		return r.Redirect("/" + all[0].Slug + "/")
	}
	v := frontView{Page: r.Public(r.P.T("session.front")), Slug: strings.ToLower(strings.TrimSpace(r.FormValue("workspace")))}
	if v.Slug == "" {
		return r.Render(frontPage(v))
	}
	workspace, err := r.Site.Org.WorkspaceBySlug(r.Context(), v.Slug)
	if base.CodeOf(err) == base.CodeNotFound {
		v.Errors = ui.NewFormErrors(r.P, base.Invalid(base.FieldError{Field: "workspace", Key: "error.unknown"}))
		return r.RenderStatus(http.StatusUnprocessableEntity, frontPage(v))
	}
	if err != nil {
		return err
	}
	return r.Redirect("/" + workspace.Slug + "/")
}
