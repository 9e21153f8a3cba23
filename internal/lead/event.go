package lead

import (
	"context"
	"database/sql/driver"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// EventKind says what happened to a lead. Each has a sentence "event.<kind>" in the catalogue.
type EventKind string

// The kinds of event.
const (
	EventReceived        EventKind = "received"
	EventLikeness        EventKind = "likeness" // looks like another lead
	EventListed          EventKind = "listed"   // put on the market
	EventInboxed         EventKind = "inboxed"
	EventClaimed         EventKind = "claimed"
	EventAssigned        EventKind = "assigned"
	EventReturned        EventKind = "returned"
	EventLapsed          EventKind = "lapsed"
	EventWarned          EventKind = "warned" // the claim is about to run out
	EventReminded        EventKind = "reminded"
	EventRevealed        EventKind = "revealed" // contact details were shown
	EventContact         EventKind = "contact"  // a contact was logged
	EventStage           EventKind = "stage"
	EventResumed         EventKind = "resumed"
	EventMerged          EventKind = "merged"
	EventUnmerged        EventKind = "unmerged"
	EventConsentGiven    EventKind = "consent_given"
	EventConsentWithdraw EventKind = "consent_withdrawn"
	EventEdited          EventKind = "edited"
)

// EventKinds are all of them.
var EventKinds = []EventKind{
	EventReceived, EventLikeness, EventListed, EventInboxed, EventClaimed, EventAssigned, EventReturned, EventLapsed,
	EventWarned, EventReminded, EventRevealed, EventContact, EventStage, EventResumed, EventMerged, EventUnmerged,
	EventConsentGiven, EventConsentWithdraw, EventEdited,
}

// Event is one line of a lead's timeline. It is written once, in the transaction of the change it tells
// of, and never changed.
type Event struct {
	ID        base.ID        `db:"id"`
	Lead      base.ID        `db:"lead"`
	At        base.Moment    `db:"at"`
	Kind      EventKind      `db:"kind"`
	ActorKind base.ActorKind `db:"actor_kind"`
	Actor     base.ID        `db:"actor"`
	Unit      base.ID        `db:"unit"`
	Detail    Detail         `db:"data"`
}

// Detail is what an event says besides who and when. State is set on every event that changes it.
type Detail struct {
	State       *State            `json:"state,omitempty"`
	From        string            `json:"from,omitempty"` // the stage before
	Unit        base.ID           `json:"unit,omitempty"` // the unit it is about
	Member      base.ID           `json:"member,omitempty"`
	Lead        base.ID           `json:"lead,omitempty"` // another lead it is about
	Reason      string            `json:"reason,omitempty"`
	Remark      string            `json:"remark,omitempty"`
	ContactType string            `json:"contact_type,omitempty"`
	Outcome     string            `json:"outcome,omitempty"`
	Source      string            `json:"source,omitempty"`
	On          base.Moment       `json:"on,omitzero"`    // when it happened, where a member said so
	Until       base.Moment       `json:"until,omitzero"` // how long what began now lasts
	Count       int               `json:"count,omitempty"`
	Amount      *base.Money       `json:"amount,omitempty"`
	Answers     map[string]string `json:"answers,omitempty"`
}

// State is where a lead stands after an event; the newest one in the timeline is the lead's own (INV-4).
type State struct {
	Stage  string  `json:"stage"`
	Place  Place   `json:"place"`
	Unit   base.ID `json:"unit,omitempty"`
	Member base.ID `json:"member,omitempty"`
}

// State is where the lead stands now.
func (l *Lead) State() State {
	return State{Stage: l.Stage, Place: l.Place, Unit: l.PlaceUnit, Member: l.HolderMember}
}

// Value stores the detail as JSON.
func (d Detail) Value() (driver.Value, error) { return jsonText(d) }

// Scan reads what Value stored.
func (d *Detail) Scan(src any) error { return scanJSON(src, d) }

// Record writes an event of the lead in the caller's transaction, with the state that the lead has then.
func Record(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, kind EventKind, d Detail) error {
	state := l.State()
	d.State = &state
	return tx.Insert(ctx, "event", Event{
		ID: base.NewID(after(tx.Now(), l.UpdatedAt)), Lead: l.ID, At: base.At(tx.Now()), Kind: kind,
		ActorKind: a.Kind, Actor: a.Member, Unit: a.Unit, Detail: d,
	})
}

// after keeps the timeline in order when the node that wrote last has a clock ahead of this one's.
func after(now time.Time, last base.Moment) time.Time {
	if last.After(now) {
		return last.Add(time.Millisecond)
	}
	return now
}
