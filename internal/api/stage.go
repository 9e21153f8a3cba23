package api

import (
	"context"
	"net/http"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/lead"
)

func stageRoutes() []Route {
	const text = "The stage or outcome says which answers it needs. A day without a time is read in the workspace's time zone. With If-Match the change is refused when the lead has another version."
	return []Route{
		{
			Method: http.MethodPost, Path: "/leads/{id}/stage", ID: "changeLeadStage", Tag: "Follow-up", Rule: May(access.LeadStage),
			register: run(changeLeadStage), Summary: "Move a lead to another stage", Text: text,
		},
		{
			Method: http.MethodPost, Path: "/leads/{id}/contacts", ID: "logLeadContact", Tag: "Follow-up", Rule: May(access.LeadStage),
			register: run(logLeadContact), Summary: "Log a call or visit", Text: "Stops the clock of a claim, and moves the lead where the outcome says. " + text,
		},
	}
}

// Answers are what is said when a stage changes or a contact is logged.
type Answers struct {
	Date          string         `json:"date,omitempty" doc:"When it happened; now when left out. A day or a moment."`
	ContactType   string         `json:"contact_type,omitempty"`
	Remark        string         `json:"remark,omitempty"`
	ResumeOn      string         `json:"resume_on,omitempty" doc:"When a paused lead comes back. A day or a moment."`
	LostReason    string         `json:"lost_reason,omitempty"`
	AppointmentAt string         `json:"appointment_at,omitempty"`
	DeadlineAt    string         `json:"deadline_at,omitempty"`
	Amount        *int64         `json:"amount,omitempty" doc:"What the lead is worth without VAT, in minor units."`
	Fields        map[string]any `json:"fields,omitempty"`
}

// StageChange moves a lead.
type StageChange struct {
	Stage string `json:"stage" required:"true" doc:"Key of the stage to move to."`
	Answers
}

// ContactLog is the outcome of a call or visit.
type ContactLog struct {
	Outcome string `json:"outcome" required:"true" doc:"Key of an outcome of the workspace."`
	Answers
}

// MatchHeader documents the header that a call has read already.
type MatchHeader struct {
	LeadPath
	IfMatch string `header:"If-Match" doc:"The ETag that the client has seen."`
}

type stageInput struct {
	MatchHeader
	Body StageChange
}

type contactInput struct {
	MatchHeader
	Body ContactLog
}

func changeLeadStage(ctx context.Context, c *call, in *stageInput) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	answers, err := c.answers(&in.Body.Answers)
	if err != nil {
		return nil, err
	}
	l, err := c.Leads.ChangeStage(ctx, c.actor, id, lead.StageInput{Stage: in.Body.Stage, Answers: answers, Version: c.ifMatch})
	if err != nil {
		return nil, c.matched(err)
	}
	return c.after(ctx, l)
}

func logLeadContact(ctx context.Context, c *call, in *contactInput) (*leadAnswer, error) {
	id, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	answers, err := c.answers(&in.Body.Answers)
	if err != nil {
		return nil, err
	}
	l, err := c.Leads.LogContact(ctx, c.actor, id, lead.LogInput{Outcome: in.Body.Outcome, Answers: answers, Version: c.ifMatch})
	if err != nil {
		return nil, c.matched(err)
	}
	return c.after(ctx, l)
}

// matched turns the domain's "changed meanwhile" into the answer that If-Match asks for.
func (c *call) matched(err error) error {
	if e := base.AsError(err); c.ifMatch != 0 && e.Key == "leads.error_changed_meanwhile" {
		return &base.Error{Code: codePrecondition, Key: e.Key}
	}
	return err
}

func (c *call) answers(in *Answers) (lead.Answers, error) {
	var wrong base.Fields
	out := lead.Answers{
		On: c.moment(&wrong, "date", in.Date), ContactType: in.ContactType, Remark: in.Remark, LostReason: in.LostReason,
		Resume:      c.moment(&wrong, "resume_on", in.ResumeOn),
		Appointment: c.moment(&wrong, "appointment_at", in.AppointmentAt),
		Deadline:    c.moment(&wrong, "deadline_at", in.DeadlineAt),
		Fields:      fieldsIn(c.config.Document, in.Fields, &wrong),
	}
	if in.Amount != nil {
		amount := base.Money(*in.Amount)
		out.Amount = &amount
	}
	return out, wrong.Err()
}

// moment reads a day in the workspace's zone, or an RFC 3339 moment.
func (c *call) moment(wrong *base.Fields, field, text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.UTC()
	}
	at, err := time.ParseInLocation(time.DateOnly, text, c.config.Zone)
	if err != nil {
		wrong.Add(field, "error.date")
	}
	return at.UTC()
}
