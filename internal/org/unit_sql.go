package org

import (
	"encoding/json"
	"fmt"

	"sluice/internal/base"
	"sluice/internal/blueprint"
)

const (
	treeVersionSQL = `SELECT value FROM counter WHERE ws = :ws AND name = 'units'`

	touchTreeSQL = `INSERT INTO counter (ws, name, value) VALUES (:ws, 'units', :version)
ON CONFLICT (ws, name) DO UPDATE SET value = excluded.value`

	unitsSQL = `SELECT u.id, u.parent, u.kind, u.name, u.state, u.away_from, u.away_to, u.email, u.phone, u.lang, u.postcode,
  u.town, u.lat, u.lng, u.areas, u.products, u.caps, u.account_manager, u.created_at, m.unit AS manager_unit
FROM unit u LEFT JOIN member m ON m.ws = u.ws AND m.id = u.account_manager
WHERE u.ws = :ws`

	updateUnitSQL = `UPDATE unit SET name = :name, email = :email, phone = :phone, lang = :lang, postcode = :postcode,
  town = :town, lat = :lat, lng = :lng, areas = :areas, products = :products, caps = :caps, account_manager = :account_manager
WHERE ws = :ws AND id = :id`

	moveUnitSQL = `UPDATE unit SET parent = :parent WHERE ws = :ws AND id = :id`

	setAvailabilitySQL = `UPDATE unit SET state = :state, away_from = :away_from, away_to = :away_to WHERE ws = :ws AND id = :id`
)

// newUnitRow is a unit as it is inserted.
type newUnitRow struct {
	ID             base.ID            `db:"id"`
	Parent         base.ID            `db:"parent"`
	Kind           blueprint.UnitKind `db:"kind"`
	Name           string             `db:"name"`
	State          UnitState          `db:"state"`
	AwayFrom       base.Moment        `db:"away_from"`
	AwayTo         base.Moment        `db:"away_to"`
	Email          string             `db:"email"`
	Phone          string             `db:"phone"`
	Lang           string             `db:"lang"`
	Postcode       string             `db:"postcode"`
	Town           string             `db:"town"`
	Lat            *float64           `db:"lat"`
	Lng            *float64           `db:"lng"`
	Areas          string             `db:"areas"`
	Products       string             `db:"products"`
	Caps           string             `db:"caps"`
	AccountManager base.ID            `db:"account_manager"`
	CreatedAt      base.Moment        `db:"created_at"`
}

// unitRow is a unit as it is read.
type unitRow struct {
	newUnitRow
	ManagerUnit base.ID `db:"manager_unit"`
}

func rowOf(u *Unit) (newUnitRow, error) {
	row := newUnitRow{
		ID: u.ID, Parent: u.Parent, Kind: u.Kind, Name: u.Name, State: u.State, AwayFrom: u.AwayFrom, AwayTo: u.AwayTo,
		Email: u.Email, Phone: u.Phone, Lang: u.Lang, Postcode: u.Postcode, Town: u.Town, Lat: u.Lat, Lng: u.Lng,
		AccountManager: u.AccountManager, CreatedAt: u.CreatedAt,
	}
	for _, part := range []struct {
		text  *string
		value any
	}{{&row.Areas, orEmpty(u.Areas)}, {&row.Products, orEmpty(u.Products)}, {&row.Caps, u.Caps}} {
		text, err := json.Marshal(part.value)
		if err != nil {
			return row, err
		}
		*part.text = string(text)
	}
	return row, nil
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func (r *unitRow) unit() (*Unit, error) {
	u := &Unit{
		ID: r.ID, Parent: r.Parent, Kind: r.Kind, CreatedAt: r.CreatedAt, managerUnit: r.ManagerUnit,
		Availability: Availability{State: r.State, AwayFrom: r.AwayFrom, AwayTo: r.AwayTo},
		UnitDetails: UnitDetails{
			Name: r.Name, Email: r.Email, Phone: r.Phone, Lang: r.Lang, Postcode: r.Postcode, Town: r.Town,
			Lat: r.Lat, Lng: r.Lng, AccountManager: r.AccountManager,
		},
	}
	for _, part := range []struct {
		text  string
		value any
	}{{r.Areas, &u.Areas}, {r.Products, &u.Products}, {r.Caps, &u.Caps}} {
		if err := json.Unmarshal([]byte(part.text), part.value); err != nil {
			return nil, fmt.Errorf("unit %s: %w", r.ID, err)
		}
	}
	return u, nil
}
