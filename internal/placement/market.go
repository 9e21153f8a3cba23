package placement

import (
	"cmp"
	"context"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/place"
	"sluice/internal/placement/engine"
)

// Available is one lead on the actor's market, masked (MKT-1, MKT-2).
type Available struct {
	Lead *lead.Lead
	// Had: this partner had the lead before and it came back.
	Had bool
	// Km is the distance from the partner where both places are known.
	Km *float64
	// Closed is why the partner cannot claim it now, "" when it can. Have, Most and Until explain.
	Closed engine.Verdict
}

// Market is what a partner sees of the open market.
type Market struct {
	Leads []Available
	// Total counts all of them, up to lead.MostCounted + 1.
	Total int
	Next  base.ID // the id to continue before; 0 at the end
}

const (
	marketPage     = 25
	mostMarketPage = 100
)

// Market lists the leads that the actor's partner can claim, newest first. Right: market.view; without it, or for a
// member of no partner, the market is empty.
func (s *Service) Market(ctx context.Context, a base.Actor, page base.PageRequest) (Market, error) {
	var m Market
	if !access.May(a, access.MarketView) {
		return m, nil
	}
	before, err := page.Before()
	if err != nil {
		return m, err
	}
	limit := page.Clamp(marketPage, mostMarketPage)
	err = s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		unit, err := s.marketUnit(ctx, tx, a)
		if err != nil || unit == 0 {
			return err
		}
		args := db.Args{"unit": unit, "before": before, "limit": limit + 1, "most": lead.MostCounted + 1}
		var rows []lead.Lead
		if err := tx.Select(ctx, &rows, availableSQL, args); err != nil {
			return err
		}
		if len(rows) > limit {
			rows = rows[:limit]
			m.Next = rows[limit-1].ID
		}
		if err := tx.Get(ctx, &m.Total, availableCountSQL, args); err != nil {
			return err
		}
		m.Leads, err = s.availableIn(ctx, tx, unit, rows)
		return err
	})
	return m, err
}

// availableIn are leads of a partner's market as the partner sees them.
func (s *Service) availableIn(ctx context.Context, tx *db.Tx, unit base.ID, rows []lead.Lead) ([]Available, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	partner, had, err := s.viewer(ctx, tx, cfg, unit, rows)
	if err != nil {
		return nil, err
	}
	out := make([]Available, len(rows))
	for i := range rows {
		l := &rows[i]
		walked, err := s.org.ConfigAt(ctx, tx, l.PolicyVersion)
		if err != nil {
			return nil, err
		}
		partner.Had = slices.Contains(had, l.ID)
		v := engine.Judge(stepOf(walked, l), leadFacts(l), partner, tx.Now())
		out[i] = Available{Lead: lead.Mask(cfg.Document, l), Had: partner.Had, Km: v.Km}
		if !v.Eligible {
			out[i].Closed = v
		}
	}
	return out, nil
}

// viewer is the partner that looks, and which of the leads it had before.
func (s *Service) viewer(ctx context.Context, tx *db.Tx, cfg *org.Config, unit base.ID, rows []lead.Lead) (engine.Partner, []base.ID, error) {
	tree, err := s.org.TreeIn(ctx, tx)
	if err != nil {
		return engine.Partner{}, nil, err
	}
	u := tree.Unit(unit)
	loads, err := loadsIn(ctx, tx, cfg.Calendar, capped([]*org.Unit{u}))
	if err != nil {
		return engine.Partner{}, nil, err
	}
	ids := make([]base.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	var had []base.ID
	err = tx.Select(ctx, &had, hadLeadsSQL, db.Args{"leads": ids, "unit": unit})
	return partnerFacts(tree, u, loads[unit], false), had, err
}

// AvailableOne is what a partner is told of one lead on its market besides the masked lead itself.
type AvailableOne struct {
	Available
	// Watchers is how many partners the market shows it to.
	Watchers int
	// HoldUntil is until when a claim made now would hold.
	HoldUntil base.Moment
	// Past are the partner's own earlier placements of this lead.
	Past []Placement
}

// Available shows one lead of the actor's market. Right: market.view. Not found when it is not there, or no more.
func (s *Service) Available(ctx context.Context, a base.Actor, id base.ID) (AvailableOne, error) {
	var out AvailableOne
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		unit, err := s.listedUnit(ctx, tx, a, id)
		if err != nil {
			return err
		}
		l, err := s.leads.LoadIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if l.Place != lead.PlaceMarket || !access.May(a, access.MarketView) {
			return base.NotFound()
		}
		one, err := s.availableIn(ctx, tx, unit, []lead.Lead{*l})
		if err != nil {
			return err
		}
		out.Available = one[0]
		return s.around(ctx, tx, l, unit, &out)
	})
	return out, err
}

