package org

import (
	"context"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
)

// mayAppoint tells whether the actor may give or manage the role: whoever manages the members of the whole
// workspace may give any; others give no right that reaches further than their own.
func mayAppoint(a base.Actor, role *blueprint.Role) bool {
	if overWorkspace(a, access.MemberManage) {
		return true
	}
	for permission, reach := range role.Rights {
		if reach > access.ReachOf(a, permission) {
			return false
		}
	}
	return true
}

// post is a place in the organisation that somebody is to get.
type post struct {
	role *blueprint.Role
	unit *Unit
}

// checkPost finds role and unit, and refuses those that do not go together or that the actor may not give.
func (s *Service) checkPost(ctx context.Context, tx *db.Tx, actor base.Actor, roleKey string, unitID base.ID) (post, error) {
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return post{}, err
	}
	tree, err := s.TreeIn(ctx, tx)
	if err != nil {
		return post{}, err
	}
	p := post{role: config.Document.Role(roleKey), unit: tree.Unit(unitID)}
	var wrong base.Fields
	place := access.Subject{Workspace: tx.Workspace(), Unit: unitID}
	if p.unit == nil || !access.Decide(actor, access.MemberManage, place) {
		wrong.Add("unit", "error.unknown")
	}
	if p.role == nil {
		wrong.Add("role", "error.unknown")
	}
	if p.unit != nil && p.role != nil && !slices.Contains(p.role.UnitKinds, p.unit.Kind) {
		wrong.Add("role", "org.error_role_unit")
	}
	if err := wrong.Err(); err != nil {
		return post{}, err
	}
	if !mayAppoint(actor, p.role) {
		return post{}, base.Forbidden()
	}
	return p, nil
}

// isAPI tells whether the member acts by tokens only.
func (s *Service) isAPI(ctx context.Context, tx *db.Tx, m Member) (bool, error) {
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return false, err
	}
	role := config.Document.Role(m.Role)
	return role != nil && role.API, nil
}

// managed is a member that the actor may change. Nobody changes its own place or state: whoever could, could
// shut itself, or the workspace, out.
func (s *Service) managed(ctx context.Context, tx *db.Tx, actor base.Actor, id base.ID) (Member, error) {
	m, err := s.visibleMember(ctx, tx, actor, id)
	if err != nil {
		return m, err
	}
	if !access.Decide(actor, access.MemberManage, m.subject(tx.Workspace())) {
		return m, base.Forbidden()
	}
	if id == actor.Member {
		return m, base.Fail(base.CodeForbidden, "org.error_self")
	}
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return m, err
	}
	if role := config.Document.Role(m.Role); role != nil && !mayAppoint(actor, role) {
		return m, base.Forbidden()
	}
	return m, nil
}

// Place is the unit and the role of a member.
type Place struct {
	Unit base.ID
	Role string
}

// ChangeMember gives a member another place. It needs member.manage over both units, and no role beyond the
// actor's own; the rights change with the member's next request.
func (s *Service) ChangeMember(ctx context.Context, actor base.Actor, id base.ID, to Place) error {
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		m, err := s.managed(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		p, err := s.checkPost(ctx, tx, actor, to.Role, to.Unit)
		if err != nil {
			return err
		}
		isAPI, err := s.isAPI(ctx, tx, m)
		if err != nil {
			return err
		}
		if p.role.API != isAPI {
			return base.Invalid(base.FieldError{Field: "role", Key: "error.choice"})
		}
		if _, err := tx.Exec(ctx, changePlaceSQL, db.Args{"id": id, "unit": to.Unit, "role": to.Role}); err != nil {
			return err
		}
		if err := s.touchTree(ctx, tx); err != nil {
			return err
		}
		if to.Unit != m.Unit {
			if err := s.relistLookedAfterBy(ctx, tx, id); err != nil {
				return err
			}
		}
		change := map[string]any{"unit": []base.ID{m.Unit, to.Unit}, "role": []string{m.Role, to.Role}}
		return Audit(ctx, tx, actor, AuditMemberChanged, id.String(), change)
	})
}

// SuspendMember ends a member's sessions and stops its tokens and links. It needs member.manage.
func (s *Service) SuspendMember(ctx context.Context, actor base.Actor, id base.ID) error {
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		if _, err := s.managed(ctx, tx, actor, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, setStateSQL, db.Args{"id": id, "state": MemberSuspended}); err != nil {
			return err
		}
		for _, kind := range []linkKind{linkInvitation, linkReset} {
			if err := voidLinks(ctx, tx, kind, id); err != nil {
				return err
			}
		}
		if err := endSessions(ctx, tx, id); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditMemberSuspended, id.String(), nil)
	})
}

// RestoreMember lets a suspended member in again; one that never had a password waits for a new
// invitation. It needs member.manage. A member that is not suspended is a conflict.
func (s *Service) RestoreMember(ctx context.Context, actor base.Actor, id base.ID) error {
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		m, err := s.managed(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if m.State != MemberSuspended {
			return base.Fail(base.CodeConflict, "error.conflict")
		}
		var lock lockRow
		if err := tx.Get(ctx, &lock, lockByIDSQL, db.Args{"id": id}); err != nil {
			return err
		}
		isAPI, err := s.isAPI(ctx, tx, m)
		if err != nil {
			return err
		}
		state := MemberActive
		if lock.Password == "" && !isAPI {
			state = MemberInvited
		}
		if _, err := tx.Exec(ctx, setStateSQL, db.Args{"id": id, "state": state}); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditMemberRestored, id.String(), nil)
	})
}

// Appointable are those of the roles that the actor may give, for the form that offers them.
func Appointable(a base.Actor, roles []blueprint.Role) []blueprint.Role {
	var out []blueprint.Role
	if !access.May(a, access.MemberManage) {
		return nil
	}
	for i := range roles {
		if mayAppoint(a, &roles[i]) {
			out = append(out, roles[i])
		}
	}
	return out
}

// Manages tells whether the actor may change the member's place and access, for the buttons beside it. Nobody
// changes its own.
func Manages(a base.Actor, m Member, roles []blueprint.Role) bool {
	if m.ID == a.Member || !access.Decide(a, access.MemberManage, m.subject(a.Workspace)) {
		return false
	}
	i := slices.IndexFunc(roles, func(r blueprint.Role) bool { return r.Key == m.Role })
	return i < 0 || mayAppoint(a, &roles[i])
}
