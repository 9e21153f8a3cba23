package partners

import (
	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

func askNew(r *kit.Request) error {
	if !ofBrand(r) {
		return base.Forbidden()
	}
	return newPartner(r, nil)
}

func create(r *kit.Request) error {
	d, wrong := decode(r, org.UnitDetails{})
	err := wrong.Err()
	if err == nil {
		var made *org.Unit
		made, err = r.Site.Org.CreateUnit(r.Context(), r.Actor, org.NewUnit{Parent: r.FormID("parent"), Kind: blueprint.UnitPartner, UnitDetails: d})
		if err == nil {
			r.Toast("roster.made")
			return r.Redirect(r.Path("/partners/", made.ID.String()))
		}
	}
	if base.CodeOf(err) != base.CodeInvalid {
		return err
	}
	return newPartner(r, err)
}

// newPartner is the empty form, or the refused one with what was typed.
func newPartner(r *kit.Request, refusal error) error {
	v := newForm(r, typed(r), r.PostForm["products"], refusal)
	v.URL, v.Cancel, v.Button = r.Path("/partners/new"), r.Path("/partners"), r.P.T("roster.create")
	if err := v.withManager(r, r.PostFormValue("account_manager")); err != nil {
		return err
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return err
	}
	parent := ui.FieldView{Name: "parent", Label: r.P.T("roster.parent"), Span: "full", Value: r.PostFormValue("parent"), Error: v.Errors.For("parent")}
	for _, u := range tree.Units() {
		subject := access.Subject{Workspace: r.Workspace.ID, Unit: u.ID}
		if (u.Kind == blueprint.UnitRegion || u.Kind == blueprint.UnitCompany) && access.Decide(r.Actor, access.PartnerEdit, subject) {
			parent.Options = append(parent.Options, ui.Option{Value: u.ID.String(), Label: u.Name})
		}
	}
	v.Parent, v.Labels["parent"] = &parent, parent.Label
	page := newPage(r.Shell(r.P.T("roster.new"), "partners"), v)
	if refusal != nil {
		return r.RenderStatus(kit.Status(base.CodeOf(refusal)), page)
	}
	return r.Render(page)
}
