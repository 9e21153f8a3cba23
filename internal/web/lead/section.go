// Package lead is the page of one lead: masked for who may claim it, whole for who has it, with everything that can be
// done on it.
package lead

import (
	"net/http"

	"sluice/internal/access"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
)

// Section is the page of one lead and its actions. It has no entry in the navigation.
func Section() kit.Section {
	routes := []kit.Route{
		{Method: http.MethodPost, Path: "/leads/{id}/claim", Rule: kit.May(access.LeadClaim), Handler: market.Claim},
		{Method: http.MethodPost, Path: "/leads/{id}/hide", Rule: kit.May(access.MarketView), Handler: market.Hide},
		{Method: http.MethodGet, Path: "/leads/{id}/outcome", Rule: kit.May(access.LeadStage), Handler: askOutcome},
		{Method: http.MethodPost, Path: "/leads/{id}/outcome", Rule: kit.May(access.LeadStage), Handler: logOutcome},
		{Method: http.MethodGet, Path: "/leads/{id}/stage", Rule: kit.May(access.LeadStage), Handler: askStage},
		{Method: http.MethodPost, Path: "/leads/{id}/stage", Rule: kit.May(access.LeadStage), Handler: changeStage},
		{Method: http.MethodGet, Path: "/leads/{id}/return", Rule: kit.May(access.LeadReturn), Handler: askReturn},
		{Method: http.MethodPost, Path: "/leads/{id}/return", Rule: kit.May(access.LeadReturn), Handler: giveBack},
	}
	for _, t := range tabs {
		routes = append(routes, kit.Route{Method: http.MethodGet, Path: "/leads/{id}" + t.path, Rule: kit.SignedIn(), Handler: page(t)})
	}
	return kit.Section{Routes: routes}
}
