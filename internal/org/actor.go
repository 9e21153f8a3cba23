package org

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
)

// ActorOf is the member as it acts now, with its role's rights, its units and its territory. A member that
// is not active, or of another workspace, is not_found.
func (s *Service) ActorOf(ctx context.Context, tx *db.Tx, member base.ID) (base.Actor, error) {
	m, err := s.MemberIn(ctx, tx, member)
	if err != nil {
		return base.Actor{}, err
	}
	if m.State != MemberActive {
		return base.Actor{}, base.NotFound()
	}
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return base.Actor{}, err
	}
	tree, err := s.TreeIn(ctx, tx)
	if err != nil {
		return base.Actor{}, err
	}
	actor := base.Actor{
		Kind: base.ActorMember, Workspace: tx.Workspace(), Member: m.ID, Unit: m.Unit, Role: m.Role, Name: m.Name,
		Lang: string(config.Lang(m.Lang)), Units: tree.Below(m.Unit), Territory: tree.territory(m.ID, m.Unit),
	}
	if role := config.Document.Role(m.Role); role != nil {
		actor.Rights = role.Rights
	}
	return actor, nil
}

// Actor is ActorOf in a transaction of its own, for commands and the demo.
func (s *Service) Actor(ctx context.Context, ws, member base.ID) (base.Actor, error) {
	var a base.Actor
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) (err error) {
		a, err = s.ActorOf(ctx, tx, member)
		return err
	})
	return a, err
}
