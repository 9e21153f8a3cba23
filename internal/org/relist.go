package org

import (
	"context"
	"slices"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
)

// relist makes the market compare itself with these units, and with the partners that inherit from them, as soon
// as the change is durable: what a partner sees there depends on its areas, products and state.
func (s *Service) relist(ctx context.Context, tx *db.Tx, tree *Tree, units ...base.ID) error {
	var partners []base.ID
	for _, u := range tree.OfKind(blueprint.UnitPartner) {
		if slices.ContainsFunc(units, func(id base.ID) bool { return tree.follows(u, id) }) {
			partners = append(partners, u.ID)
		}
	}
	if len(partners) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, relistSQL, db.Args{"units": partners, "now": base.At(tx.Now())})
	return err
}

// follows tells whether what the partner covers may come from the unit.
func (t *Tree) follows(partner *Unit, id base.ID) bool {
	return partner.ID == id || partner.managerUnit == id || slices.Contains(t.Ancestors(partner.ID), id)
}

// relistLookedAfterBy is relist for the partners of an account manager who has moved to another unit.
func (s *Service) relistLookedAfterBy(ctx context.Context, tx *db.Tx, member base.ID) error {
	_, err := tx.Exec(ctx, relistLookedAfterSQL, db.Args{"member": member, "now": base.At(tx.Now())})
	return err
}

// marketChanged tells whether an edit may change what the unit, or who inherits from it, sees on the market.
func (d *UnitDetails) marketChanged(was *UnitDetails) bool {
	return !slices.Equal(d.Areas, was.Areas) || !slices.Equal(d.Products, was.Products) || d.Caps != was.Caps ||
		d.AccountManager != was.AccountManager
}
