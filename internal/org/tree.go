package org

import (
	"context"
	"slices"
	"sync"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
)

// Tree is all units of a workspace at one moment. It never changes and is shared.
type Tree struct {
	version  int64
	root     base.ID
	units    map[base.ID]*Unit
	children map[base.ID][]base.ID
	all      []*Unit
	below    sync.Map // base.ID -> []base.ID, worked out when first asked for
}

// TreeIn is the tree as the transaction sees it. It costs one small read while nothing has changed,
// on every node: the version is part of what is read.
func (s *Service) TreeIn(ctx context.Context, tx *db.Tx) (*Tree, error) {
	var version int64
	if _, err := tx.Find(ctx, &version, treeVersionSQL, nil); err != nil {
		return nil, err
	}
	if tree, ok := s.trees.get(tx.Workspace()); ok && tree.version == version {
		return tree, nil
	}
	var rows []unitRow
	if err := tx.Select(ctx, &rows, unitsSQL, nil); err != nil {
		return nil, err
	}
	units := make([]*Unit, len(rows))
	for i := range rows {
		u, err := rows[i].unit()
		if err != nil {
			return nil, err
		}
		units[i] = u
	}
	tree := newTree(version, units)
	s.trees.put(tx.Workspace(), tree)
	return tree, nil
}

// Tree is TreeIn in a transaction of its own.
func (s *Service) Tree(ctx context.Context, ws base.ID) (*Tree, error) {
	var tree *Tree
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) (err error) {
		tree, err = s.TreeIn(ctx, tx)
		return err
	})
	return tree, err
}

// touchTree makes every node read the units again, and holds back others who change the tree until the
// end of the transaction. The version is an id, so that one that was rolled back never comes again.
func (s *Service) touchTree(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, touchTreeSQL, db.Args{"version": base.NewID(tx.Now())})
	return err
}

func newTree(version int64, units []*Unit) *Tree {
	t := &Tree{version: version, units: make(map[base.ID]*Unit, len(units)), children: map[base.ID][]base.ID{}, all: units}
	slices.SortFunc(units, compareNames)
	for _, u := range units {
		t.units[u.ID] = u
		if u.Parent == 0 {
			t.root = u.ID
			continue
		}
		t.children[u.Parent] = append(t.children[u.Parent], u.ID)
	}
	return t
}

// Root is the company.
func (t *Tree) Root() base.ID { return t.root }

// Unit returns the unit, or nil when the workspace has none with this id.
func (t *Tree) Unit(id base.ID) *Unit { return t.units[id] }

// Units are all units by name.
func (t *Tree) Units() []*Unit { return t.all }

// OfKind are the units of a kind, by name.
func (t *Tree) OfKind(kind blueprint.UnitKind) []*Unit {
	var out []*Unit
	for _, u := range t.all {
		if u.Kind == kind {
			out = append(out, u)
		}
	}
	return out
}

// Below is the unit and everything under it; an unknown unit has nothing. The list is shared: it is read, never changed.
func (t *Tree) Below(id base.ID) []base.ID {
	if t.units[id] == nil {
		return nil
	}
	if known, ok := t.below.Load(id); ok {
		return known.([]base.ID)
	}
	out := []base.ID{id}
	for i := 0; i < len(out); i++ {
		out = append(out, t.children[out[i]]...)
	}
	out = slices.Clip(out) // whoever appends gets a copy
	t.below.Store(id, out)
	return out
}

// Ancestors are the units above, from the parent to the root.
func (t *Tree) Ancestors(id base.ID) []base.ID {
	var out []base.ID
	for u := t.units[id]; u != nil && u.Parent != 0; u = t.units[u.Parent] {
		out = append(out, u.Parent)
	}
	return out
}

// Within is the nearest unit of the kind, from the unit itself upwards; zero when there is none.
func (t *Tree) Within(id base.ID, kind blueprint.UnitKind) base.ID {
	for u := t.units[id]; u != nil; u = t.units[u.Parent] {
		if u.Kind == kind {
			return u.ID
		}
	}
	return 0
}

// AreasOf is what the unit covers: its own areas, else those of its account manager's unit, else those
// of the nearest unit above that has any (ELG-1).
func (t *Tree) AreasOf(id base.ID) []Area {
	u := t.units[id]
	if u == nil {
		return nil
	}
	candidates := append([]base.ID{id, u.managerUnit}, t.Ancestors(id)...)
	for _, c := range candidates {
		if at := t.units[c]; at != nil && len(at.Areas) > 0 {
			return at.Areas
		}
	}
	return nil
}

// Covers tells whether the unit covers the spot.
func (t *Tree) Covers(id base.ID, p Spot) bool { return covering(t.AreasOf(id), p) > 0 }

// TerritoryOf is the region in whose own area the spot lies: the deepest one, then the one that says so
// most precisely, then the first by name. Zero when no region covers it.
func (t *Tree) TerritoryOf(p Spot) base.ID {
	var best base.ID
	bestDepth, bestPrecision := -1, 0
	for _, u := range t.OfKind(blueprint.UnitRegion) {
		precision := covering(u.Areas, p)
		if precision == 0 {
			continue
		}
		depth := len(t.Ancestors(u.ID))
		if depth > bestDepth || depth == bestDepth && precision > bestPrecision {
			best, bestDepth, bestPrecision = u.ID, depth, precision
		}
	}
	return best
}

// territory is what a member answers for: its unit and all below when that is a region, and every
// partner that names the member its account manager, with all below.
func (t *Tree) territory(member, unit base.ID) []base.ID {
	var out []base.ID
	if u := t.units[unit]; u != nil && u.Kind == blueprint.UnitRegion {
		out = t.Below(unit)
	}
	for _, u := range t.all {
		if u.AccountManager == member && member != 0 && !slices.Contains(out, u.ID) {
			out = append(out, t.Below(u.ID)...)
		}
	}
	return out
}
