package placement

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/placement/engine"
)

// This file is every way in which a lead changes hands. Each function runs in the caller's transaction, with the
// lead locked; it changes the placement and the lead, records the event with the state that follows, and leaves
// saving the lead to the caller.

// putOnMarket shows the lead to every partner that may claim it.
func (s *Service) putOnMarket(ctx context.Context, w walk, d engine.Decision) error {
	l := w.lead
	args := db.Args{"units": d.Partners(), "lead": l.ID, "now": base.At(w.tx.Now())}
	if _, err := w.tx.Exec(ctx, listSQL, args); err != nil {
		return err
	}
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlaceMarket, 0, 0, 0
	l.PolicyStep, l.StepUntil, l.NotifyAt = int64(d.Step), d.Until, base.At(w.tx.Now())
	if err := s.explain(ctx, w, d.Kind, 0, d); err != nil {
		return err
	}
	s.announceMarket(w.tx)
	s.leads.Announce(w.tx, l)
	detail := lead.Detail{Until: d.Until, Count: d.EligibleCount()}
	return lead.Record(ctx, w.tx, base.System(w.tx.Workspace()), l, lead.EventListed, detail)
}

// putInInbox leaves the lead with a named unit, where a person decides.
func (s *Service) putInInbox(ctx context.Context, w walk, d engine.Decision) error {
	l := w.lead
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlaceInbox, s.inboxUnit(w, d.Inbox), 0, 0
	l.PolicyStep, l.StepUntil, l.NotifyAt = int64(d.Step), base.Moment{}, base.Moment{}
	s.enter(w, w.cfg.Document.OnInbox)
	l.ContactDeadline(w.cfg.Document, w.cfg.Calendar, w.tx.Now())
	if err := s.unlist(ctx, w); err != nil {
		return err
	}
	if err := s.explain(ctx, w, d.Kind, l.PlaceUnit, d); err != nil {
		return err
	}
	s.leads.Announce(w.tx, l)
	if err := s.noticeInbox(ctx, w); err != nil {
		return err
	}
	return lead.Record(ctx, w.tx, base.System(w.tx.Workspace()), l, lead.EventInboxed, lead.Detail{Unit: l.PlaceUnit})
}

// claim gives the lead to the partner that took it from the market, until the end of the hold.
func (s *Service) claim(ctx context.Context, w walk, a base.Actor, unit base.ID) error {
	l, step := w.lead, w.step().Market
	partner, err := s.factIn(ctx, w.tx, w.cfg, w.tree, unit, l.ID)
	if err != nil {
		return err
	}
	verdict := engine.Judge(w.step(), leadFacts(l), partner, w.tx.Now())
	if !verdict.Eligible {
		return ClosedError(verdict)
	}
	until := w.cfg.Calendar.Add(w.tx.Now(), step.Hold)
	p := Placement{Mode: ModeClaim, Unit: unit, Member: a.Member, DueAt: base.At(until), WarnAt: warnAt(w, until)}
	if err := s.open(ctx, w, a, p); err != nil {
		return err
	}
	s.enter(w, w.cfg.Document.OnClaim)
	l.SetDeadline(lead.DeadlineHold, until)
	decided := engine.Decision{Step: int(l.PolicyStep), Kind: DecisionClaim, Considered: []engine.Verdict{verdict}}
	if err := s.explain(ctx, w, DecisionClaim, unit, decided); err != nil {
		return err
	}
	var others []base.ID
	if err := w.tx.Select(ctx, &others, listedUnitsSQL, db.Args{"lead": l.ID}); err != nil {
		return err
	}
	s.announceMarket(w.tx)
	detail := lead.Detail{Unit: unit, Member: a.Member, Until: base.At(until), Count: len(others)}
	if err := lead.Record(ctx, w.tx, a, l, lead.EventClaimed, detail); err != nil {
		return err
	}
	return lead.Record(ctx, w.tx, a, l, lead.EventRevealed, lead.Detail{Unit: unit, Member: a.Member, Source: string(ModeClaim)})
}

// assign places the lead with a unit or member by hand or by a rule, whoever had it before.
func (s *Service) assign(ctx context.Context, w walk, a base.Actor, to lead.Target, kind, remark string) error {
	l := w.lead
	if err := s.closeOpen(ctx, w, EndingReassigned, "", ""); err != nil {
		return err
	}
	if err := s.unlist(ctx, w); err != nil {
		return err
	}
	p := Placement{Mode: ModeAssignment, Unit: to.Unit, Member: to.Member}
	p.RemindAt = base.At(w.cfg.Calendar.Add(w.tx.Now(), w.cfg.Document.Deadlines.Untouched))
	if err := s.open(ctx, w, a, p); err != nil {
		return err
	}
	if l.Category == blueprint.CategoryNew {
		s.enter(w, w.cfg.Document.OnAssign)
		l.ContactDeadline(w.cfg.Document, w.cfg.Calendar, w.tx.Now())
	}
	decided := engine.Decision{Step: int(l.PolicyStep), Kind: kind}
	if err := s.explain(ctx, w, kind, to.Unit, decided); err != nil {
		return err
	}
	s.announceMarket(w.tx)
	s.leads.Announce(w.tx, l)
	if err := s.noticeAssigned(ctx, w, p); err != nil {
		return err
	}
	detail := lead.Detail{Unit: to.Unit, Member: to.Member, Remark: remark}
	if err := lead.Record(ctx, w.tx, a, l, lead.EventAssigned, detail); err != nil {
		return err
	}
	return lead.Record(ctx, w.tx, a, l, lead.EventRevealed, lead.Detail{Unit: to.Unit, Member: to.Member, Source: string(ModeAssignment)})
}

