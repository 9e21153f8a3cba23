package people

import (
	"net/http"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type inviteView struct {
	Shell  ui.Shell
	P      *i18n.Printer
	URL    string
	Back   string
	Member org.NewMember
	Place  placeView
	Langs  []ui.Option
	Errors ui.FormErrors
}

// placeView are the two questions of where somebody works and as what.
type placeView struct {
	Unit, Role   string
	Units, Roles []ui.Option
}

func askInvite(r *kit.Request) error {
	unit, _ := base.ParseID(r.URL.Query().Get("unit")) // without one the first of the list stands there
	if unit == 0 {
		unit = r.Actor.Unit
	}
	return inviteForm(r, org.NewMember{Unit: unit}, nil)
}

func invite(r *kit.Request) error {
	n := org.NewMember{
		Unit: r.FormID("unit"), Role: r.PostFormValue("role"), Name: r.PostFormValue("name"), Email: r.PostFormValue("email"),
		Phone: r.PostFormValue("phone"), Lang: r.PostFormValue("lang"),
	}
	m, err := r.Site.Org.CreateMember(r.Context(), r.Actor, n)
	if base.CodeOf(err) == base.CodeInvalid {
		return inviteForm(r, n, err)
	}
	if err != nil {
		return err
	}
	if m.State == org.MemberInvited {
		r.Toast("people.invited")
	} else {
		r.Toast("people.added")
	}
	return r.Redirect(r.Path("/people/", m.ID.String()))
}

func inviteForm(r *kit.Request, n org.NewMember, refused error) error {
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return err
	}
	title := r.P.T("people.invite")
	v := inviteView{
		Shell: r.Shell(title, current(r)), P: r.P, URL: r.Path("/people"), Back: r.Path("/people"), Member: n,
		Place: newPlace(r, tree, n.Unit, n.Role), Errors: ui.NewFormErrors(r.P, refused),
	}
	v.Langs = []ui.Option{{Label: r.P.T("people.lang_of_workspace")}}
	for _, lang := range r.Config.Document.Langs {
		v.Langs = append(v.Langs, ui.Option{Value: string(lang), Label: i18n.NativeName(lang)})
	}
	status := http.StatusOK
	if refused != nil {
		status = http.StatusUnprocessableEntity
	}
	return r.RenderStatus(status, invitePage(v))
}

// newPlace offers the units that the reader manages people of, and the roles it may give there.
func newPlace(r *kit.Request, tree *org.Tree, unit base.ID, role string) placeView {
	v := placeView{Unit: unit.String(), Role: role}
	var kinds []blueprint.UnitKind
	for _, u := range tree.Units() {
		if access.Decide(r.Actor, access.MemberManage, access.Subject{Workspace: r.Workspace.ID, Unit: u.ID}) {
			v.Units = append(v.Units, ui.Option{Value: u.ID.String(), Label: u.Name})
			kinds = append(kinds, u.Kind)
		}
	}
	at := tree.Unit(unit)
	for _, one := range org.Appointable(r.Actor, r.Config.Document.Roles) {
		if slices.ContainsFunc(one.UnitKinds, func(k blueprint.UnitKind) bool { return slices.Contains(kinds, k) }) {
			v.Roles = append(v.Roles, ui.Option{Value: one.Key, Label: r.Words(one.Title)})
		}
		if v.Role == "" && at != nil && slices.Contains(one.UnitKinds, at.Kind) {
			v.Role = one.Key // so that the form opens with a role that the unit knows
		}
	}
	return v
}
