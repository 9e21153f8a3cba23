package org

import (
	"context"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/place"
)

// NewUnit is a unit to be made.
type NewUnit struct {
	Parent base.ID
	Kind   blueprint.UnitKind
	UnitDetails
}

// parentKinds says below what a unit may stand. The company is made with its workspace, and only once.
var parentKinds = map[blueprint.UnitKind][]blueprint.UnitKind{
	blueprint.UnitRegion:  {blueprint.UnitCompany, blueprint.UnitRegion},
	blueprint.UnitPartner: {blueprint.UnitCompany, blueprint.UnitRegion},
	blueprint.UnitBranch:  {blueprint.UnitPartner},
	blueprint.UnitTeam:    {blueprint.UnitCompany, blueprint.UnitRegion, blueprint.UnitPartner, blueprint.UnitBranch},
}

// editRight is what changing a unit of the kind needs. A region's area is the territory of those who work in it,
// so nobody widens its own.
func editRight(kind blueprint.UnitKind) string {
	if kind == blueprint.UnitCompany || kind == blueprint.UnitRegion {
		return access.SettingsEdit
	}
	return access.PartnerEdit
}

func (s *Service) subjectOf(tx *db.Tx, u *Unit) access.Subject {
	return access.Subject{Workspace: tx.Workspace(), Unit: u.ID, Holder: u.AccountManager}
}

// editable is a unit that the actor may change; not_found when it may not even see it.
func (s *Service) editable(tx *db.Tx, tree *Tree, actor base.Actor, id base.ID) (*Unit, error) {
	u := tree.Unit(id)
	if u == nil || !s.sees(tx, actor, u) {
		return nil, base.NotFound()
	}
	if !access.Decide(actor, editRight(u.Kind), s.subjectOf(tx, u)) {
		return nil, base.Forbidden()
	}
	return u, nil
}

func (s *Service) sees(tx *db.Tx, actor base.Actor, u *Unit) bool {
	return access.Decide(actor, access.PartnerView, s.subjectOf(tx, u)) || slices.Contains(actor.Units, u.ID)
}

// changeTree runs fn with the tree while nobody else can change it.
func (s *Service) changeTree(ctx context.Context, actor base.Actor, fn func(tx *db.Tx, tree *Tree) error) error {
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		if err := s.touchTree(ctx, tx); err != nil {
			return err
		}
		tree, err := s.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		if err := fn(tx, tree); err != nil {
			return err
		}
		// What was read before the change was kept under the first version.
		return s.touchTree(ctx, tx)
	})
}

// CreateUnit adds a unit. Partners, branches and teams need partner.edit over the parent with a reach of territory
// or more, or, below the actor's own partner, of unit; regions need settings.edit. Errors: invalid, forbidden, not_found.
func (s *Service) CreateUnit(ctx context.Context, actor base.Actor, n NewUnit) (*Unit, error) {
	n.Name = strings.TrimSpace(n.Name)
	var made *Unit
	err := s.changeTree(ctx, actor, func(tx *db.Tx, tree *Tree) error {
		parent := tree.Unit(n.Parent)
		if parent == nil || !s.sees(tx, actor, parent) {
			return base.Invalid(base.FieldError{Field: "parent", Key: "error.unknown"})
		}
		if !slices.Contains(parentKinds[n.Kind], parent.Kind) {
			return base.Invalid(base.FieldError{Field: "kind", Key: "org.error_kind"})
		}
		if !access.Decide(actor, editRight(n.Kind), s.subjectOf(tx, parent)) {
			return base.Forbidden()
		}
		if err := s.checkDetails(ctx, tx, actor, &n.UnitDetails, &UnitDetails{Name: n.Name}); err != nil {
			return err
		}
		made = &Unit{
			ID: base.NewID(tx.Now()), Parent: n.Parent, Kind: n.Kind, UnitDetails: n.UnitDetails,
			Availability: Availability{State: UnitActive}, CreatedAt: base.At(tx.Now()),
		}
		row, err := rowOf(made)
		if err != nil {
			return err
		}
		if err := tx.Insert(ctx, "unit", row); err != nil {
			return err
		}
		if made.Kind == blueprint.UnitPartner {
			if _, err := tx.Exec(ctx, relistSQL, db.Args{"units": []base.ID{made.ID}, "now": base.At(tx.Now())}); err != nil {
				return err
			}
		}
		return Audit(ctx, tx, actor, AuditUnitCreated, made.ID.String(), map[string]any{"kind": n.Kind, "name": n.Name, "parent": n.Parent})
	})
	return made, err
}

