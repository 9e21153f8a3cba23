package session

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type signInView struct {
	Page   ui.Public
	Brand  string
	URL    string
	Forgot string
	Next   string
	Email  string
	// Wrong stands at the password whichever of the two was wrong.
	Wrong  string
	Errors ui.FormErrors
}

func newSignIn(r *kit.Request) signInView {
	return signInView{
		Page: r.Public(r.P.T("session.sign_in")), Brand: r.Workspace.Name, URL: r.Path("/sign-in"), Forgot: r.Path("/forgot"),
		Next: ownPath(r.Workspace.Slug, r.FormValue("next")), Email: r.FormValue("email"),
	}
}

func askSignIn(r *kit.Request) error {
	v := newSignIn(r)
	if r.Actor.Member != 0 {
		return r.Redirect(v.target(r))
	}
	return r.Render(signInPage(v))
}

// target is where signing in leads: the page that was asked for, else the start page.
func (v signInView) target(r *kit.Request) string {
	if v.Next != "" {
		return v.Next
	}
	return r.HomePath()
}

func signIn(r *kit.Request) error {
	v := newSignIn(r)
	in, err := r.Site.Org.SignIn(r.Context(), r.Workspace.ID, org.Credentials{
		Email: v.Email, Password: r.PostFormValue("password"), Device: r.Device(),
	})
	switch base.CodeOf(err) {
	case "":
	case base.CodeUnauthenticated:
		v.Wrong = r.P.Err(base.AsError(err))
		return r.RenderStatus(http.StatusUnprocessableEntity, signInPage(v))
	case base.CodeRateLimited:
		v.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusTooManyRequests, signInPage(v))
	default:
		return err
	}
	begin(r, in)
	return r.Redirect(v.target(r))
}

// begin makes the request the member's: its cookie, and the role that decides where it goes.
func begin(r *kit.Request, in org.SignedIn) {
	r.Site.RememberSession(r, r.Workspace, in)
	r.Actor, r.Session = in.Actor, in.Session
}

func signOut(r *kit.Request) error {
	if err := r.Site.Org.SignOut(r.Context(), r.Workspace.ID, r.SessionToken()); err != nil {
		return err
	}
	r.Site.ForgetSession(r)
	r.Toast("session.signed_out")
	return r.Redirect(r.Path("/sign-in"))
}