// giveBack ends the placement at the holder's wish and lets the lead find its next one.
func (s *Service) giveBack(ctx context.Context, w walk, a base.Actor, reason, remark string) error {
	unit := w.lead.PlaceUnit
	if err := s.closeOpen(ctx, w, EndingReturned, reason, remark); err != nil {
		return err
	}
	return s.backToWalk(ctx, w, a, lead.EventReturned, w.cfg.Document.OnReturn, lead.Detail{Unit: unit, Reason: reason, Remark: remark})
}

// lapse ends a placement whose time has run out.
func (s *Service) lapse(ctx context.Context, w walk, p Placement) error {
	if err := s.closeOpen(ctx, w, EndingLapsed, "", ""); err != nil {
		return err
	}
	if err := s.noticeLapsed(ctx, w, p); err != nil {
		return err
	}
	detail := lead.Detail{Unit: p.Unit, Member: p.Member, On: p.DueAt}
	return s.backToWalk(ctx, w, base.System(w.tx.Workspace()), lead.EventLapsed, w.cfg.Document.OnLapse, detail)
}

// backToWalk puts a lead that lost its holder back at its step of the policy.
func (s *Service) backToWalk(ctx context.Context, w walk, a base.Actor, kind lead.EventKind, stage string, d lead.Detail) error {
	l := w.lead
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlaceNone, 0, 0, 0
	s.enter(w, stage)
	l.ContactDeadline(w.cfg.Document, w.cfg.Calendar, w.tx.Now())
	if err := lead.Record(ctx, w.tx, a, l, kind, d); err != nil {
		return err
	}
	return s.route(ctx, w, int(l.PolicyStep))
}

// release ends whatever the lead had, because nobody needs it any more.
func (s *Service) release(ctx context.Context, w walk, ending Ending) error {
	if err := s.closeOpen(ctx, w, ending, "", ""); err != nil {
		return err
	}
	l := w.lead
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlaceNone, 0, 0, 0
	l.StepUntil, l.NotifyAt = base.Moment{}, base.Moment{}
	s.announceMarket(w.tx)
	return s.unlist(ctx, w)
}

// open writes a placement and points the lead at it. The database refuses a second open one (INV-1).
func (s *Service) open(ctx context.Context, w walk, a base.Actor, p Placement) error {
	l := w.lead
	p.ID, p.Lead, p.Step, p.Actor, p.OpenedAt = base.NewID(w.tx.Now()), l.ID, l.PolicyStep, a.Member, base.At(w.tx.Now())
	if err := w.tx.Insert(ctx, "placement", p); err != nil {
		if db.IsUnique(err) {
			return errTaken()
		}
		return err
	}
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlacePlaced, p.Unit, p.Member, p.ID
	l.StepUntil, l.NotifyAt = base.Moment{}, base.Moment{}
	return nil
}

// closeOpen ends the lead's open placement, if it has one.
func (s *Service) closeOpen(ctx context.Context, w walk, ending Ending, reason, remark string) error {
	if w.lead.Placement == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, endSQL, db.Args{
		"id": w.lead.Placement, "now": base.At(w.tx.Now()), "ending": string(ending), "reason": reason, "remark": remark,
	})
	return err
}

func (s *Service) unlist(ctx context.Context, w walk) error {
	_, err := w.tx.Exec(ctx, unlistSQL, db.Args{"lead": w.lead.ID})
	return err
}

func (s *Service) enter(w walk, stage string) {
	if to := w.cfg.Document.Stage(stage); to != nil {
		w.lead.Enter(to, w.tx.Now())
	}
}

// inboxUnit is the unit that an inbox step names; whatever it names, there is one.
func (s *Service) inboxUnit(w walk, name string) base.ID {
	if name == blueprint.InboxAccountManager && w.lead.Territory != 0 && w.tree.Unit(w.lead.Territory) != nil {
		return w.lead.Territory
	}
	return w.tree.Root()
}

// warnAt is when the holder of a claim is warned of its end; none when that would be at once.
func warnAt(w walk, until time.Time) base.Moment {
	ahead := w.cfg.Calendar.Add(w.tx.Now(), w.step().Market.Warn).Sub(w.tx.Now())
	if at := until.Add(-ahead); at.After(w.tx.Now()) {
		return base.At(at)
	}
	return base.Moment{}
}
