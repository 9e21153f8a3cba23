package api

import (
	"context"
	"net/http"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
)

func marketRoutes() []Route {
	return []Route{
		{
			Method: http.MethodGet, Path: "/market", ID: "listAvailableLeads", Tag: "Market", Rule: May(access.MarketView),
			register: run(listAvailableLeads), Summary: "List the leads that can be claimed",
			Text: "Newest first, masked: what the market shows to the partner of the member, or to the partners below it.",
		},
		{
			Method: http.MethodPost, Path: "/leads/{id}/claim", ID: "claimLead", Tag: "Market", Rule: May(access.LeadClaim),
			register: run(claimLead), Summary: "Take a lead from the market",
			Text: "Of any number of claims at once exactly one wins; the others answer 409. The answer holds the contact details.",
		},
		{
			Method: http.MethodPost, Path: "/leads/{id}/return", ID: "returnLead", Tag: "Market", Rule: May(access.LeadReturn),
			register: run(returnLead), Summary: "Give a lead back to the market",
		},
		{
			Method: http.MethodPost, Path: "/leads/{id}/hide", ID: "hideLead", Tag: "Market", Rule: May(access.MarketView),
			Status: http.StatusNoContent, register: run(hideLead), Summary: "Take a lead off one's own market",
			Text: "The other partners still see it.",
		},
	}
}

// Available is a lead that can be claimed.
type Available struct {
	Lead   Lead     `json:"lead"`
	Had    bool     `json:"had,omitempty" doc:"The partner had this lead before."`
	Km     *float64 `json:"km,omitempty" doc:"Distance from the partner."`
	Closed *Verdict `json:"closed,omitempty" doc:"Why the partner cannot claim it now."`
}

// Verdict is one partner's line in a decision.
type Verdict struct {
	Unit     base.ID   `json:"unit,omitzero"`
	Eligible bool      `json:"eligible"`
	Reason   string    `json:"reason,omitempty" enum:"inactive,area,product,tier,had_before,away,cap_open,cap_day,cap_week,cap_month"`
	Have     int       `json:"have,omitempty" doc:"How many leads it has, where a cap decides."`
	Most     int       `json:"most,omitempty" doc:"How many it may have."`
	Until    time.Time `json:"until,omitzero" doc:"When an absence ends."`
	Km       *float64  `json:"km,omitempty"`
}

func verdictOf(v engine.Verdict) Verdict {
	return Verdict{Unit: v.Unit, Eligible: v.Eligible, Reason: string(v.Reason), Have: v.Have, Most: v.Most, Until: v.Until.Time, Km: v.Km}
}

type marketInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" doc:"How many at most."`
	Cursor string `query:"cursor" doc:"What the page before gave as next."`
}

func listAvailableLeads(ctx context.Context, c *call, in *marketInput) (*pageAnswer[Available], error) {
	m, err := c.Placement.Market(ctx, c.actor, base.PageRequest{Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	page := Page[Available]{Items: make([]Available, len(m.Leads)), Next: m.Next.String()}
	for i, one := range m.Leads {
		page.Items[i] = Available{Lead: c.lead(one.Lead), Had: one.Had, Km: one.Km}
		page.Items[i].Lead.Masked = true
		if one.Closed.Reason != "" {
			closed := verdictOf(one.Closed)
			page.Items[i].Closed = &closed
		}
	}
	return &pageAnswer[Available]{page}, nil
}

func claimLead(ctx context.Context, c *call, in *LeadPath) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	l, err := c.Placement.Claim(ctx, c.actor, id)
	if err != nil {
		return nil, err
	}
	return c.after(ctx, l)
}

// Return gives a lead back.
type Return struct {
	Reason string `json:"reason" required:"true" doc:"Key of a return reason of the workspace."`
	Remark string `json:"remark,omitempty"`
}

type returnInput struct {
	LeadPath
	Body Return
}

func returnLead(ctx context.Context, c *call, in *returnInput) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	l, err := c.Placement.Return(ctx, c.actor, id, placement.ReturnInput{Reason: in.Body.Reason, Remark: in.Body.Remark})
	if err != nil {
		return nil, err
	}
	return c.after(ctx, l)
}

type nothing struct{}

func hideLead(ctx context.Context, c *call, in *LeadPath) (*nothing, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	return &nothing{}, c.Placement.Hide(ctx, c.actor, id)
}
