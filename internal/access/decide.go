package access

import (
	"slices"

	"sluice/internal/base"
)

// Subject is what somebody wants to see or change, as far as rights depend on it.
// A member is described by its unit and itself, a partner by its unit.
type Subject struct {
	Workspace base.ID
	// Creator made it, Holder has it; zero when nobody does.
	Creator base.ID
	Holder  base.ID
	// Unit is where it is: the partner that has the lead, the unit in whose inbox it lies, the unit of a member.
	Unit base.ID
	// Territory is the region in whose area it lies.
	Territory base.ID
}

// Scope is the rule of Decide for a list: a row is inside when any of its lines holds.
type Scope struct {
	Everything bool
	Member     base.ID   // rows that this member made or holds
	Units      []base.ID // rows at these units
	Territory  []base.ID // rows at these units, or in these regions
}

// ReachOf is how far the actor's permission goes; the program itself reaches everything.
func ReachOf(a base.Actor, permission string) base.Reach {
	if a.Kind == base.ActorSystem {
		return base.ReachWorkspace
	}
	return a.Rights[permission]
}

// May tells whether the actor has the permission at all, for things not yet there and for menus.
func May(a base.Actor, permission string) bool { return ReachOf(a, permission) > base.ReachNone }

// ScopeOf is the part of the workspace over which the actor has the permission.
func ScopeOf(a base.Actor, permission string) Scope {
	reach := ReachOf(a, permission)
	scope := Scope{Everything: reach == base.ReachWorkspace}
	if reach >= base.ReachOwn {
		scope.Member = a.Member
	}
	if reach >= base.ReachUnit {
		scope.Units = a.Units
	}
	if reach >= base.ReachTerritory {
		scope.Territory = a.Territory
	}
	return scope
}

// Decide tells whether the actor may use the permission on the subject.
func Decide(a base.Actor, permission string, s Subject) bool {
	return a.Workspace != 0 && a.Workspace == s.Workspace && ScopeOf(a, permission).Holds(s)
}

// Holds tells whether the subject is inside the scope.
func (s Scope) Holds(subject Subject) bool {
	switch {
	case s.Everything:
		return true
	case s.Member != 0 && (s.Member == subject.Creator || s.Member == subject.Holder):
		return true
	case subject.Unit != 0 && (slices.Contains(s.Units, subject.Unit) || slices.Contains(s.Territory, subject.Unit)):
		return true
	default:
		return subject.Territory != 0 && slices.Contains(s.Territory, subject.Territory)
	}
}
