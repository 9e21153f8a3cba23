package lead

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/live"
	"sluice/internal/org"
)

// Hooks are what rooms above do in the same transaction.
type Hooks struct {
	// Created finds the new lead its place; it must leave it somewhere (INV-3).
	Created func(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, wish Wish) error
	// Contacted hears that the holder has reached or tried to reach the prospect.
	Contacted func(ctx context.Context, tx *db.Tx, l *Lead) error
	// Moved hears of a change of stage, after it and before it is saved.
	Moved func(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, from, to *blueprint.Stage) error
	// Ended hears that nobody needs the lead any more: withdrawn by the prospect, or merged into another.
	Ended func(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, ending string) error
	// Listed tells whether the lead is on the market of one of the actor's units, who may then see it masked.
	Listed func(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) (bool, error)
}

// Target is a unit, and perhaps a member of it.
type Target struct{ Unit, Member base.ID }

// Wish is who should get a new lead, before any policy is asked. Without a unit there is none.
type Wish struct {
	Target
	Why Why
}

// Why says where a wish comes from.
type Why string

// The reasons for a wish. Only a person's own choice must be fulfilled or refused; the others give way to the policy
// when the unit takes no leads.
const (
	ByHand     Why = "hand"     // a member chose
	ByLikeness Why = "likeness" // it holds the first of two likely duplicates (INT-3)
	ByUndo     Why = "undo"     // it had the lead before a merge that is undone
)

// Service holds the operations on leads.
type Service struct {
	db      *db.DB
	org     *org.Service
	live    *live.Hub
	baseURL string
	numbers numbers
	hooks   Hooks
}

// Deps are what a Service needs.
type Deps struct {
	DB   *db.DB
	Org  *org.Service
	Live *live.Hub
	// BaseURL is the address under which prospects and members reach the program, without a slash at the end.
	BaseURL string
}

// New makes the service; SetHooks completes it.
func New(d Deps) *Service {
	return &Service{db: d.DB, org: d.Org, live: d.Live, baseURL: d.BaseURL, numbers: newNumbers(d.DB)}
}

// SetHooks hangs in the rules of the rooms above. It is called once, before anything else.
func (s *Service) SetHooks(h Hooks) { s.hooks = h }

// Topic is the live topic of one lead.
func Topic(id base.ID) string { return "lead:" + id.String() }

// TopicLeads is the live topic of everything that lists leads.
const TopicLeads = "leads"

// Announce tells the open pages, after the commit, that the lead has changed.
func (s *Service) Announce(tx *db.Tx, l *Lead) {
	ws, id := tx.Workspace(), l.ID
	tx.OnCommit(func() {
		s.live.Publish(ws, Topic(id))
		s.live.Publish(ws, TopicLeads)
	})
}
