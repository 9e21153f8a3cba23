package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/placement"
)

func placingRoutes() []Route {
	return []Route{
		{
			Method: http.MethodPost, Path: "/leads/{id}/assign", ID: "assignLead", Tag: "Routing", Rule: May(access.LeadAssign),
			register: run(assignLead), Summary: "Place a lead by hand",
			Text: "With a unit, or with one of its members. The unit is told by mail.",
		},
		{
			Method: http.MethodGet, Path: "/leads/{id}/routing", ID: "explainRouting", Tag: "Routing", Rule: May(access.RoutingView),
			register: run(explainRouting), Summary: "Explain where a lead went, and why",
			Text: "Oldest decision first. A partner sees its own lines only.",
		},
	}
}

// Assign places a lead by hand.
type Assign struct {
	Unit   string `json:"unit" required:"true" doc:"Id of the unit."`
	Member string `json:"member,omitempty" doc:"Id of one of its members."`
	Remark string `json:"remark,omitempty"`
}

type assignInput struct {
	LeadPath
	Body Assign
}

func assignLead(ctx context.Context, c *call, in *assignInput) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	var wrong base.Fields
	to := lead.Target{Unit: idField(&wrong, "unit", in.Body.Unit), Member: idField(&wrong, "member", in.Body.Member)}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	l, err := c.Placement.Assign(ctx, c.actor, id, placement.AssignInput{Target: to, Remark: in.Body.Remark})
	if err != nil {
		return nil, err
	}
	return c.after(ctx, l)
}

// Decision is one decision in a lead's life.
type Decision struct {
	ID            base.ID   `json:"id"`
	At            time.Time `json:"at"`
	PolicyVersion int64     `json:"policy_version"`
	Policy        []string  `json:"policy" doc:"The kinds of the steps of that policy."`
	Step          int       `json:"step" doc:"Index of the step that fired."`
	Kind          string    `json:"kind" example:"market" doc:"Kind of the step, or claim, assigned or duplicate."`
	Unit          base.ID   `json:"unit,omitzero" doc:"Who got it."`
	Until         time.Time `json:"until,omitzero" doc:"When the step ends."`
	Inbox         string    `json:"inbox,omitempty"`
	Considered    []Verdict `json:"considered" doc:"Who was considered, and why not."`
	Elsewhere     int       `json:"elsewhere,omitempty" doc:"How many more were too far away to be named."`
	Skipped       []int     `json:"skipped" doc:"Indexes of the steps before it that could not fire."`
}

// Decisions are all of them.
type Decisions struct {
	Items []Decision `json:"items"`
}

type routingAnswer struct{ Body Decisions }

func explainRouting(ctx context.Context, c *call, in *LeadPath) (*routingAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	all, err := c.Placement.Explain(ctx, c.actor, id)
	if err != nil {
		return nil, err
	}
	out := Decisions{Items: make([]Decision, len(all))}
	for i := range all {
		out.Items[i] = decisionOf(&all[i])
		if access.ReachOf(c.actor, access.RoutingView) < base.ReachTerritory && !slices.Contains(c.actor.Units, all[i].Unit) {
			out.Items[i].Unit = 0
		}
	}
	return &routingAnswer{out}, nil
}

func decisionOf(e *placement.Explained) Decision {
	d := Decision{
		ID: e.ID, At: e.At.Time, PolicyVersion: e.PolicyVersion, Policy: []string{}, Step: e.Step, Kind: e.Kind, Unit: e.Unit,
		Until: e.Until.Time, Inbox: e.Inbox, Considered: make([]Verdict, len(e.Considered)), Elsewhere: e.Elsewhere, Skipped: []int{},
	}
	for _, step := range e.Policy.Steps {
		d.Policy = append(d.Policy, step.Kind())
	}
	for i, v := range e.Considered {
		d.Considered[i] = verdictOf(v)
	}
	for _, skip := range e.Skipped {
		d.Skipped = append(d.Skipped, skip.Step)
	}
	return d
}
