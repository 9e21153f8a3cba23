package mailbox

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
)

// Section is a workspace's own mailbox. It shows private links of others, so it is registered only where no mail
// server takes them, and for those only who could give themselves any right: a link sets somebody's password.
func Section() kit.Section {
	may := kit.May(access.SettingsEdit)
	inside := func(do func(*kit.Request, box) error) kit.Handler {
		return func(r *kit.Request) error {
			return do(r, box{workspace: r.Workspace, path: r.Path("/mailbox"), inside: true})
		}
	}
	return kit.Section{
		Key: "mailbox", Path: "/mailbox", Icon: "mail", Label: "mailbox.title", Rule: may,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/mailbox", Rule: may, Handler: inside(list)},
			{Method: http.MethodGet, Path: "/mailbox/{id}", Rule: may, Handler: inside(one)},
			{Method: http.MethodGet, Path: "/mailbox/{id}/html", Rule: may, Handler: inside(content)},
		},
	}
}

// DemoRoutes show the mailboxes of all workspaces without signing in; they are registered in demo mode only.
func DemoRoutes() []kit.Route {
	return []kit.Route{
		{Method: http.MethodGet, Path: "/demo/mailbox", Rule: kit.Anyone(), Handler: first},
		{Method: http.MethodGet, Path: "/demo/mailbox/{slug}", Rule: kit.Anyone(), Handler: outside(list)},
		{Method: http.MethodGet, Path: "/demo/mailbox/{slug}/{id}", Rule: kit.Anyone(), Handler: outside(one)},
		{Method: http.MethodGet, Path: "/demo/mailbox/{slug}/{id}/html", Rule: kit.Anyone(), Handler: outside(content)},
	}
}

// box is a workspace's mailbox, and where it is looked at.
type box struct {
	workspace org.Workspace
	path      string
	inside    bool // by a member of the workspace
}

const demoPath = "/demo/mailbox/"

func first(r *kit.Request) error {
	for _, w := range r.Site.Demo.People {
		return r.Redirect(demoPath + w.Workspace.Slug)
	}
	return base.NotFound()
}

func outside(do func(*kit.Request, box) error) kit.Handler {
	return func(r *kit.Request) error {
		w, err := r.Site.Org.WorkspaceBySlug(r.Context(), r.PathValue("slug"))
		if err != nil {
			return err
		}
		cfg, err := r.Site.Org.Config(r.Context(), w.ID)
		if err != nil {
			return err
		}
		r.Workspace, r.Config, r.P = w, cfg, cfg.Printer(string(r.P.Lang()))
		return do(r, box{workspace: w, path: demoPath + w.Slug})
	}
}
