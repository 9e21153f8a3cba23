package api

import (
	"time"

	"sluice/internal/base"
	"sluice/internal/lead"
)

// Event is one line of a lead's timeline.
type Event struct {
	ID          base.ID           `json:"id"`
	At          time.Time         `json:"at"`
	Kind        string            `json:"kind" example:"claimed"`
	ActorKind   string            `json:"actor_kind" enum:"member,system,prospect,token"`
	Actor       base.ID           `json:"actor,omitzero" doc:"The member who did it."`
	ActorUnit   base.ID           `json:"actor_unit,omitzero" doc:"The unit that member belonged to."`
	Text        string            `json:"text" doc:"The event as a sentence, in the language of Accept-Language."`
	State       *EventState       `json:"state,omitempty"`
	FromStage   string            `json:"from_stage,omitempty"`
	Unit        base.ID           `json:"unit,omitzero" doc:"The unit it is about."`
	Member      base.ID           `json:"member,omitzero" doc:"The member it is about."`
	Lead        base.ID           `json:"lead,omitzero" doc:"Another lead it is about."`
	Reason      string            `json:"reason,omitempty"`
	Remark      string            `json:"remark,omitempty"`
	ContactType string            `json:"contact_type,omitempty"`
	Outcome     string            `json:"outcome,omitempty"`
	Source      string            `json:"source,omitempty"`
	On          time.Time         `json:"on,omitzero" doc:"When it happened, where a member said so."`
	Until       time.Time         `json:"until,omitzero" doc:"How long what began now lasts."`
	Count       int               `json:"count,omitempty"`
	Amount      *base.Money       `json:"amount,omitempty" doc:"In minor units."`
	Answers     map[string]string `json:"answers,omitempty"`
}

// EventState is where the lead stood after the event.
type EventState struct {
	Stage  string  `json:"stage"`
	Place  string  `json:"place"`
	Unit   base.ID `json:"unit,omitzero"`
	Member base.ID `json:"member,omitzero"`
}

// event is an event as the reader of the story may know it.
func (c *call) event(story lead.Story, told lead.Event) Event {
	e := story.Known(told)
	d := e.Detail
	out := Event{
		ID: e.ID, At: e.At.Time, Kind: string(e.Kind), ActorKind: string(e.ActorKind), Actor: e.Actor, ActorUnit: e.Unit,
		FromStage: d.From, Unit: d.Unit, Member: d.Member, Lead: d.Lead, Reason: d.Reason, Remark: d.Remark,
		ContactType: d.ContactType, Outcome: d.Outcome, Source: d.Source, On: d.On.Time, Until: d.Until.Time,
		Count: d.Count, Amount: d.Amount, Answers: d.Answers, Text: story.Tell(c.words, told).Sentence(),
	}
	if d.State != nil {
		out.State = &EventState{Stage: d.State.Stage, Place: string(d.State.Place), Unit: d.State.Unit, Member: d.State.Member}
	}
	return out
}
