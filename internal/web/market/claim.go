package market

import (
	"net/http"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/placement"
	"sluice/internal/web/kit"
)

// Claim takes the lead, or shows who was not first what to do next (MKT-3, MKT-4).
func Claim(r *kit.Request) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	won, err := r.Site.Placement.Claim(r.Context(), r.Actor, id)
	switch {
	case err == nil:
		r.Toast("available.claimed")
		return r.Redirect(Address(r, won))
	case placement.IsTaken(err):
		return tooLate(r, id)
	case base.CodeOf(err) == base.CodeConflict:
		return refused(r, id, err)
	}
	return err
}

// refused shows the page again with the reason why this partner cannot have the lead now.
func refused(r *kit.Request, id base.ID, why error) error {
	view, err := r.Site.Leads.Get(r.Context(), r.Actor, id)
	if err != nil {
		return err
	}
	return render(r, view, kit.Status(base.CodeOf(why)), r.P.Err(base.AsError(why)))
}

// lostView is the page of a claim that came second.
type lostView struct {
	P    *i18n.Printer
	Home string
	Near []Row
}

const nearby = 2

// tooLate answers a claim on a lead that is taken: by this partner itself after a second press, or by another.
func tooLate(r *kit.Request, id base.ID) error {
	if view, err := r.Site.Leads.Get(r.Context(), r.Actor, id); err == nil && !view.Masked {
		return r.Redirect(Address(r, view.Lead))
	}
	near, err := r.Site.Placement.Near(r.Context(), r.Actor, id, nearby)
	if err != nil && base.CodeOf(err) != base.CodeNotFound {
		return err
	}
	v := lostView{P: r.P, Home: r.Path("/home"), Near: Rows(r, near)}
	if r.Swap() {
		return r.RenderStatus(http.StatusConflict, lost(v))
	}
	return r.RenderStatus(http.StatusConflict, lostPage(r.Shell(r.P.T("available.lost"), "home"), v))
}

// Hide takes the lead off the reader's list.
func Hide(r *kit.Request) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := r.Site.Placement.Hide(r.Context(), r.Actor, id); err != nil {
		return err
	}
	r.Toast("available.hidden")
	return r.Redirect(r.Path("/home"))
}
