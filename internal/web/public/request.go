package public

import (
	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
)

// follow shows a prospect its request. Opening it changes nothing: mail programs open links too (INV-9).
func follow(r *kit.Request) error {
	request, err := r.Site.Leads.RequestByLink(r.Context(), r.Workspace.ID, r.PathValue("token"))
	if err != nil {
		return err
	}
	v := newRequestView(r, request)
	shell := r.Public(v.PageTitle)
	shell.Width = "slim"
	return r.Render(requestPage(shell, v))
}

// askWithdraw is the question before what cannot be taken back.
func askWithdraw(r *kit.Request) error {
	request, err := r.Site.Leads.RequestByLink(r.Context(), r.Workspace.ID, r.PathValue("token"))
	if err != nil {
		return err
	}
	v := newRequestView(r, request)
	if !v.CanWithdraw {
		return r.Redirect(v.Address)
	}
	shell := r.Public(r.P.T("prospect.withdraw_title"))
	return r.Render(withdrawPage(shell, v))
}

// withdraw takes the request and the consent back (INT-4). Twice is once.
func withdraw(r *kit.Request) error {
	token := r.PathValue("token")
	err := r.Site.Leads.Withdraw(r.Context(), r.Workspace.ID, token)
	if err != nil && base.CodeOf(err) != base.CodeConflict {
		return err
	}
	return r.Redirect(r.Path("/request/", token))
}

// withdrawn tells whether the prospect has taken everything back.
func withdrawn(request lead.Request) bool {
	for _, e := range request.Events {
		if e.Kind == lead.EventConsentWithdraw {
			return true
		}
	}
	return false
}
