package home

import (
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// urgentView is the claim that runs out soonest.
type urgentView struct {
	Name, Text  string
	Due, Tone   string
	At          base.Moment
	Href, Phone string
	Log         string
}

// urgent is the held lead whose hold ends first; nil when none is waiting for its first contact.
func urgent(r *kit.Request) (*urgentView, error) {
	found, err := r.Site.Leads.List(r.Context(), r.Actor, lead.Filter{Mine: true, Lens: lead.LensOpen}, base.PageRequest{Sort: "deadline", Limit: 20})
	if err != nil {
		return nil, err
	}
	for i := range found.Items {
		if found.Items[i].DeadlineKind == lead.DeadlineHold {
			return newUrgent(r, &found.Items[i]), nil
		}
	}
	return nil, nil
}

func newUrgent(r *kit.Request, row *lead.Row) *urgentView {
	until := row.DeadlineAt.Time
	v := &urgentView{
		Name: row.ContactName, At: row.DeadlineAt, Href: market.Address(r, &row.Lead), Phone: facts.Tel(row.ContactPhone),
		Log: market.Address(r, &row.Lead) + "/outcome", Tone: ui.DueTone(r.P, until, r.Now),
		Due:  r.P.T("home.hold_ends", i18n.Args{"Left": r.P.Duration(until.Sub(r.Now))}),
		Text: r.P.T("home.urgent", i18n.Args{"Place": facts.Place(&row.Lead), "Until": r.P.Near(until, r.Now)}),
	}
	if !until.After(r.Now) {
		v.Due = r.P.T("home.hold_over")
	}
	return v
}

func urgentRegion(r *kit.Request) error {
	u, err := urgent(r)
	if err != nil {
		return err
	}
	return r.Render(urgentBar(view{P: r.P, Urgent: u, UrgentAt: r.Path("/home/urgent")}))
}
