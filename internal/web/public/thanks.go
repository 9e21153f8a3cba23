package public

import (
	"sluice/internal/base"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// thanksView says that the request is in and what happens next.
type thanksView struct {
	Title, Text string
	Steps       []ui.StepView
	Follow      string // the private page, "" when it is not known here
	Framed      bool
}

// thank is where a sent form leads. It shows nothing of the request: whoever reloads or shares the address of a
// form sees the same.
func thank(at setting) kit.Handler {
	return func(r *kit.Request) error {
		p, err := open(r, at)
		if err != nil {
			return err
		}
		v := thanksView{
			Title: r.P.T("publicform.thanks_title"), Text: r.Words(p.form.Thanks), Framed: at.framed(),
			Steps: []ui.StepView{
				{Label: r.P.T("prospect.step_received"), State: "done"},
				{Label: r.P.T("prospect.step_partner"), State: "current", Text: r.P.T("prospect.step_partner_text")},
				{Label: r.P.T("prospect.step_contact")},
				{Label: r.P.T("prospect.step_quote")},
			},
		}
		if token := r.URL.Query().Get("request"); token != "" {
			if _, err := r.Site.Leads.RequestByLink(r.Context(), r.Workspace.ID, token); err == nil {
				v.Follow = r.Path("/request/", token)
			} else if base.CodeOf(err) != base.CodeNotFound {
				return err
			}
		}
		shell := r.Public(v.Title)
		shell.Width = "slim"
		if at.framed() {
			return r.Render(framedThanks(shell, v))
		}
		return r.Render(thanksPage(shell, v))
	}
}
