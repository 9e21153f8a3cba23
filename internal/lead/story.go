package lead

import (
	"context"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
)

// Story is a lead's timeline with what it takes to tell it to one reader. A partner learns what happened before it had
// the lead, but not the names of other partners nor what they noted (INV-10).
type Story struct {
	Events []Event // oldest first
	// All: the reader may know every name.
	All bool

	doc     *blueprint.Document
	units   map[base.ID]unitName
	members map[base.ID]memberName
	refs    map[base.ID]string
}

// unitName is a unit as the reader may know it.
type unitName struct {
	name  string
	other bool // another partner, which stays nameless
}

type memberName struct {
	name string
	unit base.ID
}

// Story reads the timeline of a lead. Right: lead.view over the lead; a masked reader has none.
func (s *Service) Story(ctx context.Context, a base.Actor, id base.ID) (Story, error) {
	var out Story
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		l, err := s.LoadIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if !access.Decide(a, access.LeadView, l.Subject(tx.Workspace())) {
			return base.NotFound()
		}
		out, err = s.storyIn(ctx, tx, a, id)
		return err
	})
	return out, err
}

func (s *Service) storyIn(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) (Story, error) {
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return Story{}, err
	}
	tree, err := s.org.TreeIn(ctx, tx)
	if err != nil {
		return Story{}, err
	}
	story := Story{
		All: access.ReachOf(a, access.LeadView) >= base.ReachTerritory, doc: cfg.Document,
		units: map[base.ID]unitName{}, members: map[base.ID]memberName{}, refs: map[base.ID]string{},
	}
	if story.Events, err = s.EventsIn(ctx, tx, id); err != nil {
		return Story{}, err
	}
	own := tree.Within(a.Unit, blueprint.UnitPartner)
	for _, e := range story.Events {
		for _, unit := range []base.ID{e.Unit, e.Detail.Unit} {
			story.learnUnit(tree, own, unit)
		}
		for _, member := range []base.ID{e.Actor, e.Detail.Member} {
			if err := s.learnMember(ctx, tx, &story, member); err != nil {
				return Story{}, err
			}
		}
		if err := s.learnLead(ctx, tx, a, &story, e.Detail.Lead); err != nil {
			return Story{}, err
		}
	}
	for _, m := range story.members {
		story.learnUnit(tree, own, m.unit)
	}
	return story, nil
}

func (st *Story) learnUnit(tree *org.Tree, own, id base.ID) {
	unit := tree.Unit(id)
	if unit == nil {
		return
	}
	partner := tree.Within(id, blueprint.UnitPartner)
	st.units[id] = unitName{name: unit.Name, other: !st.All && partner != 0 && partner != own}
}

func (s *Service) learnMember(ctx context.Context, tx *db.Tx, st *Story, id base.ID) error {
	if _, known := st.members[id]; known || id == 0 {
		return nil
	}
	m, err := s.org.MemberIn(ctx, tx, id)
	if base.CodeOf(err) == base.CodeNotFound {
		return nil
	}
	st.members[id] = memberName{name: m.Name, unit: m.Unit}
	return err
}

// learnLead keeps the number of another lead, if the reader may see that one (INV-7).
func (s *Service) learnLead(ctx context.Context, tx *db.Tx, a base.Actor, st *Story, id base.ID) error {
	if id == 0 {
		return nil
	}
	other, err := s.LoadIn(ctx, tx, id)
	if base.CodeOf(err) == base.CodeNotFound {
		return nil
	}
	if err == nil && access.Decide(a, access.LeadView, other.Subject(tx.Workspace())) {
		st.refs[id] = other.Ref(st.doc)
	}
	return err
}

// elsewhere tells whether the event was done by another partner, about which the reader learns no more than that.
func (st Story) elsewhere(e Event) bool { return st.units[e.Unit].other }
