package home

import (
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
)

// todayView is what is still to happen today.
type todayView struct {
	P    *i18n.Printer
	Self string
	Late int
	// LateHref is the list that begins with what is late.
	LateHref string
	Items    []todayItem
}

type todayItem struct{ Clock, What, Name, Href string }

const mostToday = 8

func today(r *kit.Request) (todayView, error) {
	v := todayView{P: r.P, Self: r.Path("/home/today"), LateHref: r.Path("/my-leads")}
	late, err := r.Site.Leads.Count(r.Context(), r.Actor, lead.Filter{Mine: true, Lens: lead.LensLate})
	if err != nil {
		return v, err
	}
	v.Late = late
	found, err := r.Site.Leads.List(r.Context(), r.Actor, lead.Filter{Mine: true, Lens: lead.LensToday}, base.PageRequest{Sort: "deadline", Limit: mostToday})
	if err != nil {
		return v, err
	}
	w := facts.For(r)
	for i := range found.Items {
		row := &found.Items[i]
		v.Items = append(v.Items, todayItem{
			Clock: r.P.Clock(row.DeadlineAt.Time), What: w.Next(&row.Lead, r.Now), Name: row.ContactName, Href: market.Address(r, &row.Lead),
		})
	}
	return v, nil
}

func todayRegion(r *kit.Request) error {
	v, err := today(r)
	if err != nil {
		return err
	}
	return r.Render(todayCard(v))
}
