package people

import (
	"context"
	"net/http"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type memberView struct {
	Shell   ui.Shell
	P       *i18n.Printer
	List    string
	URL     string
	Member  org.Member
	Row     row
	Facts   []ui.Fact
	Place   placeView
	Manages bool
	Errors  ui.FormErrors
}

func show(r *kit.Request) error {
	id, err := r.ID("member")
	if err != nil {
		return err
	}
	m, err := r.Site.Org.Member(r.Context(), r.Actor, id)
	if err != nil {
		return err
	}
	return memberForm(r, m, org.Place{Unit: m.Unit, Role: m.Role}, nil)
}

func memberForm(r *kit.Request, m org.Member, to org.Place, refused error) error {
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return err
	}
	one := newRow(r, tree, m)
	v := memberView{
		Shell: r.Shell(m.Name, current(r)), P: r.P, List: r.Path("/people"), URL: one.Href, Member: m, Row: one,
		Manages: org.Manages(r.Actor, m, r.Config.Document.Roles), Errors: ui.NewFormErrors(r.P, refused),
		Facts: []ui.Fact{
			{Label: r.P.T("people.role"), Value: one.Role}, {Label: r.P.T("people.unit"), Value: one.Unit},
			{Label: r.P.T("people.email"), Value: m.Email},
		},
	}
	if m.Phone != "" {
		v.Facts = append(v.Facts, ui.Fact{Label: r.P.T("people.phone"), Value: m.Phone})
	}
	v.Facts = append(v.Facts,
		ui.Fact{Label: r.P.T("people.since"), Value: r.P.Date(m.CreatedAt.Time)}, ui.Fact{Label: r.P.T("people.seen"), Value: one.SeenText})
	if v.Manages {
		v.Place = newPlace(r, tree, to.Unit, to.Role)
	}
	status := http.StatusOK
	if refused != nil {
		status = http.StatusUnprocessableEntity
	}
	return r.RenderStatus(status, memberPage(v))
}

func change(r *kit.Request) error {
	id, err := r.ID("member")
	if err != nil {
		return err
	}
	to := org.Place{Unit: r.FormID("unit"), Role: r.PostFormValue("role")}
	err = r.Site.Org.ChangeMember(r.Context(), r.Actor, id, to)
	if base.CodeOf(err) == base.CodeInvalid {
		m, gone := r.Site.Org.Member(r.Context(), r.Actor, id)
		if gone != nil {
			return gone
		}
		return memberForm(r, m, to, err)
	}
	if err != nil {
		return err
	}
	r.Toast("people.changed")
	return r.Redirect(r.Path("/people/", id.String()))
}

func inviteAgain(r *kit.Request) error {
	return act(r, r.Site.Org.InviteAgain, "people.invited_again")
}

func suspend(r *kit.Request) error {
	return act(r, r.Site.Org.SuspendMember, "people.suspended")
}

func restore(r *kit.Request) error {
	return act(r, r.Site.Org.RestoreMember, "people.restored")
}

// act does something to the member of the address and says so.
func act(r *kit.Request, do func(context.Context, base.Actor, base.ID) error, said string) error {
	id, err := r.ID("member")
	if err != nil {
		return err
	}
	if err := do(r.Context(), r.Actor, id); err != nil {
		return err
	}
	r.Toast(said)
	return r.Redirect(r.Path("/people/", id.String()))
}
