package leads

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
)

// Sections are the list, and the two entries that lead into it: the inbox and a new lead.
func Sections() []kit.Section {
	view, create := kit.May(access.LeadView), kit.May(access.LeadCreate)
	return []kit.Section{
		{
			Key: "leads", Path: "/leads", Icon: "table", Label: "page.nav_leads", Rule: view, Count: count(lead.LensOpen, ""),
			Routes: []kit.Route{
				{Method: http.MethodGet, Path: "/leads", Rule: view, Handler: show},
				{Method: http.MethodGet, Path: "/leads/{id}/assign", Rule: kit.May(access.LeadAssign), Handler: askAssign},
				{Method: http.MethodPost, Path: "/leads/{id}/assign", Rule: kit.May(access.LeadAssign), Handler: assign},
				{Method: http.MethodGet, Path: "/leads/{id}/merge/{other}", Rule: kit.May(access.LeadEdit), Handler: askMerge},
				{Method: http.MethodPost, Path: "/leads/{id}/merge/{other}", Rule: kit.May(access.LeadEdit), Handler: merge},
				{Method: http.MethodPost, Path: "/leads/{id}/unmerge", Rule: kit.May(access.LeadEdit), Handler: unmerge},
			},
		},
		{
			Key: "inbox", Path: "/leads?lens=" + string(lead.LensNoPartner), Icon: "inbox", Label: "page.nav_inbox", Rule: view,
			Count: count(lead.LensNoPartner, "overdue"),
		},
		{
			Key: "new_lead", Path: "/leads/new", Icon: "plus", Label: "page.nav_new_lead", Rule: create,
			Routes: []kit.Route{
				{Method: http.MethodGet, Path: "/leads/new", Rule: create, Handler: askNew},
				{Method: http.MethodPost, Path: "/leads/new", Rule: create, Handler: makeLead},
			},
		},
	}
}

func count(lens lead.Lens, tone string) func(*kit.Request) (int, string, error) {
	return func(r *kit.Request) (int, string, error) {
		n, err := r.Site.Leads.Count(r.Context(), r.Actor, lead.Filter{Lens: lens})
		return n, tone, err
	}
}
