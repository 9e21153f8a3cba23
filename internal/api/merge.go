package api

import (
	"context"
	"net/http"

	"sluice/internal/access"
	"sluice/internal/base"
)

func mergeRoutes() []Route {
	return []Route{
		{
			Method: http.MethodPost, Path: "/leads/{id}/merge", ID: "mergeLeads", Tag: "Leads", Rule: May(access.LeadEdit),
			register: run(mergeLeads), Summary: "Merge another lead into this one",
			Text: "The lead of the address is kept and takes what it lacks from the other, which leaves every list. It can be undone.",
		},
		{
			Method: http.MethodPost, Path: "/leads/{id}/unmerge", ID: "unmergeLead", Tag: "Leads", Rule: May(access.LeadEdit),
			Status: http.StatusNoContent, register: run(unmergeLead), Summary: "Undo a merge",
			Text: "The lead of the address is the one that was merged into another.",
		},
	}
}

// Merge names the lead that goes into another.
type Merge struct {
	Merged string `json:"merged" required:"true" doc:"Id of the other lead."`
}

type mergeInput struct {
	LeadPath
	Body Merge
}

func mergeLeads(ctx context.Context, c *call, in *mergeInput) (*leadAnswer, error) {
	kept, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	if _, err := c.Leads.Get(ctx, c.actor, kept); err != nil {
		return nil, err
	}
	var wrong base.Fields
	merged := idField(&wrong, "merged", in.Body.Merged)
	if merged != 0 {
		if _, err := c.Leads.Get(ctx, c.actor, merged); base.CodeOf(err) == base.CodeNotFound {
			wrong.Add("merged", "error.unknown")
		} else if err != nil {
			return nil, err
		}
	} else if len(wrong) == 0 {
		wrong.Add("merged", "error.required")
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	if err := c.Leads.Merge(ctx, c.actor, kept, merged); err != nil {
		return nil, err
	}
	return getLead(ctx, c, &in.LeadPath)
}

func unmergeLead(ctx context.Context, c *call, in *LeadPath) (*nothing, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	return &nothing{}, c.Leads.UndoMerge(ctx, c.actor, id)
}
