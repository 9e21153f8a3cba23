package placement

import (
	"context"
	"errors"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement/engine"
)

// errTaken answers who came second (MKT-4).
func errTaken() *base.Error { return base.Fail(base.CodeConflict, "placing.error_taken") }

// errRunOut answers who acts on a claim whose time is over.
func errRunOut() *base.Error { return base.Fail(base.CodeExpired, "placing.error_run_out") }

// closedWords are why a partner cannot claim, in its own words: "placing.closed_<reason>".
var closedWords = i18n.Family("placing.closed_")

// ClosedError is a verdict that closes a lead to the reader's own partner, as a sentence.
func ClosedError(v engine.Verdict) *base.Error {
	err := base.Fail(base.CodeConflict, closedWords.Key(string(v.Reason)))
	return err.With("Have", v.Have).With("Most", v.Most)
}

// IsTaken tells whether err says that somebody else was first.
func IsTaken(err error) bool {
	var e *base.Error
	return errors.As(err, &e) && e.Key == errTaken().Key
}

// Claim takes a lead from the market for the actor's partner (MKT-3). Right: lead.claim. Errors: not_found for a
// lead that is not on the actor's market, conflict when somebody else was first or the partner may not get it now.
func (s *Service) Claim(ctx context.Context, a base.Actor, id base.ID) (*lead.Lead, error) {
	if !access.May(a, access.LeadClaim) {
		return nil, base.Forbidden()
	}
	if err := s.stillThere(ctx, a, id); err != nil {
		return nil, err
	}
	return s.change(ctx, a, id, func(w walk) error {
		unit, err := s.listedUnit(ctx, w.tx, a, id)
		if err != nil {
			return err
		}
		if err := claimable(w.lead, w); err != nil {
			return err
		}
		return s.claim(ctx, w, a, unit)
	})
}

// stillThere answers most losers of a race from a snapshot, so that they do not wait for the winner.
func (s *Service) stillThere(ctx context.Context, a base.Actor, id base.ID) error {
	return s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		if _, err := s.listedUnit(ctx, tx, a, id); err != nil {
			return err
		}
		l, err := s.leads.LoadIn(ctx, tx, id)
		if err == nil && l.Place != lead.PlaceMarket {
			return errTaken()
		}
		return err
	})
}

func claimable(l *lead.Lead, w walk) error {
	ended := !l.StepUntil.IsZero() && !w.tx.Now().Before(l.StepUntil.Time)
	if l.Place != lead.PlaceMarket || ended || w.step().Market == nil || !l.Open() {
		return errTaken()
	}
	return nil
}

// listedUnit is the actor's partner, if the market shows the lead to it; not found otherwise.
func (s *Service) listedUnit(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) (base.ID, error) {
	unit, err := s.marketUnit(ctx, tx, a)
	if err != nil {
		return 0, err
	}
	found, err := tx.Find(ctx, &unit, listedSQL, db.Args{"lead": id, "unit": unit})
	if err == nil && !found {
		err = base.NotFound()
	}
	return unit, err
}

// marketUnit is the partner for which the actor looks at the market: the one that its unit is, or belongs to. Members
// of no partner have none, and an empty market.
func (s *Service) marketUnit(ctx context.Context, tx *db.Tx, a base.Actor) (base.ID, error) {
	tree, err := s.org.TreeIn(ctx, tx)
	if err != nil {
		return 0, err
	}
	return tree.Within(a.Unit, blueprint.UnitPartner), nil
}

// listedFor is the hook by which a masked lead is shown.
func (s *Service) listedFor(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) (bool, error) {
	_, err := s.listedUnit(ctx, tx, a, id)
	if base.CodeOf(err) == base.CodeNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	l, err := s.leads.LoadIn(ctx, tx, id)
	return err == nil && l.Place == lead.PlaceMarket, err
}

// ReturnInput gives a lead back.
type ReturnInput struct {
	Reason string // a key of the blueprint's return reasons
	Remark string
}

const maxRemark = 2000

// Return puts a held lead back to the market (MKT-6). Right: lead.return on it. Errors: invalid for the reason,
// conflict when nobody holds it, expired when the claim has run out.
func (s *Service) Return(ctx context.Context, a base.Actor, id base.ID, in ReturnInput) (*lead.Lead, error) {
	return s.change(ctx, a, id, func(w walk) error {
		if err := authorise(a, w, access.LeadReturn); err != nil {
			return err
		}
		if err := in.check(w.cfg.Document); err != nil {
			return err
		}
		if w.lead.Place != lead.PlacePlaced || !w.lead.Open() {
			return base.Fail(base.CodeConflict, "placing.error_not_held")
		}
		if err := s.inTime(ctx, w.tx, w.lead.ID); err != nil {
			return err
		}
		return s.giveBack(ctx, w, a, in.Reason, in.Remark)
	})
}

func (in ReturnInput) check(doc *blueprint.Document) error {
	var wrong base.Fields
	if _, ok := blueprint.PickChoice(doc.ReturnReasons, in.Reason); !ok {
		wrong.Add("reason", "error.required")
	}
	if len([]rune(in.Remark)) > maxRemark {
		wrong.Add("remark", "error.too_long", map[string]any{"Max": maxRemark})
	}
	return wrong.Err()
}

// AssignInput places a lead by hand.
type AssignInput struct {
	lead.Target
	Remark string
}

