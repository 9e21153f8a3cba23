// Package home is the start page of a partner's people: what is urgent, what is available, what is theirs. The brand's
// people start with the list of leads instead.
package home

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
)

// Section is the start page.
func Section() kit.Section {
	return kit.Section{
		Key: "home", Path: "/home", Icon: "home", Label: "home.nav", Rule: kit.SignedIn(), Count: countAvailable,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/home", Rule: kit.SignedIn(), Handler: page},
			{Method: http.MethodGet, Path: "/home/available", Rule: kit.May(access.MarketView), Handler: market.Available},
			{Method: http.MethodGet, Path: "/home/urgent", Rule: kit.SignedIn(), Handler: urgentRegion},
			{Method: http.MethodGet, Path: "/home/today", Rule: kit.SignedIn(), Handler: todayRegion},
			{Method: http.MethodPost, Path: "/home/availability", Rule: kit.May(access.PartnerEdit), Handler: setAvailability},
		},
	}
}

// MyLeads is the list of what the member and its company have.
func MyLeads() kit.Section {
	return kit.Section{
		Key: "my_leads", Path: "/my-leads", Icon: "inbox", Label: "home.nav_my_leads", Rule: kit.May(access.LeadView), Count: countMine,
		Routes: []kit.Route{
			{Method: http.MethodGet, Path: "/my-leads", Rule: kit.May(access.LeadView), Handler: myLeads},
			{Method: http.MethodGet, Path: "/my-leads/list", Rule: kit.May(access.LeadView), Handler: mineRegion},
		},
	}
}
