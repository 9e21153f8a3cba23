package api

import (
	"context"
	"net/http"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/lead"
)

func leadRoutes() []Route {
	return []Route{
		{
			Method: http.MethodGet, Path: "/leads", ID: "listLeads", Tag: "Leads", Rule: May(access.LeadView), register: run(listLeads),
			Summary: "List leads",
			Text:    "The leads that the token's member may see, a page at a time. Parameters narrow the list; unknown ones are refused. Where several values are allowed they stand with commas between. Follow next as cursor, with the same sort, until it is missing.",
		},
		{
			Method: http.MethodGet, Path: "/leads/{id}", ID: "getLead", Tag: "Leads", Rule: May(access.LeadView, access.MarketView),
			register: run(getLead), Summary: "Show a lead",
			Text: "A lead on the market is masked for partners until they claim it. The ETag is its version.",
		},
		{
			Method: http.MethodGet, Path: "/leads/{id}/events", ID: "listLeadEvents", Tag: "Leads", Rule: May(access.LeadView),
			register: run(listLeadEvents), Summary: "List a lead's timeline", Text: "Oldest first. Events never change. A partner learns what happened before it had the lead, but not by which partner, nor what that noted.",
		},
	}
}

// Page is one stretch of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; missing on the last one."`
}

type pageAnswer[T any] struct{ Body Page[T] }

// LeadPath names a lead in the address. It is exported because huma looks into exported embedded types only.
type LeadPath struct {
	ID string `path:"id" doc:"Id of the lead."`
}

type leadAnswer struct {
	ETag string `header:"ETag"`
	Body Lead
}

func getLead(ctx context.Context, c *call, in *LeadPath) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	v, err := c.Leads.Get(ctx, c.actor, id)
	if err != nil {
		return nil, err
	}
	return &leadAnswer{ETag: etag(v.Lead.Version), Body: c.view(v)}, nil
}

// after answers a change with the lead as the member sees it now, or only with its name when it has left its sight.
func (c *call) after(ctx context.Context, l *lead.Lead) (*leadAnswer, error) {
	v, err := c.Leads.Get(ctx, c.actor, l.ID)
	if base.CodeOf(err) == base.CodeNotFound {
		return &leadAnswer{Body: Lead{ID: l.ID, Number: l.Number, Ref: l.Ref(c.config.Document)}}, nil
	}
	if err != nil {
		return nil, err
	}
	return &leadAnswer{ETag: etag(v.Lead.Version), Body: c.view(v)}, nil
}

type listInput struct {
	Q        string   `query:"q" doc:"Name, number, town, street, postcode, e-mail or phone."`
	Stage    []string `query:"stage" doc:"Keys of stages."`
	Tab      string   `query:"tab" doc:"Key of a tab."`
	Lens     string   `query:"lens" enum:"open,unclaimed,late,today,stuck,no_partner" doc:"What needs a hand."`
	Place    []string `query:"place" enum:"market,offer,placed,inbox,none" doc:"Where the leads are."`
	Unit     string   `query:"unit" doc:"Id of the unit that has them."`
	Source   string   `query:"source" doc:"Key of a source."`
	Mine     bool     `query:"mine" doc:"Only those that the member's own units have."`
	Archived bool     `query:"archived" doc:"The archived ones instead."`
	Sort     string   `query:"sort" enum:"created,-created,deadline,-deadline,active,-active,-stage_at" doc:"Newest first when left out."`
	PageQuery
}

// PageQuery asks for a page of a list.
type PageQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" doc:"How many at most."`
	Cursor string `query:"cursor" doc:"What the page before gave as next."`
}

func listLeads(ctx context.Context, c *call, in *listInput) (*pageAnswer[Lead], error) {
	filter, err := c.filter(in)
	if err != nil {
		return nil, err
	}
	found, err := c.Leads.List(ctx, c.actor, filter, base.PageRequest{Cursor: in.Cursor, Limit: in.Limit, Sort: in.Sort})
	if err != nil {
		return nil, err
	}
	page := Page[Lead]{Items: make([]Lead, len(found.Items)), Next: found.Next}
	for i := range found.Items {
		row := &found.Items[i]
		page.Items[i] = c.lead(&row.Lead)
		page.Items[i].Contact = &Contact{ID: row.Contact, Name: row.ContactName, Email: row.ContactEmail, Phone: row.ContactPhone}
	}
	return &pageAnswer[Lead]{page}, nil
}

// filter checks what the workspace's configuration names: a misspelt key would otherwise look like an empty list.
func (c *call) filter(in *listInput) (lead.Filter, error) {
	var wrong base.Fields
	doc := c.config.Document
	out := lead.Filter{
		Q: in.Q, Lens: lead.Lens(in.Lens), Tab: in.Tab, Stages: in.Stage, Unit: idField(&wrong, "unit", in.Unit),
		Source: in.Source, Mine: in.Mine, Archive: in.Archived,
	}
	for _, place := range in.Place {
		out.Places = append(out.Places, lead.Place(place))
	}
	for _, stage := range in.Stage {
		if doc.Stage(stage) == nil {
			wrong.Add("stage", "error.choice")
			break
		}
	}
	if in.Tab != "" && doc.Tab(in.Tab) == nil {
		wrong.Add("tab", "error.choice")
	}
	if in.Source != "" && !hasChoice(doc.Sources, in.Source) {
		wrong.Add("source", "error.choice")
	}
	return out, wrong.Err()
}

type eventsInput struct {
	LeadPath
	PageQuery
}

const standardPage = 50

func listLeadEvents(ctx context.Context, c *call, in *eventsInput) (*pageAnswer[Event], error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	asked := base.PageRequest{Cursor: in.Cursor, Limit: in.Limit}
	after, err := asked.After()
	if err != nil {
		return nil, err
	}
	story, err := c.Leads.Story(ctx, c.actor, id)
	if err != nil {
		return nil, err
	}
	limit := asked.Clamp(standardPage, mostPerPage)
	page := Page[Event]{Items: []Event{}}
	for _, e := range story.Events {
		if e.ID <= after {
			continue
		}
		if len(page.Items) == limit {
			page.Next = page.Items[limit-1].ID.String()
			break
		}
		page.Items = append(page.Items, c.event(story, e))
	}
	return &pageAnswer[Event]{page}, nil
}

const mostPerPage = 200
