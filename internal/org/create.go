package org

import (
	"context"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/i18n"
)

// NewWorkspace is what the first set-up asks.
type NewWorkspace struct {
	Slug, Name string
	Blueprint  *blueprint.Document
	// These replace the blueprint's own where they are not empty; Hue where it is not nil. Another country brings its
	// own yields for the calculator.
	Lang, Country, Zone, Currency string
	Hue                           *int
	Admin                         NewAdmin
	// First refuses where the installation has a workspace already: of two that set it up at once, one does.
	First bool
}

// NewAdmin is the first member, who may do everything.
type NewAdmin struct {
	Name, Email, Password string
}

// Created names what CreateWorkspace made.
type Created struct {
	Workspace Workspace
	Root      base.ID
	Admin     base.ID
}

// CreateWorkspace makes a workspace with its first configuration, its company unit and its admin, all or
// nothing. It is for the operator and the first set-up, and asks no right. Errors: invalid, conflict for First.
func (s *Service) CreateWorkspace(ctx context.Context, n NewWorkspace) (Created, error) {
	doc, email, err := n.check()
	if err != nil {
		return Created{}, err
	}
	document, err := checkDocument(doc)
	if err != nil {
		return Created{}, err
	}
	hash, err := s.hasher.hash(ctx, n.Admin.Password)
	if err != nil {
		return Created{}, err
	}
	var made Created
	err = s.DB.WriteAcross(ctx, func(tx *db.Tx) error {
		if err := n.checkFirst(ctx, tx); err != nil {
			return err
		}
		made = newIDs(tx, n, doc.Name)
		if err := insertWorkspace(ctx, tx, made.Workspace); err != nil {
			return err
		}
		return s.fillWorkspace(ctx, tx.In(made.Workspace.ID), made, doc, document, newMemberRow{
			ID: made.Admin, Unit: made.Root, Role: adminRole(doc), Name: n.Admin.Name, Email: strings.TrimSpace(n.Admin.Email),
			EmailNorm: email, Password: hash, State: MemberActive, MarketMail: MailImmediate, CreatedAt: made.Workspace.CreatedAt,
		})
	})
	return made, err
}

// check returns the document of the new workspace and the admin's normal address.
func (n *NewWorkspace) check() (*blueprint.Document, string, error) {
	var wrong base.Fields
	CheckSlug(&wrong, n.Slug)
	checkText(&wrong, "name", &n.Name, longestName, true)
	checkText(&wrong, "admin_name", &n.Admin.Name, longestName, true)
	email := checkEmail(&wrong, "admin_email", n.Admin.Email)
	CheckPassword(&wrong, "admin_password", n.Admin.Password, n.Admin.Email)
	if n.Blueprint == nil {
		wrong.Add("blueprint", "error.required")
	}
	if err := wrong.Err(); err != nil {
		return nil, "", err
	}
	doc, err := n.Blueprint.Clone()
	if err != nil {
		return nil, "", err
	}
	for into, value := range map[*string]string{&doc.Country: n.Country, &doc.Zone: n.Zone, &doc.Currency: n.Currency} {
		if value != "" {
			*into = value
		}
	}
	if doc.Calculator != nil && doc.Country != n.Blueprint.Country {
		doc.Calculator.MoveTo(doc.Country)
	}
	if n.Lang != "" {
		doc.DefaultLang = i18n.Lang(n.Lang)
	}
	if n.Hue != nil {
		doc.Hue = *n.Hue
	}
	return doc, email, nil
}

// checkFirst looks while nobody else can make a workspace.
func (n *NewWorkspace) checkFirst(ctx context.Context, tx *db.Tx) error {
	if !n.First {
		return nil
	}
	if lock := tx.Dialect().LockTable("workspace"); lock != "" {
		if _, err := tx.Exec(ctx, lock, nil); err != nil {
			return err
		}
	}
	var others []Workspace
	if err := tx.Select(ctx, &others, workspacesSQL, nil); err != nil {
		return err
	}
	if len(others) > 0 {
		return base.Fail(base.CodeConflict, "org.error_not_first")
	}
	return nil
}

func newIDs(tx *db.Tx, n NewWorkspace, name string) Created {
	return Created{
		Workspace: Workspace{
			ID: base.NewID(tx.Now()), Slug: n.Slug, Name: n.Name, Blueprint: name, ConfigVersion: 1, CreatedAt: base.At(tx.Now()),
		},
		Root: base.NewID(tx.Now()), Admin: base.NewID(tx.Now()),
	}
}

func insertWorkspace(ctx context.Context, tx *db.Tx, w Workspace) error {
	_, err := tx.Exec(ctx, insertWorkspaceSQL, db.Args{
		"id": w.ID, "slug": w.Slug, "name": w.Name, "blueprint": w.Blueprint, "config_version": w.ConfigVersion, "created_at": w.CreatedAt,
	})
	if db.IsUnique(err) {
		return base.Invalid(base.FieldError{Field: "slug", Key: "error.taken"})
	}
	return err
}

func (s *Service) fillWorkspace(ctx context.Context, tx *db.Tx, made Created, doc *blueprint.Document, document string, admin newMemberRow) error {
	at := made.Workspace.CreatedAt
	if err := tx.Insert(ctx, "config", configRow{Version: 1, Document: document, Author: made.Admin, CreatedAt: at}); err != nil {
		return err
	}
	root, err := rowOf(&Unit{
		ID: made.Root, Kind: blueprint.UnitCompany, CreatedAt: at,
		UnitDetails: UnitDetails{Name: made.Workspace.Name}, Availability: Availability{State: UnitActive},
	})
	if err != nil {
		return err
	}
	if err := tx.Insert(ctx, "unit", root); err != nil {
		return err
	}
	if err := s.touchTree(ctx, tx); err != nil {
		return err
	}
	if err := tx.Insert(ctx, "member", admin); err != nil {
		return err
	}
	return Audit(ctx, tx, base.System(tx.Workspace()), AuditWorkspaceCreated, made.Workspace.Slug, map[string]any{"blueprint": doc.Name})
}

// adminRole is the first role that can mend anything; a checked document has one.
func adminRole(doc *blueprint.Document) string {
	for i := range doc.Roles {
		if mends(&doc.Roles[i]) {
			return doc.Roles[i].Key
		}
	}
	return ""
}