// EditUnit replaces a unit's details. It needs partner.edit over the unit, settings.edit for regions and the
// company. Name, areas and account manager are the brand's: they need a reach of territory or more; the partner
// itself sets the rest (ELG-3). Errors: invalid, forbidden, not_found.
func (s *Service) EditUnit(ctx context.Context, actor base.Actor, id base.ID, d UnitDetails) error {
	return s.changeTree(ctx, actor, func(tx *db.Tx, tree *Tree) error {
		u, err := s.editable(tx, tree, actor, id)
		if err != nil {
			return err
		}
		if err := s.checkDetails(ctx, tx, actor, &d, &u.UnitDetails); err != nil {
			return err
		}
		row, err := rowOf(&Unit{UnitDetails: d})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, updateUnitSQL, db.Args{
			"id": id, "name": row.Name, "email": row.Email, "phone": row.Phone, "lang": row.Lang, "postcode": row.Postcode,
			"town": row.Town, "lat": row.Lat, "lng": row.Lng, "areas": row.Areas, "products": row.Products, "caps": row.Caps,
			"account_manager": row.AccountManager,
		})
		if err != nil {
			return err
		}
		if d.marketChanged(&u.UnitDetails) {
			if err := s.relist(ctx, tx, tree, id); err != nil {
				return err
			}
		}
		return Audit(ctx, tx, actor, AuditUnitChanged, id.String(), map[string]any{"before": u.UnitDetails, "after": d})
	})
}

// MoveUnit puts a unit, with all below it, under another parent. It needs the right of EditUnit over the unit
// and over the new parent, with a reach of territory or more. Errors: invalid, forbidden, not_found.
func (s *Service) MoveUnit(ctx context.Context, actor base.Actor, id, parent base.ID) error {
	return s.changeTree(ctx, actor, func(tx *db.Tx, tree *Tree) error {
		u, err := s.editable(tx, tree, actor, id)
		if err != nil {
			return err
		}
		to := tree.Unit(parent)
		if to == nil || !s.sees(tx, actor, to) {
			return base.Invalid(base.FieldError{Field: "parent", Key: "error.unknown"})
		}
		if !slices.Contains(parentKinds[u.Kind], to.Kind) || slices.Contains(tree.Below(id), parent) {
			return base.Invalid(base.FieldError{Field: "parent", Key: "org.error_kind"})
		}
		right := editRight(u.Kind)
		if access.ReachOf(actor, right) < base.ReachTerritory || !access.Decide(actor, right, s.subjectOf(tx, to)) {
			return base.Forbidden()
		}
		if _, err := tx.Exec(ctx, moveUnitSQL, db.Args{"id": id, "parent": parent}); err != nil {
			return err
		}
		if err := s.relist(ctx, tx, tree, id); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditUnitMoved, id.String(), map[string]any{"from": u.Parent, "to": parent})
	})
}

