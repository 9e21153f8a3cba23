package org

import (
	"cmp"
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
)

// Partner is a unit of the kind partner, as a list shows it.
type Partner struct {
	*Unit
	// AccountManagerName is empty where there is none.
	AccountManagerName string
	// Members are the active ones of the partner and of all below it.
	Members int
}

// PartnerFilter narrows the list; empty fields do not.
type PartnerFilter struct {
	Query          string // part of a name, a town or a postcode
	State          UnitState
	Region         base.ID // partners below this unit
	AccountManager base.ID
	Covers         *Spot
	Product        string
}

// ListPartners shows the partners within the reach of partner.view, by name.
func (s *Service) ListPartners(ctx context.Context, actor base.Actor, f PartnerFilter, p base.PageRequest) (base.Page[Partner], error) {
	var page base.Page[Partner]
	if !access.May(actor, access.PartnerView) {
		return page, base.Forbidden()
	}
	after, err := readNameCursor(p.Cursor)
	if err != nil {
		return page, err
	}
	limit := p.Clamp(standardPage, longestPage)
	err = s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		tree, err := s.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		var found []*Unit
		for _, u := range tree.OfKind(blueprint.UnitPartner) {
			if nameCursor(u) > after && s.sees(tx, actor, u) && f.holds(tree, u) {
				found = append(found, u)
			}
		}
		if len(found) > limit {
			found = found[:limit]
			page.Next = base64.RawURLEncoding.EncodeToString([]byte(nameCursor(found[limit-1])))
		}
		page.Items, err = s.partners(ctx, tx, tree, found)
		return err
	})
	return page, err
}

func (f PartnerFilter) holds(tree *Tree, u *Unit) bool {
	query := strings.ToLower(strings.TrimSpace(f.Query))
	return (query == "" || strings.Contains(strings.ToLower(u.Name+"\n"+u.Town+"\n"+u.Postcode), query)) &&
		(f.State == "" || u.State == f.State) &&
		(f.Region == 0 || slices.Contains(tree.Ancestors(u.ID), f.Region)) &&
		(f.AccountManager == 0 || u.AccountManager == f.AccountManager) &&
		(f.Covers == nil || tree.Covers(u.ID, *f.Covers)) &&
		(f.Product == "" || u.Does(f.Product))
}

// nameCursor orders units as the tree does.
func nameCursor(u *Unit) string { return strings.ToLower(u.Name) + "\x00" + u.ID.String() }

func compareNames(a, b *Unit) int { return cmp.Compare(nameCursor(a), nameCursor(b)) }

func readNameCursor(cursor string) (string, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", base.Invalid(base.FieldError{Field: "cursor", Key: "error.unknown"})
	}
	return string(text), nil
}

// Partner shows one. It needs partner.view over it; not_found beyond that, and for units that are no partner.
func (s *Service) Partner(ctx context.Context, actor base.Actor, id base.ID) (Partner, error) {
	var out Partner
	err := s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		tree, err := s.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		u := tree.Unit(id)
		if u == nil || u.Kind != blueprint.UnitPartner || !s.sees(tx, actor, u) {
			return base.NotFound()
		}
		list, err := s.partners(ctx, tx, tree, []*Unit{u})
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out, err
}

type headRow struct {
	ID    base.ID `db:"id"`
	Name  string  `db:"name"`
	Count int     `db:"count"`
}

// partners adds what stands in other tables, in two statements for the whole page.
func (s *Service) partners(ctx context.Context, tx *db.Tx, tree *Tree, units []*Unit) ([]Partner, error) {
	var managers, below []base.ID
	for _, u := range units {
		managers = append(managers, u.AccountManager)
		below = append(below, tree.Below(u.ID)...)
	}
	var names, counts []headRow
	if err := tx.Select(ctx, &names, memberNamesSQL, db.Args{"members": managers}); err != nil {
		return nil, err
	}
	if err := tx.Select(ctx, &counts, memberCountsSQL, db.Args{"units": below}); err != nil {
		return nil, err
	}
	nameOf, countAt := map[base.ID]string{}, map[base.ID]int{}
	for _, n := range names {
		nameOf[n.ID] = n.Name
	}
	for _, c := range counts {
		countAt[c.ID] = c.Count
	}
	out := make([]Partner, len(units))
	for i, u := range units {
		out[i] = Partner{Unit: u, AccountManagerName: nameOf[u.AccountManager]}
		for _, id := range tree.Below(u.ID) {
			out[i].Members += countAt[id]
		}
	}
	return out, nil
}
