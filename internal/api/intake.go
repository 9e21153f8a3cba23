package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
)

func intakeRoutes() []Route {
	return []Route{{
		Method: http.MethodPost, Path: "/leads", ID: "createLead", Tag: "Leads", Rule: May(access.LeadCreate), Status: http.StatusCreated,
		OwnKey: true, register: run(createLead), Summary: "Take in a lead",
		Text: "The workspace's policy finds its partner, unless assign names a unit. A likely duplicate is kept, linked and flagged. With an Idempotency-Key the same request makes one lead, however often and at how many nodes it arrives; a repetition answers with that lead as it stands now.",
	}}
}

// NewLead is a lead to be taken in.
type NewLead struct {
	Contact        NewContact        `json:"contact" required:"true"`
	Source         string            `json:"source,omitempty" doc:"Key of a source of the workspace; \"api\" when left out."`
	Company        string            `json:"company,omitempty"`
	LeadType       string            `json:"lead_type,omitempty"`
	GridConnection string            `json:"grid_connection,omitempty"`
	Product        string            `json:"product,omitempty" doc:"Chosen from the answers when left out."`
	Campaign       string            `json:"campaign,omitempty"`
	Tracking       map[string]string `json:"tracking,omitempty" doc:"UTM values, click ids, landing page, referrer."`
	ExternalID     string            `json:"external_id,omitempty" doc:"The sender's own id of the lead."`
	Address        NewAddress        `json:"address,omitzero"`
	Fields         map[string]any    `json:"fields,omitempty" doc:"The workspace's own fields by their key. Amounts are whole minor units."`
	Consent        *NewConsent       `json:"consent,omitempty"`
	Assign         *NewAssign        `json:"assign,omitempty"`
}

// NewContact is the person behind a new lead. One way to reach it is needed.
type NewContact struct {
	Name  string `json:"name" required:"true"`
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty" doc:"Read with the workspace's country unless it names another."`
	Lang  string `json:"lang,omitempty" doc:"The language to write to the person in; the workspace's when left out."`
}

// NewAddress is where a new lead is. Town, province and position follow from the postcode where they are left out.
type NewAddress struct {
	Street      string   `json:"street,omitempty"`
	HouseNumber string   `json:"house_number,omitempty"`
	Postcode    string   `json:"postcode,omitempty"`
	Town        string   `json:"town,omitempty"`
	Province    string   `json:"province,omitempty"`
	Lat         *float64 `json:"lat,omitempty"`
	Lng         *float64 `json:"lng,omitempty"`
}

// NewConsent is what the person agreed to, in the wording it read.
type NewConsent struct {
	Key        string   `json:"key" required:"true" doc:"Key of a consent text of the workspace."`
	Version    int      `json:"version" required:"true"`
	Wording    string   `json:"wording" required:"true"`
	Purposes   []string `json:"purposes,omitempty"`
	Channels   []string `json:"channels,omitempty"`
	Recipients string   `json:"recipients,omitempty"`
	Page       string   `json:"page,omitempty" doc:"Where it was given."`
}

// NewAssign places a new lead with a unit at once.
type NewAssign struct {
	Unit string `json:"unit" required:"true" doc:"Id of the unit."`
}

// sourceAPI is the source of leads that name none, where the workspace has it.
const sourceAPI = "api"

type createInput struct{ Body NewLead }

type createAnswer struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Replayed string `header:"Idempotency-Replayed"`
	Body     Lead
}

func createLead(ctx context.Context, c *call, in *createInput) (*createAnswer, error) {
	input, err := c.input(ctx, &in.Body)
	if err != nil {
		return nil, err
	}
	made, err := c.Leads.Create(ctx, c.actor, input)
	if err != nil {
		return nil, err
	}
	seen, err := c.after(ctx, made.Lead)
	if err != nil {
		return nil, err
	}
	out := &createAnswer{ETag: seen.ETag, Location: Prefix + "/leads/" + made.Lead.ID.String(), Body: seen.Body}
	if made.Again {
		out.Replayed = "true"
	}
	return out, nil
}

// input is the new lead as the domain takes it. What only the API can get wrong is checked here.
func (c *call) input(ctx context.Context, n *NewLead) (lead.Input, error) {
	var wrong base.Fields
	doc := c.config.Document
	out := lead.Input{
		Contact: lead.ContactInput{Name: n.Contact.Name, Email: n.Contact.Email, Phone: n.Contact.Phone, Lang: n.Contact.Lang},
		Company: n.Company, Type: n.LeadType, GridConnection: n.GridConnection, Product: n.Product, Source: n.Source,
		Campaign: n.Campaign, Tracking: n.Tracking, ExternalID: n.ExternalID, Street: n.Address.Street,
		HouseNumber: n.Address.HouseNumber, Postcode: n.Address.Postcode, Town: n.Address.Town, Province: n.Address.Province,
		Lat: n.Address.Lat, Lng: n.Address.Lng, Fields: fieldsIn(doc, n.Fields, &wrong),
	}
	if n.Contact.Lang != "" && !i18n.Lang(n.Contact.Lang).Valid() {
		wrong.Add("lang", "error.choice")
	}
	if out.Source == "" && hasChoice(doc.Sources, sourceAPI) {
		out.Source = sourceAPI
	}
	out.Consent = n.Consent.input(doc, &wrong)
	if n.Assign != nil {
		unit, err := c.target(ctx, n.Assign.Unit)
		if err != nil {
			return out, err
		}
		if unit == 0 {
			wrong.Add("assign.unit", "error.unknown")
		}
		out.Assign.Unit = unit
	}
	if c.key != "" {
		out.Scope, out.Key = "api:"+c.actor.Member.String(), c.key
	}
	return out, wrong.Err()
}

func (n *NewConsent) input(doc *blueprint.Document, wrong *base.Fields) *lead.ConsentInput {
	if n == nil {
		return nil
	}
	if _, ok := doc.ConsentText(n.Key); !ok {
		wrong.Add("consent.key", "error.unknown")
	}
	if n.Version < 1 {
		wrong.Add("consent.version", "error.too_small", map[string]any{"Min": 1})
	}
	if strings.TrimSpace(n.Wording) == "" {
		wrong.Add("consent.wording", "error.required")
	}
	return &lead.ConsentInput{
		Key: n.Key, Version: n.Version, Wording: n.Wording, Purposes: n.Purposes, Channels: n.Channels,
		Recipients: n.Recipients, Page: n.Page,
	}
}

// target is a unit with which the member may place leads; 0 when it is none.
func (c *call) target(ctx context.Context, text string) (base.ID, error) {
	var wrong base.Fields
	wanted := idField(&wrong, "unit", text)
	units, err := c.Placement.Targets(ctx, c.actor)
	if err != nil || wanted == 0 {
		return 0, err
	}
	for _, u := range units {
		if u.ID == wanted {
			return wanted, nil
		}
	}
	return 0, nil
}

func hasChoice(choices []blueprint.Choice, key string) bool {
	return slices.ContainsFunc(choices, func(c blueprint.Choice) bool { return c.Key == key })
}
