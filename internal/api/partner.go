package api

import (
	"context"
	"net/http"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/org"
)

func partnerRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/partners", ID: "listPartners", Tag: "Partners", Rule: May(access.PartnerView),
		register: run(listPartners), Summary: "List partners", Text: "Those within the member's reach, by name.",
	}}
}

// Partner is an installer company or a sales channel.
type Partner struct {
	ID             base.ID    `json:"id"`
	Name           string     `json:"name"`
	State          string     `json:"state" enum:"active,away,inactive"`
	AwayFrom       time.Time  `json:"away_from,omitzero"`
	AwayTo         time.Time  `json:"away_to,omitzero"`
	Email          string     `json:"email,omitempty"`
	Phone          string     `json:"phone,omitempty"`
	Postcode       string     `json:"postcode,omitempty"`
	Town           string     `json:"town,omitempty"`
	Lat            *float64   `json:"lat,omitempty"`
	Lng            *float64   `json:"lng,omitempty"`
	Areas          []org.Area `json:"areas" doc:"The places it covers; none takes over those of its account manager."`
	Products       []string   `json:"products" doc:"Keys of the products it does; none is all."`
	Caps           org.Caps   `json:"caps" doc:"How many leads it may have or get."`
	AccountManager *NamedID   `json:"account_manager,omitempty"`
	Members        int        `json:"members" doc:"How many active members it has."`
	CreatedAt      time.Time  `json:"created_at"`
}

// NamedID is something by its id, with its name for people.
type NamedID struct {
	ID   base.ID `json:"id"`
	Name string  `json:"name"`
}

type partnersInput struct {
	Q              string `query:"q" doc:"Part of a name, a town or a postcode."`
	State          string `query:"state" enum:"active,away,inactive"`
	Region         string `query:"region" doc:"Id of the unit below which they are."`
	AccountManager string `query:"account_manager" doc:"Id of the member who looks after them."`
	Product        string `query:"product" doc:"Key of a product that they do."`
	PageQuery
}

func listPartners(ctx context.Context, c *call, in *partnersInput) (*pageAnswer[Partner], error) {
	var wrong base.Fields
	filter := org.PartnerFilter{
		Query: in.Q, State: org.UnitState(in.State), Region: idField(&wrong, "region", in.Region),
		AccountManager: idField(&wrong, "account_manager", in.AccountManager), Product: in.Product,
	}
	if _, ok := c.config.Document.Product(in.Product); in.Product != "" && !ok {
		wrong.Add("product", "error.choice")
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	found, err := c.Org.ListPartners(ctx, c.actor, filter, base.PageRequest{Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	page := Page[Partner]{Items: make([]Partner, len(found.Items)), Next: found.Next}
	for i := range found.Items {
		page.Items[i] = partnerOf(&found.Items[i])
	}
	return &pageAnswer[Partner]{page}, nil
}

func partnerOf(p *org.Partner) Partner {
	out := Partner{
		ID: p.ID, Name: p.Name, State: string(p.State), AwayFrom: p.AwayFrom.Time, AwayTo: p.AwayTo.Time, Email: p.Email,
		Phone: p.Phone, Postcode: p.Postcode, Town: p.Town, Lat: p.Lat, Lng: p.Lng, Areas: p.Areas, Products: p.Products,
		Caps: p.Caps, Members: p.Members, CreatedAt: p.CreatedAt.Time,
	}
	if out.Areas == nil {
		out.Areas = []org.Area{}
	}
	if out.Products == nil {
		out.Products = []string{}
	}
	if p.AccountManager != 0 {
		out.AccountManager = &NamedID{p.AccountManager, p.AccountManagerName}
	}
	return out
}
