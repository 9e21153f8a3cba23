package placement

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement/engine"
)

// factsIn are all partners as the engine wants to know them, for one lead.
func (s *Service) factsIn(ctx context.Context, tx *db.Tx, cfg *org.Config, tree *org.Tree, id base.ID) ([]engine.Partner, error) {
	units := tree.OfKind(blueprint.UnitPartner)
	had, err := hadIn(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	loads, err := loadsIn(ctx, tx, cfg.Calendar, capped(units))
	if err != nil {
		return nil, err
	}
	partners := make([]engine.Partner, len(units))
	for i, u := range units {
		partners[i] = partnerFacts(tree, u, loads[u.ID], had[u.ID])
	}
	return partners, nil
}

// factIn is one partner, locked while it has caps: two claims at once must not both be its last.
func (s *Service) factIn(ctx context.Context, tx *db.Tx, cfg *org.Config, tree *org.Tree, unit, id base.ID) (engine.Partner, error) {
	u := tree.Unit(unit)
	if u == nil {
		return engine.Partner{}, base.NotFound()
	}
	if u.Caps != (org.Caps{}) {
		var locked base.ID
		if err := tx.Get(ctx, &locked, lockUnitSQL+tx.Dialect().ForUpdate(), db.Args{"id": unit}); err != nil {
			return engine.Partner{}, err
		}
	}
	had, err := hadIn(ctx, tx, id)
	if err != nil {
		return engine.Partner{}, err
	}
	loads, err := loadsIn(ctx, tx, cfg.Calendar, capped([]*org.Unit{u}))
	return partnerFacts(tree, u, loads[unit], had[unit]), err
}

func partnerFacts(tree *org.Tree, u *org.Unit, load engine.Load, had bool) engine.Partner {
	return engine.Partner{
		ID: u.ID, Availability: u.Availability, Areas: tree.AreasOf(u.ID), Products: u.Products, Caps: u.Caps,
		Load: load, Had: had, Lat: u.Lat, Lng: u.Lng,
	}
}

func capped(units []*org.Unit) []base.ID {
	var out []base.ID
	for _, u := range units {
		if u.Caps != (org.Caps{}) {
			out = append(out, u.ID)
		}
	}
	return out
}

func hadIn(ctx context.Context, tx *db.Tx, id base.ID) (map[base.ID]bool, error) {
	var units []base.ID
	if err := tx.Select(ctx, &units, hadSQL, db.Args{"lead": id}); err != nil {
		return nil, err
	}
	had := make(map[base.ID]bool, len(units))
	for _, u := range units {
		had[u] = true
	}
	return had, nil
}

func loadsIn(ctx context.Context, tx *db.Tx, cal *calendar.Calendar, units []base.ID) (map[base.ID]engine.Load, error) {
	loads := map[base.ID]engine.Load{}
	if len(units) == 0 {
		return loads, nil
	}
	var open []struct {
		Unit base.ID `db:"unit"`
		N    int     `db:"n"`
	}
	if err := tx.Select(ctx, &open, openLoadSQL, db.Args{"units": units}); err != nil {
		return nil, err
	}
	day, week, month := periods(cal, tx.Now())
	var got []struct {
		Unit  base.ID `db:"unit"`
		Day   int     `db:"day"`
		Week  int     `db:"week"`
		Month int     `db:"month"`
	}
	since := week
	if month.Before(week) {
		since = month
	}
	args := db.Args{"units": units, "day": base.At(day), "week": base.At(week), "month": base.At(month), "since": base.At(since)}
	if err := tx.Select(ctx, &got, gotSQL, args); err != nil {
		return nil, err
	}
	for _, g := range got {
		loads[g.Unit] = engine.Load{Day: g.Day, Week: g.Week, Month: g.Month}
	}
	for _, o := range open {
		load := loads[o.Unit]
		load.Open = o.N
		loads[o.Unit] = load
	}
	return loads, nil
}

// periods are the beginnings of the day, the week and the month of the moment, on the workspace's own clock.
func periods(cal *calendar.Calendar, now time.Time) (day, week, month time.Time) {
	today := cal.DayOf(now)
	sinceMonday := (int(today.Weekday()) + 6) % 7
	return cal.Start(today), cal.Start(today.Add(-sinceMonday)), cal.Start(today.Add(1 - today.Day))
}

func leadFacts(l *lead.Lead) engine.Lead {
	return engine.Lead{Spot: l.Spot(), Lat: l.Lat, Lng: l.Lng, Product: l.Product}
}
