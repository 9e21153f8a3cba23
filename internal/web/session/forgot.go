package session

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type forgotView struct {
	Page   ui.Public
	URL    string
	SignIn string
	Email  string
	Errors ui.FormErrors
	Sent   bool
}

func newForgot(r *kit.Request) forgotView {
	return forgotView{
		Page: r.Public(r.P.T("session.forgot")), URL: r.Path("/forgot"), SignIn: r.Path("/sign-in"), Email: r.FormValue("email"),
	}
}

func askForgot(r *kit.Request) error { return r.Render(forgotPage(newForgot(r))) }

// forgot answers the same whether the address belongs to a member or not.
func forgot(r *kit.Request) error {
	v := newForgot(r)
	if _, ok := org.NormalEmail(v.Email); !ok {
		v.Errors = ui.NewFormErrors(r.P, base.Invalid(base.FieldError{Field: "email", Key: "error.email"}))
		return r.RenderStatus(http.StatusUnprocessableEntity, forgotPage(v))
	}
	err := r.Site.Org.AskReset(r.Context(), r.Workspace.ID, v.Email, r.Device())
	if base.CodeOf(err) == base.CodeRateLimited {
		v.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusTooManyRequests, forgotPage(v))
	}
	if err != nil {
		return err
	}
	v.Sent = true
	return r.Render(forgotPage(v))
}
