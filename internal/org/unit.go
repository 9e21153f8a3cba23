package org

import (
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
)

// Unit is a node of the organisation tree. Units come from a shared tree: they are read, never changed.
type Unit struct {
	ID     base.ID
	Parent base.ID // zero for the root
	Kind   blueprint.UnitKind
	UnitDetails
	Availability
	CreatedAt base.Moment
	// managerUnit is where the account manager works.
	managerUnit base.ID
}

// UnitDetails are what an editor of a unit fills in.
type UnitDetails struct {
	Name     string
	Email    string
	Phone    string
	Lang     string
	Postcode string
	Town     string
	Lat, Lng *float64
	// Areas are the places a partner covers, or a region's territory.
	Areas []Area
	// Products are the keys a partner does; none means all.
	Products []string
	Caps     Caps
	// AccountManager is the brand's member who looks after a partner.
	AccountManager base.ID
}

// Caps limit how many leads a partner gets; 0 is no limit. Day, week and month are the workspace's own.
type Caps struct {
	Open  int `json:"open,omitempty"`
	Day   int `json:"day,omitempty"`
	Week  int `json:"week,omitempty"`
	Month int `json:"month,omitempty"`
}

// UnitState says whether a unit takes leads.
type UnitState string

// The states of a unit (ACT-1).
const (
	UnitActive   UnitState = "active"
	UnitAway     UnitState = "away"
	UnitInactive UnitState = "inactive"
)

// Availability is a unit's own word on whether it takes leads. Away holds from From until before To;
// a zero From has begun, a zero To has no end.
type Availability struct {
	State    UnitState
	AwayFrom base.Moment
	AwayTo   base.Moment
}

// AvailableAt tells whether the unit takes leads at the moment.
func (a Availability) AvailableAt(now time.Time) bool {
	switch a.State {
	case UnitActive:
		return true
	case UnitAway:
		begun := a.AwayFrom.IsZero() || !now.Before(a.AwayFrom.Time)
		ended := !a.AwayTo.IsZero() && !now.Before(a.AwayTo.Time)
		return !begun || ended
	default:
		return false
	}
}

// Does tells whether the unit does the product.
func (d *UnitDetails) Does(product string) bool {
	if len(d.Products) == 0 {
		return true
	}
	for _, p := range d.Products {
		if p == product {
			return true
		}
	}
	return false
}