// Assign places a lead with a unit or one of its members (MKT-8, HIE-1). Rights: lead.assign on the lead and on
// the unit. Errors: invalid for a unit or member that is not there, conflict when it takes no leads or the lead is done.
func (s *Service) Assign(ctx context.Context, a base.Actor, id base.ID, in AssignInput) (*lead.Lead, error) {
	return s.change(ctx, a, id, func(w walk) error {
		if err := authorise(a, w, access.LeadAssign); err != nil {
			return err
		}
		if err := s.assignable(ctx, w, a, in.Target); err != nil {
			return err
		}
		if !w.lead.Open() {
			return base.Fail(base.CodeConflict, "placing.error_done")
		}
		return s.assign(ctx, w, a, in.Target, DecisionAssigned, base.Shorten(in.Remark, maxRemark))
	})
}

func (s *Service) assignable(ctx context.Context, w walk, a base.Actor, to lead.Target) error {
	unit := w.tree.Unit(to.Unit)
	subject := access.Subject{Workspace: w.tx.Workspace(), Unit: to.Unit}
	if unit == nil || !access.Decide(a, access.LeadAssign, subject) {
		return base.Invalid(base.FieldError{Field: "unit", Key: "error.unknown"})
	}
	if !unit.AvailableAt(w.tx.Now()) {
		return base.Fail(base.CodeConflict, "placing.error_unavailable").With("Name", unit.Name)
	}
	if to.Member == 0 {
		return nil
	}
	members, err := s.org.MembersOfIn(ctx, w.tx, w.tree.Below(to.Unit))
	if err != nil {
		return err
	}
	for _, m := range members {
		if m.ID == to.Member {
			return nil
		}
	}
	return base.Invalid(base.FieldError{Field: "member", Key: "error.unknown"})
}

// change runs one transition on one lead: locks it, prepares its walk, saves it.
func (s *Service) change(ctx context.Context, a base.Actor, id base.ID, do func(walk) error) (*lead.Lead, error) {
	var l *lead.Lead
	err := s.db.Write(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		if l, err = s.leads.Lock(ctx, tx, id); err != nil {
			return err
		}
		w, err := s.walkOf(ctx, tx, l)
		if err != nil {
			return err
		}
		if err := do(w); err != nil {
			return err
		}
		s.leads.Announce(tx, l)
		return s.leads.Save(ctx, tx, l)
	})
	return l, err
}

func authorise(a base.Actor, w walk, permission string) error {
	subject := w.lead.Subject(w.tx.Workspace())
	if !access.Decide(a, access.LeadView, subject) {
		return base.NotFound()
	}
	if !access.Decide(a, permission, subject) {
		return base.Forbidden()
	}
	return nil
}

// inTime refuses to act on a claim whose stored moment has passed, whether or not the timer has run (INV-5).
func (s *Service) inTime(ctx context.Context, tx *db.Tx, id base.ID) error {
	p, found, err := openIn(ctx, tx, id)
	if err != nil || !found {
		return err
	}
	if !p.DueAt.IsZero() && !tx.Now().Before(p.DueAt.Time) {
		return errRunOut()
	}
	return nil
}

func openIn(ctx context.Context, tx *db.Tx, id base.ID) (p Placement, found bool, err error) {
	found, err = tx.Find(ctx, &p, openSQL, db.Args{"lead": id})
	return p, found, err
}

// contacted stops the clocks of the placement: the holder has acted (MKT-5).
func (s *Service) contacted(ctx context.Context, tx *db.Tx, l *lead.Lead) error {
	if l.Placement == 0 {
		return nil
	}
	if err := s.inTime(ctx, tx, l.ID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, actedSQL, db.Args{"id": l.Placement, "now": base.At(tx.Now())})
	return err
}

// moved carries a change of stage over to the placement: any change by a person stops the clock (MKT-5), and some
// stages take the lead from its holder or send it on its way again.
func (s *Service) moved(ctx context.Context, tx *db.Tx, a base.Actor, l *lead.Lead, _, to *blueprint.Stage) error {
	if a.Kind != base.ActorSystem {
		if err := s.contacted(ctx, tx, l); err != nil {
			return err
		}
	}
	if !to.ToMarket && !to.EndsPlacement && (!to.Category.Done() || l.Place == lead.PlacePlaced) {
		return nil
	}
	w, err := s.walkOf(ctx, tx, l)
	if err != nil {
		return err
	}
	if err := s.release(ctx, w, EndingStage); err != nil || !to.ToMarket {
		return err
	}
	return s.route(ctx, w, 0)
}

// ended takes a lead that nobody needs any more from whoever has it.
func (s *Service) ended(ctx context.Context, tx *db.Tx, _ base.Actor, l *lead.Lead, ending string) error {
	w, err := s.walkOf(ctx, tx, l)
	if err != nil {
		return err
	}
	if l.Place == lead.PlacePlaced && ending == string(EndingWithdrawn) {
		if err := s.noticeWithdrawn(ctx, w); err != nil {
			return err
		}
	}
	return s.release(ctx, w, Ending(ending))
}

// History is who had the lead, oldest first. Right: lead.view on it.
func (s *Service) History(ctx context.Context, a base.Actor, id base.ID) ([]Placement, error) {
	var all []Placement
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		l, err := s.leads.LoadIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if !access.Decide(a, access.LeadView, l.Subject(tx.Workspace())) {
			return base.NotFound()
		}
		return tx.Select(ctx, &all, historySQL, db.Args{"lead": id})
	})
	return all, err
}

// Targets are the units and members that the actor may place leads with.
func (s *Service) Targets(ctx context.Context, a base.Actor) ([]*org.Unit, error) {
	var out []*org.Unit
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		tree, err := s.org.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		for _, u := range tree.Units() {
			if access.Decide(a, access.LeadAssign, access.Subject{Workspace: tx.Workspace(), Unit: u.ID}) {
				out = append(out, u)
			}
		}
		return nil
	})
	return out, err
}
