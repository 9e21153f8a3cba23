package placement

import (
	"context"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/placement/engine"
)

// Explained is one decision in a lead's life, as its reader may see it.
type Explained struct {
	ID            base.ID
	At            base.Moment
	PolicyVersion int64
	// Step is the step of the policy that fired; Kind is its kind or one of the Decision constants.
	Step int
	Kind string
	Unit base.ID
	engine.Decision
	// Policy are the steps of that version.
	Policy blueprint.Policy
}

// Explain tells why a lead went where it went, oldest decision first (INV-10). Right: routing.view on the lead; a
// partner, which has it with reach unit, sees its own lines only.
func (s *Service) Explain(ctx context.Context, a base.Actor, id base.ID) ([]Explained, error) {
	var out []Explained
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		l, err := s.leads.LoadIn(ctx, tx, id)
		if err != nil {
			return err
		}
		subject := l.Subject(tx.Workspace())
		if !access.Decide(a, access.LeadView, subject) {
			return base.NotFound()
		}
		if !access.Decide(a, access.RoutingView, subject) {
			return base.Forbidden()
		}
		var rows []decisionRow
		if err := tx.Select(ctx, &rows, decisionsSQL, db.Args{"lead": id}); err != nil {
			return err
		}
		for _, r := range rows {
			cfg, err := s.org.ConfigAt(ctx, tx, r.PolicyVersion)
			if err != nil {
				return err
			}
			out = append(out, r.explained(a, cfg.Document.Policy))
		}
		return nil
	})
	return out, err
}

func (r decisionRow) explained(a base.Actor, policy blueprint.Policy) Explained {
	e := Explained{
		ID: r.ID, At: r.At, PolicyVersion: r.PolicyVersion, Step: int(r.Step), Kind: r.Kind, Unit: r.Unit,
		Decision: r.Explanation.Decision, Policy: policy,
	}
	if access.ReachOf(a, access.RoutingView) < base.ReachTerritory {
		e.Considered = slices.DeleteFunc(slices.Clone(e.Considered), func(v engine.Verdict) bool {
			return !slices.Contains(a.Units, v.Unit)
		})
		e.Elsewhere = 0
		if !slices.Contains(a.Units, e.Unit) {
			e.Unit = 0
		}
	}
	return e
}
