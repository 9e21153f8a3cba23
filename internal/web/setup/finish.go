package setup

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
	"sluice/internal/web/kit"
)

// finish makes the workspace, signs its admin in, and adds the partners.
func finish(r *kit.Request, d *draft) error {
	if first := d.firstWrong(); first < len(steps) {
		return turn(r, d, first)
	}
	doc, err := blueprint.Load(d.Blueprint)
	if err != nil {
		return err
	}
	made, err := r.Site.Org.CreateWorkspace(r.Context(), org.NewWorkspace{
		Slug: d.Slug, Name: d.Brand, Blueprint: doc, Lang: d.Lang, Country: d.Country, Zone: d.Zone, Currency: d.Currency, Hue: &d.Hue,
		Admin: org.NewAdmin{Name: d.Name, Email: d.Email, Password: d.Password}, First: true,
	})
	switch base.CodeOf(err) {
	case "":
	case base.CodeConflict:
		return over(r)
	case base.CodeInvalid:
		return r.RenderStatus(http.StatusUnprocessableEntity, stepPage(newStep(r, d, at("brand"), err)))
	default:
		return err
	}
	forget(r)
	ws := made.Workspace.ID
	in, err := r.Site.Org.SignIn(r.Context(), ws, org.Credentials{Email: d.Email, Password: d.Password, Device: r.Device()})
	if err != nil {
		return err
	}
	r.Site.RememberSession(r, made.Workspace, in)
	if err := addPartners(r, in.Actor, made.Root, d); err != nil {
		return err
	}
	return r.Redirect("/" + made.Workspace.Slug + "/")
}

func addPartners(r *kit.Request, admin base.Actor, root base.ID, d *draft) error {
	for _, p := range d.Partners {
		if p.empty() {
			continue
		}
		details := org.UnitDetails{Name: p.Name}
		if p.From != "" || p.To != "" {
			details.Areas = []org.Area{{Country: d.Country, From: p.From, To: p.To}}
		}
		_, err := r.Site.Org.CreateUnit(r.Context(), admin, org.NewUnit{Parent: root, Kind: blueprint.UnitPartner, UnitDetails: details})
		if err != nil {
			return err
		}
	}
	return nil
}
