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
	"sluice/internal/placement/engine"
)

// Coverage says how well the partners cover what comes in (ELG-4).
type Coverage struct {
	// Partners counts those within the reader's reach by their state.
	Partners map[org.UnitState]int
	// Gaps are the places from which leads lie in an inbox because no active partner covers them, most leads first.
	Gaps []Gap
}

// Gap is a place that no partner covers.
type Gap struct {
	Area  string // the part of the postcode that names no street
	Town  string
	Leads int
	First base.ID // one of the leads
}

// gapPages bounds how many leads in inboxes are looked at.
const gapPages, gapPage = 5, 200

// Coverage looks at the partners and the inboxes within the reader's reach. Right: routing.view over a territory
// or more.
func (s *Service) Coverage(ctx context.Context, a base.Actor) (Coverage, error) {
	if access.ReachOf(a, access.RoutingView) < base.ReachTerritory {
		return Coverage{}, base.Forbidden()
	}
	tree, err := s.org.Tree(ctx, a.Workspace)
	if err != nil {
		return Coverage{}, err
	}
	out := Coverage{Partners: map[org.UnitState]int{}}
	var active []*org.Unit
	for _, u := range tree.OfKind(blueprint.UnitPartner) {
		if access.Decide(a, access.RoutingView, access.Subject{Workspace: a.Workspace, Unit: u.ID}) {
			out.Partners[u.State]++
		}
		if u.State != org.UnitInactive {
			active = append(active, u)
		}
	}
	out.Gaps, err = s.gaps(ctx, a, tree, active)
	return out, err
}

func (s *Service) gaps(ctx context.Context, a base.Actor, tree *org.Tree, partners []*org.Unit) ([]Gap, error) {
	found := map[[2]string]*Gap{}
	page := base.PageRequest{Limit: gapPage}
	for range gapPages {
		list, err := s.leads.List(ctx, a, lead.Filter{Lens: lead.LensNoPartner}, page)
		if err != nil {
			return nil, err
		}
		for i := range list.Items {
			noteGap(found, tree, partners, &list.Items[i].Lead)
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			break
		}
	}
	out := make([]Gap, 0, len(found))
	for _, g := range found {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(x, y Gap) int {
		return cmp.Or(cmp.Compare(y.Leads, x.Leads), cmp.Compare(x.Area, y.Area), cmp.Compare(x.Town, y.Town))
	})
	return out, nil
}

func noteGap(found map[[2]string]*Gap, tree *org.Tree, partners []*org.Unit, l *lead.Lead) {
	spot := l.Spot()
	if slices.ContainsFunc(partners, func(u *org.Unit) bool { return tree.Covers(u.ID, spot) }) {
		return
	}
	key := [2]string{lead.PostcodeArea(l), l.Town}
	if found[key] == nil {
		found[key] = &Gap{Area: key[0], Town: key[1], First: l.ID}
	}
	found[key].Leads++
}

// Loads are how many leads partners have and got in the present day, week and month. Units beyond the reach of
// partner.view are left out.
func (s *Service) Loads(ctx context.Context, a base.Actor, units []base.ID) (map[base.ID]engine.Load, error) {
	units = slices.DeleteFunc(slices.Clone(units), func(id base.ID) bool {
		return !access.Decide(a, access.PartnerView, access.Subject{Workspace: a.Workspace, Unit: id})
	})
	var loads map[base.ID]engine.Load
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		loads, err = loadsIn(ctx, tx, cfg.Calendar, units)
		return err
	})
	return loads, err
}
