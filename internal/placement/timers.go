package placement

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/due"
	"sluice/internal/lead"
)

// Tasks are what this room does later (see package due).
func (s *Service) Tasks() []due.Task {
	return []due.Task{
		{Name: "placement.lapse", Next: nextLapseSQL, Batch: dueLapseSQL, Run: s.runLapse},
		{Name: "placement.warn", Next: nextWarnSQL, Batch: dueWarnSQL, Run: s.runWarn},
		{Name: "placement.remind", Next: nextRemindSQL, Batch: dueRemindSQL, Run: s.runRemind},
		{Name: "market.end", Next: nextStepSQL, Batch: dueStepSQL, Run: s.runStepEnd},
		{Name: "market.notify", Next: nextNotifySQL, Batch: dueNotifySQL, Run: s.runNotify, Workers: 1},
		{Name: "market.digest", Next: nextDigestSQL, Batch: dueDigestSQL, Run: s.runDigest, Workers: 1},
		{Name: "market.relist", Next: nextRelistSQL, Batch: dueRelistSQL, Run: s.runRelist},
	}
}

// onPlacement runs do on an open placement that is still due, with its lead locked. The lead is locked first, as
// every other operation does it, so that a timer and a member never wait for each other.
func (s *Service) onPlacement(ctx context.Context, ws, id base.ID, due func(Placement) base.Moment, do func(walk, Placement) error) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		var p Placement
		found, err := tx.Find(ctx, &p, byIDSQL, db.Args{"id": id})
		if err != nil || !found {
			return err
		}
		l, err := s.leads.LockIfFree(ctx, tx, p.Lead)
		if err != nil || l == nil {
			return err
		}
		if found, err = tx.Find(ctx, &p, byIDSQL, db.Args{"id": id}); err != nil || !found {
			return err
		}
		if at := due(p); at.IsZero() || tx.Now().Before(at.Time) {
			return nil
		}
		w, err := s.walkOf(ctx, tx, l)
		if err != nil {
			return err
		}
		if err := do(w, p); err != nil {
			return err
		}
		s.leads.Announce(tx, l)
		return s.leads.Save(ctx, tx, l)
	})
}

func (s *Service) runLapse(ctx context.Context, ws, id base.ID) error {
	return s.onPlacement(ctx, ws, id, func(p Placement) base.Moment { return p.DueAt }, func(w walk, p Placement) error {
		return s.lapse(ctx, w, p)
	})
}

func (s *Service) runWarn(ctx context.Context, ws, id base.ID) error {
	return s.onPlacement(ctx, ws, id, func(p Placement) base.Moment { return p.WarnAt }, func(w walk, p Placement) error {
		if _, err := w.tx.Exec(ctx, warnedSQL, db.Args{"id": id}); err != nil {
			return err
		}
		if !p.DueAt.After(w.tx.Now()) {
			return nil // the lapse comes in the same breath; a warning would be mocking
		}
		if err := s.noticeWarned(ctx, w, p); err != nil {
			return err
		}
		return lead.Record(ctx, w.tx, base.System(ws), w.lead, lead.EventWarned, lead.Detail{Unit: p.Unit, Until: p.DueAt})
	})
}

func (s *Service) runRemind(ctx context.Context, ws, id base.ID) error {
	return s.onPlacement(ctx, ws, id, func(p Placement) base.Moment { return p.RemindAt }, func(w walk, p Placement) error {
		if _, err := w.tx.Exec(ctx, remindedSQL, db.Args{"id": id}); err != nil {
			return err
		}
		if err := s.noticeReminded(ctx, w, p); err != nil {
			return err
		}
		return lead.Record(ctx, w.tx, base.System(ws), w.lead, lead.EventReminded, lead.Detail{Unit: p.Unit, Member: p.Member})
	})
}

// onLead runs do on a lead whose moment is still due.
func (s *Service) onLead(ctx context.Context, ws, id base.ID, due func(*lead.Lead) base.Moment, do func(walk) error) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		l, err := s.leads.LockIfFree(ctx, tx, id)
		if err != nil || l == nil {
			return err
		}
		if at := due(l); at.IsZero() || tx.Now().Before(at.Time) {
			return nil
		}
		w, err := s.walkOf(ctx, tx, l)
		if err != nil {
			return err
		}
		if err := do(w); err != nil {
			return err
		}
		return s.leads.Save(ctx, tx, l)
	})
}

// runStepEnd sends a lead that nobody claimed on to the next step of its policy.
func (s *Service) runStepEnd(ctx context.Context, ws, id base.ID) error {
	return s.onLead(ctx, ws, id, func(l *lead.Lead) base.Moment { return l.StepUntil }, func(w walk) error {
		if err := s.unlist(ctx, w); err != nil {
			return err
		}
		s.announceMarket(w.tx)
		return s.route(ctx, w, int(w.lead.PolicyStep)+1)
	})
}

// runNotify tells the members of eligible partners that a lead is on the market (MKT-1).
func (s *Service) runNotify(ctx context.Context, ws, id base.ID) error {
	return s.onLead(ctx, ws, id, func(l *lead.Lead) base.Moment { return l.NotifyAt }, func(w walk) error {
		w.lead.NotifyAt = base.Moment{}
		if w.lead.Place != lead.PlaceMarket {
			return nil
		}
		return s.noticeAvailable(ctx, w)
	})
}

// runRelist shows a partner that is new, or that has changed, the leads that are on the market already (ELG-1).
func (s *Service) runRelist(ctx context.Context, ws, id base.ID) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		taken, err := tx.Exec(ctx, takeRelistSQL, db.Args{"id": id, "now": base.At(tx.Now())})
		if err != nil || taken == 0 {
			return err
		}
		return s.unitChanged(ctx, tx, id)
	})
}
