package placement

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement/engine"
)

// walk is what a lead's way through its policy needs.
type walk struct {
	tx   *db.Tx
	cfg  *org.Config // the version the lead walks
	tree *org.Tree
	lead *lead.Lead
}

// walkOf prepares a lead's way. A lead keeps the policy version it began with (SIM-2).
func (s *Service) walkOf(ctx context.Context, tx *db.Tx, l *lead.Lead) (walk, error) {
	cfg, err := s.org.ConfigAt(ctx, tx, l.PolicyVersion)
	if err != nil {
		return walk{}, err
	}
	tree, err := s.org.TreeIn(ctx, tx)
	return walk{tx: tx, cfg: cfg, tree: tree, lead: l}, err
}

func (w walk) step() blueprint.Step { return stepOf(w.cfg, w.lead) }

// stepOf is the step of the policy at which a lead stands. A policy always has a last one.
func stepOf(cfg *org.Config, l *lead.Lead) blueprint.Step {
	steps := cfg.Document.Policy.Steps
	return steps[min(int(l.PolicyStep), len(steps)-1)]
}

// route sends the lead on its way from a step of its policy, and stores why (INV-10). It always ends somewhere.
func (s *Service) route(ctx context.Context, w walk, from int) error {
	partners, err := s.factsIn(ctx, w.tx, w.cfg, w.tree, w.lead.ID)
	if err != nil {
		return err
	}
	d := engine.Decide(w.cfg.Document.Policy, from, leadFacts(w.lead), partners, w.cfg.Calendar, w.tx.Now())
	if d.Kind == "market" {
		return s.putOnMarket(ctx, w, d)
	}
	return s.putInInbox(ctx, w, d)
}

// decisionRow is one stored decision.
type decisionRow struct {
	ID            base.ID     `db:"id"`
	Lead          base.ID     `db:"lead"`
	At            base.Moment `db:"at"`
	PolicyVersion int64       `db:"policy_version"`
	Step          int64       `db:"step"`
	Kind          string      `db:"kind"`
	Unit          base.ID     `db:"unit"`
	Explanation   explanation `db:"explanation"`
}

// The kinds of decision besides the kinds of step.
const (
	DecisionClaim     = "claim"
	DecisionAssigned  = "assigned"  // by hand
	DecisionDuplicate = "duplicate" // by the rule that a likely duplicate goes to who has the first one
)

// explanation is a decision as JSON in its row.
type explanation struct{ engine.Decision }

// Value stores the explanation as JSON.
func (e explanation) Value() (driver.Value, error) {
	text, err := json.Marshal(e.Decision)
	return string(text), err
}

// Scan reads what Value stored.
func (e *explanation) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), &e.Decision)
	case []byte:
		return json.Unmarshal(v, &e.Decision)
	}
	return fmt.Errorf("an explanation cannot be read from %T", src)
}

func (s *Service) explain(ctx context.Context, w walk, kind string, unit base.ID, d engine.Decision) error {
	return w.tx.Insert(ctx, "decision", decisionRow{
		ID: base.NewID(w.tx.Now()), Lead: w.lead.ID, At: base.At(w.tx.Now()), PolicyVersion: w.lead.PolicyVersion,
		Step: w.lead.PolicyStep, Kind: kind, Unit: unit, Explanation: explanation{d.Compact()},
	})
}

// created finds a new lead its place: with whom a member chose, with whoever has the first of two likely duplicates,
// or else where the policy sends it.
func (s *Service) created(ctx context.Context, tx *db.Tx, a base.Actor, l *lead.Lead, wish lead.Wish) error {
	w, err := s.walkOf(ctx, tx, l)
	if err != nil {
		return err
	}
	unit := w.tree.Unit(wish.Unit)
	switch {
	case wish.Unit != 0 && wish.Why == lead.ByHand:
		if err := s.assignable(ctx, w, a, wish.Target); err != nil {
			return err
		}
		return s.assign(ctx, w, a, wish.Target, DecisionAssigned, "")
	case unit == nil || !unit.AvailableAt(tx.Now()):
		return s.route(ctx, w, 0)
	case wish.Why == lead.ByLikeness:
		return s.assign(ctx, w, base.System(tx.Workspace()), wish.Target, DecisionDuplicate, "")
	default:
		return s.assign(ctx, w, a, wish.Target, DecisionAssigned, "")
	}
}
