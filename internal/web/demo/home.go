package demo

import (
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// view is the demo's first page.
type view struct {
	Page       ui.Public
	Workspaces []workspaceView
}

type workspaceView struct {
	Name, Slug, Kind, Summary string
	Hue                       int
	// People are those to click on, All everybody.
	People, All []personView
	// Public are the pages for which nobody signs in.
	Public []publicView
}

type personView struct {
	ID, Name, Role, Unit, Email, Password, Token string
}

type publicView struct{ Title, Href, Icon string }

func home(r *kit.Request) error {
	v := view{}
	for i, w := range r.Site.Demo.People {
		cfg, err := r.Site.Org.Config(r.Context(), w.Workspace.ID)
		if err != nil {
			return err
		}
		if i == 0 { // the page shows the time as the first workspace does
			r.P = cfg.Printer(string(r.P.Lang()))
		}
		v.Workspaces = append(v.Workspaces, viewOf(r.P.Lang(), w, cfg.Document))
	}
	v.Page = r.Public(r.P.T("demo.title"))
	v.Page.Brand, v.Page.Hue = r.P.T("demo.brand"), 255
	v.Page.Head = headLinks(r.P)
	return r.Render(homePage(v))
}

func viewOf(lang i18n.Lang, w kit.DemoWorkspace, doc *blueprint.Document) workspaceView {
	v := workspaceView{
		Name: w.Workspace.Name, Slug: w.Workspace.Slug, Kind: doc.Title.In(lang), Summary: doc.Summary.In(lang), Hue: doc.Hue,
	}
	shown := map[string]int{} // how many of a role, and of a role in a unit
	for _, m := range w.Members {
		p := personView{ID: m.ID.String(), Name: m.Name, Role: m.Role, Unit: m.Unit, Email: m.Email, Password: m.Password, Token: m.Token}
		if role := doc.Role(m.Role); role != nil {
			p.Role = role.Title.In(lang)
		}
		v.All = append(v.All, p)
		const mostOfRole = 2
		if m.Password != "" && shown[m.Role] < mostOfRole && shown[m.Role+m.Unit] == 0 {
			v.People = append(v.People, p)
			shown[m.Role]++
			shown[m.Role+m.Unit]++
		}
	}
	for _, f := range doc.Forms {
		icon := "file"
		if f.Kind == blueprint.FormCalculator {
			icon = "sun"
		}
		v.Public = append(v.Public, publicView{Title: f.Title.In(lang), Href: "/" + w.Workspace.Slug + "/f/" + f.Path, Icon: icon})
	}
	return v
}

func credentialsOf(r *kit.Request, m kit.DemoMember) org.Credentials {
	return org.Credentials{Email: m.Email, Password: m.Password, Device: r.Device()}
}
