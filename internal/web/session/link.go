package session

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// linkView is the page behind the link of a mail: choose a password, and for an invitation a name.
type linkView struct {
	Page   ui.Public
	Title  string
	Intro  string
	URL    string
	Button string
	Email  string
	Name   string
	Named  bool
	Errors ui.FormErrors
}

// overView says that a link has had its time, and how to get another.
type overView struct {
	Page   ui.Public
	Text   string
	Button ui.ButtonView
	Hint   string
}

func askReset(r *kit.Request) error {
	member, err := r.Site.Org.ResetFor(r.Context(), r.Workspace.ID, r.PathValue("token"))
	if err != nil {
		return resetOver(r, err)
	}
	return r.Render(linkPage(newReset(r, member)))
}

func newReset(r *kit.Request, member org.Member) linkView {
	title := r.P.T("session.reset")
	return linkView{
		Page: r.Public(title), Title: title, Intro: r.P.T("session.reset_text"), URL: r.Path("/reset/", r.PathValue("token")),
		Button: r.P.T("session.reset_button"), Email: member.Email,
	}
}

func reset(r *kit.Request) error {
	token := r.PathValue("token")
	in, err := r.Site.Org.ResetPassword(r.Context(), r.Workspace.ID, token, r.PostFormValue("password"), r.Device())
	if base.CodeOf(err) == base.CodeInvalid {
		member, gone := r.Site.Org.ResetFor(r.Context(), r.Workspace.ID, token)
		if gone != nil {
			return resetOver(r, gone)
		}
		v := newReset(r, member)
		v.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusUnprocessableEntity, linkPage(v))
	}
	if err != nil {
		return resetOver(r, err)
	}
	begin(r, in)
	r.Toast("session.password_set")
	return r.Redirect(r.HomePath())
}

func resetOver(r *kit.Request, err error) error {
	return linkOver(r, err, overView{
		Button: ui.ButtonView{Label: r.P.T("session.ask_again"), Kind: "primary", Href: r.Path("/forgot")},
	})
}

// linkOver shows a link that has had its time; any other failure stays one.
func linkOver(r *kit.Request, err error, v overView) error {
	if base.CodeOf(err) != base.CodeExpired {
		return err
	}
	v.Page, v.Text = r.Public(r.P.T("session.link_over")), r.P.Err(base.AsError(err))
	return r.RenderStatus(http.StatusGone, overPage(v))
}

func askJoin(r *kit.Request) error {
	member, err := r.Site.Org.InvitationFor(r.Context(), r.Workspace.ID, r.PathValue("token"))
	if err != nil {
		return joinOver(r, err)
	}
	return r.Render(linkPage(newJoin(r, member)))
}

func newJoin(r *kit.Request, member org.Member) linkView {
	title := r.P.T("session.join", map[string]any{"Brand": r.Workspace.Name})
	return linkView{
		Page: r.Public(title), Title: title, Intro: r.P.T("session.join_text"), URL: r.Path("/invitation/", r.PathValue("token")),
		Button: r.P.T("session.join_button"), Email: member.Email, Name: member.Name, Named: true,
	}
}

func join(r *kit.Request) error {
	token, name := r.PathValue("token"), r.PostFormValue("name")
	in, err := r.Site.Org.AcceptInvitation(r.Context(), r.Workspace.ID, token, org.Acceptance{
		Name: name, Password: r.PostFormValue("password"), Device: r.Device(),
	})
	if base.CodeOf(err) == base.CodeInvalid {
		member, gone := r.Site.Org.InvitationFor(r.Context(), r.Workspace.ID, token)
		if gone != nil {
			return joinOver(r, gone)
		}
		v := newJoin(r, member)
		v.Name, v.Errors = name, ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusUnprocessableEntity, linkPage(v))
	}
	if err != nil {
		return joinOver(r, err)
	}
	begin(r, in)
	return r.Redirect(r.HomePath())
}

// joinOver: a member who has joined signs in; one whose time ran out asks whoever invited it.
func joinOver(r *kit.Request, err error) error {
	return linkOver(r, err, overView{
		Hint:   r.P.T("session.invitation_over"),
		Button: ui.ButtonView{Label: r.P.T("session.sign_in"), Kind: "primary", Href: r.Path("/sign-in")},
	})
}