// SetAvailability switches a unit to active, away or inactive (ACT-1). It needs the right of EditUnit. What the
// unit holds stays its own. Errors: invalid, forbidden, not_found.
func (s *Service) SetAvailability(ctx context.Context, actor base.Actor, id base.ID, a Availability) error {
	if a.State != UnitAway {
		a.AwayFrom, a.AwayTo = base.Moment{}, base.Moment{}
	}
	var wrong base.Fields
	if !slices.Contains([]UnitState{UnitActive, UnitAway, UnitInactive}, a.State) {
		wrong.Add("state", "error.choice")
	}
	if !a.AwayTo.IsZero() && !a.AwayTo.After(a.AwayFrom.Time) {
		wrong.Add("away_to", "org.error_away")
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return s.changeTree(ctx, actor, func(tx *db.Tx, tree *Tree) error {
		u, err := s.editable(tx, tree, actor, id)
		if err != nil {
			return err
		}
		if u.Kind == blueprint.UnitCompany {
			return base.Invalid(base.FieldError{Field: "state", Key: "org.error_kind"})
		}
		args := db.Args{"id": id, "state": a.State, "away_from": a.AwayFrom, "away_to": a.AwayTo}
		if _, err := tx.Exec(ctx, setAvailabilitySQL, args); err != nil {
			return err
		}
		if err := s.relist(ctx, tx, tree, id); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditAvailability, id.String(), map[string]any{"before": u.Availability, "after": a})
	})
}

const (
	longestCode = 20
	mostCap     = 1_000_000
)

// checkDetails cleans and checks an edit; was is what stands there now.
func (s *Service) checkDetails(ctx context.Context, tx *db.Tx, actor base.Actor, d, was *UnitDetails) error {
	var wrong base.Fields
	checkText(&wrong, "name", &d.Name, longestName, true)
	checkText(&wrong, "phone", &d.Phone, longestPhone, false)
	checkText(&wrong, "postcode", &d.Postcode, longestCode, false)
	checkText(&wrong, "town", &d.Town, longestName, false)
	checkLang(&wrong, d.Lang)
	if d.Email = strings.TrimSpace(d.Email); d.Email != "" {
		checkEmail(&wrong, "email", d.Email)
	}
	if (d.Lat == nil) != (d.Lng == nil) || d.Lat != nil && !onEarth(*d.Lat, *d.Lng) {
		wrong.Add("lat", "org.error_position")
	}
	d.Areas = checkAreas(&wrong, d.Areas)
	if err := s.locate(ctx, tx, d); err != nil {
		return err
	}
	for name, limit := range map[string]int{"open": d.Caps.Open, "day": d.Caps.Day, "week": d.Caps.Week, "month": d.Caps.Month} {
		if limit < 0 || limit > mostCap {
			wrong.Add("caps."+name, "error.range", map[string]any{"Min": 0, "Max": mostCap})
		}
	}
	if err := s.checkKnown(ctx, tx, &wrong, d, was); err != nil {
		return err
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	ofTheBrand := d.Name != was.Name || d.AccountManager != was.AccountManager || !slices.Equal(d.Areas, was.Areas)
	if ofTheBrand && max(access.ReachOf(actor, access.PartnerEdit), access.ReachOf(actor, access.SettingsEdit)) < base.ReachTerritory {
		return base.Forbidden()
	}
	return nil
}

// locate puts a unit without a position where its postcode is, roughly: distances in decisions begin there.
func (s *Service) locate(ctx context.Context, tx *db.Tx, d *UnitDetails) error {
	config, err := s.ConfigIn(ctx, tx)
	if err != nil || d.Lat != nil || d.Lng != nil {
		return err
	}
	if at, ok := place.Middle(config.Document.Country, d.Postcode); ok {
		d.Lat, d.Lng = &at.Lat, &at.Lon
	}
	return nil
}

// checkKnown looks up the products and the account manager; what stood there before may stay.
func (s *Service) checkKnown(ctx context.Context, tx *db.Tx, wrong *base.Fields, d, was *UnitDetails) error {
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return err
	}
	for _, product := range d.Products {
		if _, ok := config.Document.Product(product); !ok && !slices.Contains(was.Products, product) {
			wrong.Add("products", "error.choice")
			break
		}
	}
	if d.AccountManager == 0 || d.AccountManager == was.AccountManager {
		return nil
	}
	manager, err := s.MemberIn(ctx, tx, d.AccountManager)
	if base.CodeOf(err) == base.CodeNotFound || err == nil && manager.State == MemberSuspended {
		wrong.Add("account_manager", "error.unknown")
		return nil
	}
	return err
}