func (s *Service) around(ctx context.Context, tx *db.Tx, l *lead.Lead, unit base.ID, out *AvailableOne) error {
	w, err := s.walkOf(ctx, tx, l)
	if err != nil {
		return err
	}
	if step := w.step().Market; step != nil {
		out.HoldUntil = base.At(w.cfg.Calendar.Add(tx.Now(), step.Hold))
	}
	var watchers []base.ID
	if err := tx.Select(ctx, &watchers, listedUnitsSQL, db.Args{"lead": l.ID}); err != nil {
		return err
	}
	out.Watchers = len(watchers)
	var all []Placement
	if err := tx.Select(ctx, &all, historySQL, db.Args{"lead": l.ID}); err != nil {
		return err
	}
	for _, p := range all {
		if p.Unit == unit {
			out.Past = append(out.Past, p)
		}
	}
	return nil
}

// Near are up to n other leads of the actor's market, nearest to the one that was lost first (MKT-4).
func (s *Service) Near(ctx context.Context, a base.Actor, lost base.ID, n int) ([]Available, error) {
	m, err := s.Market(ctx, a, base.PageRequest{Limit: mostMarketPage})
	if err != nil {
		return nil, err
	}
	var at *lead.Lead
	err = s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		if _, err := s.listedUnit(ctx, tx, a, lost); err != nil {
			return err
		}
		at, err = s.leads.LoadIn(ctx, tx, lost)
		return err
	})
	if err != nil {
		return nil, err
	}
	sortByPostcode(m.Leads, at)
	return m.Leads[:min(n, len(m.Leads))], nil
}

// Hide takes a lead off the list of the actor's partner; the others still see it. Right: market.view.
func (s *Service) Hide(ctx context.Context, a base.Actor, id base.ID) error {
	if !access.May(a, access.MarketView) {
		return base.Forbidden()
	}
	return s.db.Write(ctx, a.Workspace, func(tx *db.Tx) error {
		unit, err := s.listedUnit(ctx, tx, a, id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, hideSQL, db.Args{"lead": id, "unit": unit, "now": base.At(tx.Now())})
		s.announceMarket(tx)
		return err
	})
}

const mostRelisted = 5000

// unitChanged compares a partner's market with what it covers and does now, so that a new partner sees the leads
// that are already on the market.
func (s *Service) unitChanged(ctx context.Context, tx *db.Tx, unit base.ID) error {
	tree, err := s.org.TreeIn(ctx, tx)
	if err != nil {
		return err
	}
	u := tree.Unit(unit)
	if u == nil || u.Kind != blueprint.UnitPartner {
		return nil
	}
	var ids []base.ID
	if err := tx.Select(ctx, &ids, onMarketSQL, db.Args{"limit": mostRelisted}); err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.relist(ctx, tx, tree, u, id); err != nil {
			return err
		}
	}
	s.announceMarket(tx)
	return nil
}

func (s *Service) relist(ctx context.Context, tx *db.Tx, tree *org.Tree, u *org.Unit, id base.ID) error {
	l, err := s.leads.LoadIn(ctx, tx, id)
	if err != nil {
		return err
	}
	walked, err := s.org.ConfigAt(ctx, tx, l.PolicyVersion)
	if err != nil {
		return err
	}
	had, err := hadIn(ctx, tx, id)
	if err != nil {
		return err
	}
	v := engine.Judge(stepOf(walked, l), leadFacts(l), partnerFacts(tree, u, engine.Load{}, had[u.ID]), tx.Now())
	args := db.Args{"unit": u.ID, "units": []base.ID{u.ID}, "lead": id, "now": base.At(tx.Now())}
	query := unlistUnitSQL
	if v.Waits() {
		query = listSQL
	}
	_, err = tx.Exec(ctx, query, args)
	return err
}

// sortByPostcode puts the leads nearest to a place first.
func sortByPostcode(leads []Available, at *lead.Lead) {
	if at.Lat == nil || at.Lng == nil {
		return
	}
	center := place.Point{Lat: *at.Lat, Lon: *at.Lng}
	away := func(x Available) float64 {
		code, err := place.Parse(x.Lead.Country, x.Lead.Postcode)
		if err != nil {
			return unknownDistance
		}
		point, ok := code.Centroid()
		if !ok {
			return unknownDistance
		}
		return place.DistanceKm(center, point)
	}
	slices.SortStableFunc(leads, func(a, b Available) int { return cmp.Compare(away(a), away(b)) })
}

const unknownDistance = 1e9
