package profile

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type pageView struct {
	Shell ui.Shell
	P     *i18n.Printer
	URL   string
	Me    org.Profile
	Email string
	Langs []ui.Option
	// Mails: new leads on the market concern the member's role.
	Mails    bool
	Sessions []sessionView
	Tokens   string // address of the tokens, "" where the role has none
	Errors   ui.FormErrors
	// PasswordErrors belong to the second form of the page.
	PasswordErrors ui.FormErrors
}

func newPage(r *kit.Request) (pageView, error) {
	me, err := r.Site.Org.Member(r.Context(), r.Actor, r.Actor.Member)
	if err != nil {
		return pageView{}, err
	}
	sessions, err := r.Site.Org.ListSessions(r.Context(), r.Actor)
	if err != nil {
		return pageView{}, err
	}
	v := pageView{
		Shell: r.Shell(r.P.T("profile.title"), ""), P: r.P, URL: r.Path("/profile"), Email: me.Email, Sessions: newSessions(r, sessions),
		Me:    org.Profile{Name: me.Name, Phone: me.Phone, Lang: me.Lang, Theme: me.Theme, MarketMail: me.MarketMail},
		Mails: access.May(r.Actor, access.LeadClaim),
		Langs: []ui.Option{{Label: r.P.T("profile.lang_of_workspace", i18n.Args{"Language": i18n.NativeName(r.Config.Document.DefaultLang)})}},
	}
	for _, lang := range i18n.Langs {
		v.Langs = append(v.Langs, ui.Option{Value: string(lang), Label: i18n.NativeName(lang)})
	}
	if access.May(r.Actor, access.TokenManage) {
		v.Tokens = r.Path("/profile/tokens")
	}
	return v, nil
}

func show(r *kit.Request) error {
	v, err := newPage(r)
	if err != nil {
		return err
	}
	return r.Render(profilePage(v))
}

func save(r *kit.Request) error {
	v, err := newPage(r)
	if err != nil {
		return err
	}
	v.Me.Name, v.Me.Phone = r.PostFormValue("name"), r.PostFormValue("phone")
	v.Me.Lang, v.Me.Theme = r.PostFormValue("lang"), r.PostFormValue("theme")
	if v.Mails {
		v.Me.MarketMail = org.MarketMail(r.PostFormValue("market_mail"))
	}
	err = r.Site.Org.SetProfile(r.Context(), r.Actor, v.Me)
	if base.CodeOf(err) == base.CodeInvalid {
		v.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusUnprocessableEntity, profilePage(v))
	}
	if err != nil {
		return err
	}
	r.Toast("profile.saved")
	return r.Redirect(v.URL)
}

// changePassword ends every session and begins a new one in this browser.
func changePassword(r *kit.Request) error {
	in, err := r.Site.Org.ChangePassword(r.Context(), r.Actor, org.PasswordChange{
		Old: r.PostFormValue("old"), New: r.PostFormValue("new"), Device: r.Device(),
	})
	if code := base.CodeOf(err); code == base.CodeInvalid || code == base.CodeRateLimited {
		v, gone := newPage(r)
		if gone != nil {
			return gone
		}
		v.PasswordErrors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(kit.Status(code), profilePage(v))
	}
	if err != nil {
		return err
	}
	r.Site.RememberSession(r, r.Workspace, in)
	r.Toast("profile.password_changed")
	return r.Redirect(r.Path("/profile"))
}
