package org

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Workspace is one brand's closed world.
type Workspace struct {
	ID            base.ID     `db:"id"`
	Slug          string      `db:"slug"`
	Name          string      `db:"name"`
	Blueprint     string      `db:"blueprint"`
	ConfigVersion int64       `db:"config_version"`
	CreatedAt     base.Moment `db:"created_at"`
}

// WorkspaceBySlug finds the workspace that an address names, or answers not_found. It needs no right:
// the public pages of every workspace begin with it.
func (s *Service) WorkspaceBySlug(ctx context.Context, slug string) (Workspace, error) {
	var w Workspace
	err := s.DB.ReadAcross(ctx, func(tx *db.Tx) error {
		found, err := tx.Find(ctx, &w, workspaceBySlugSQL, db.Args{"slug": slug})
		if err == nil && !found {
			return base.NotFound()
		}
		return err
	})
	return w, err
}

// WorkspaceIn is the workspace of the transaction.
func (s *Service) WorkspaceIn(ctx context.Context, tx *db.Tx) (Workspace, error) {
	return db.Once(tx, workspaceOnce{}, func() (Workspace, error) {
		var w Workspace
		found, err := tx.Find(ctx, &w, workspaceByIDSQL, db.Args{"id": tx.Workspace()})
		if err == nil && !found {
			return w, base.NotFound()
		}
		return w, err
	})
}

// workspaceOnce is the key under which a transaction keeps its workspace.
type workspaceOnce struct{}

// ListWorkspaces are all of them by name, for the operator's commands and the first page of an
// installation; never for a request that belongs to one workspace.
func (s *Service) ListWorkspaces(ctx context.Context) ([]Workspace, error) {
	var all []Workspace
	err := s.DB.ReadAcross(ctx, func(tx *db.Tx) error {
		return tx.Select(ctx, &all, workspacesSQL, nil)
	})
	return all, err
}
