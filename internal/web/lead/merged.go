package lead

import (
	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
)

// mergedView says that the lead became part of another one.
type mergedView struct {
	Ref, Href string // of the kept lead, "" for who does not see it
	Undo      string // address that parts the two, "" for who may not
}

// merged is nil for a lead that stands on its own.
func merged(r *kit.Request, l *lead.Lead) (*mergedView, error) {
	if l.MergedInto == 0 {
		return nil, nil
	}
	kept, err := r.Site.Leads.Get(r.Context(), r.Actor, l.MergedInto)
	if base.CodeOf(err) == base.CodeNotFound {
		return &mergedView{}, nil
	}
	if err != nil {
		return nil, err
	}
	v := mergedView{Ref: kept.Lead.Ref(r.Config.Document), Href: market.Address(r, kept.Lead)}
	if kept.May[access.LeadEdit] {
		v.Undo = market.Address(r, l) + "/unmerge"
	}
	return &v, nil
}
