package org

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/db"
	"sluice/internal/i18n"
)

// Config is one version of a workspace's configuration, ready for use. It never changes and is shared.
type Config struct {
	Version   int64
	Document  *blueprint.Document
	Calendar  *calendar.Calendar
	Zone      *time.Location
	catalogue *i18n.Catalogue
	wording   map[i18n.Lang]map[string]string
}

type configKey struct {
	ws      base.ID
	version int64
}

func newConfig(version int64, doc *blueprint.Document, catalogue *i18n.Catalogue) (*Config, error) {
	working, err := calendar.New(doc.CalendarSettings())
	if err != nil {
		return nil, fmt.Errorf("configuration %d: %w", version, err)
	}
	wording := make(map[i18n.Lang]map[string]string, len(i18n.Langs))
	for _, lang := range i18n.Langs {
		wording[lang] = map[string]string{}
		for key, text := range doc.Wording {
			if own := text[lang]; own != "" {
				wording[lang][key] = own
			}
		}
	}
	return &Config{
		Version: version, Document: doc, Calendar: working, Zone: working.Zone(), catalogue: catalogue, wording: wording,
	}, nil
}

// Lang is the reader's language where the product speaks it, else the workspace's.
func (c *Config) Lang(wanted string) i18n.Lang {
	if lang := i18n.Lang(wanted); lang.Valid() {
		return lang
	}
	return c.Document.DefaultLang
}

// Printer writes in the reader's language, in the workspace's zone and wording.
func (c *Config) Printer(wanted string) *i18n.Printer {
	lang := c.Lang(wanted)
	return c.catalogue.Printer(lang, c.Zone, i18n.WithWording(c.wording[lang]))
}

// ConfigIn is the current configuration of the transaction's workspace. It costs one small read while
// nothing has changed. An operation that saves a configuration must not ask for it in the same
// transaction: a version that is rolled back would stay in the cache.
func (s *Service) ConfigIn(ctx context.Context, tx *db.Tx) (*Config, error) {
	w, err := s.WorkspaceIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	return s.ConfigAt(ctx, tx, w.ConfigVersion)
}

// ConfigAt is a version of the configuration, such as the one under which a lead walks its policy;
// not_found when there never was such a version.
func (s *Service) ConfigAt(ctx context.Context, tx *db.Tx, version int64) (*Config, error) {
	key := configKey{tx.Workspace(), version}
	if c, ok := s.configs.get(key); ok {
		return c, nil
	}
	var text string
	found, err := tx.Find(ctx, &text, configSQL, db.Args{"version": version})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, base.NotFound()
	}
	doc, err := blueprint.Decode([]byte(text))
	if err != nil {
		return nil, err
	}
	c, err := newConfig(version, doc, s.catalogue)
	if err != nil {
		return nil, err
	}
	s.configs.put(key, c)
	return c, nil
}

// Config is ConfigIn in a transaction of its own.
func (s *Service) Config(ctx context.Context, ws base.ID) (*Config, error) {
	var c *Config
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) (err error) {
		c, err = s.ConfigIn(ctx, tx)
		return err
	})
	return c, err
}

// ConfigEdit is a changed configuration. Base is the version that was edited: when another has been saved
// since, the edit is refused with conflict rather than undoing it.
type ConfigEdit struct {
	Base     int64
	Document *blueprint.Document
	Note     string
}

const longestNote = 500

// SaveConfig makes the edited document the next version. It needs settings.edit over the workspace. Errors:
// invalid with the problems of the document as the cause, conflict. The writer's own role must keep that right,
// and roles that members have must stay.
func (s *Service) SaveConfig(ctx context.Context, actor base.Actor, edit ConfigEdit) (*Config, error) {
	text, err := checkDocument(edit.Document)
	if err != nil {
		return nil, err
	}
	if !overWorkspace(actor, access.SettingsEdit) {
		return nil, base.Forbidden()
	}
	if actor.Kind != base.ActorSystem && !mends(edit.Document.Role(actor.Role)) {
		return nil, base.Invalid(base.FieldError{Field: "roles", Key: "org.error_locks_out"})
	}
	next := edit.Base + 1
	err = s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		if err := rolesStay(ctx, tx, edit.Document); err != nil {
			return err
		}
		moved, err := tx.Exec(ctx, advanceConfigSQL, db.Args{"base": edit.Base, "next": next})
		if err != nil {
			return err
		}
		if moved == 0 {
			return base.Fail(base.CodeConflict, "error.conflict")
		}
		row := configRow{Version: next, Document: text, Author: actor.Member, Note: base.Shorten(edit.Note, longestNote), CreatedAt: base.At(tx.Now())}
		if err := tx.Insert(ctx, "config", row); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditConfigSaved, "", map[string]any{"version": next, "note": row.Note})
	})
	if err != nil {
		return nil, err
	}
	return s.Config(ctx, actor.Workspace)
}

// overWorkspace tells whether the actor has the permission over everything.
func overWorkspace(a base.Actor, permission string) bool {
	return a.Workspace != 0 && access.ReachOf(a, permission) == base.ReachWorkspace
}

// mends tells whether somebody with the role can edit the settings and manage everybody.
func mends(r *blueprint.Role) bool {
	return r != nil && !r.API && r.Rights[access.SettingsEdit] == base.ReachWorkspace &&
		r.Rights[access.MemberManage] == base.ReachWorkspace
}

// checkDocument returns the document as it is stored.
func checkDocument(doc *blueprint.Document) (string, error) {
	if doc == nil {
		return "", base.Invalid(base.FieldError{Field: "document", Key: "error.required"})
	}
	if err := blueprint.Check(doc).Err(); err != nil {
		invalid := base.Invalid(base.FieldError{Field: "document", Key: "org.error_document"})
		invalid.Err = err
		return "", invalid
	}
	// What cannot be made ready here could not be later either, and nobody would get in any more.
	if _, err := newConfig(0, doc, nil); err != nil {
		return "", err
	}
	text, err := json.Marshal(doc)
	return string(text), err
}

func rolesStay(ctx context.Context, tx *db.Tx, doc *blueprint.Document) error {
	var used []string
	if err := tx.Select(ctx, &used, rolesInUseSQL, nil); err != nil {
		return err
	}
	for _, role := range used {
		if doc.Role(role) == nil {
			return base.Invalid(base.FieldError{Field: "roles", Key: "org.error_role_in_use", Args: map[string]any{"Role": role}})
		}
	}
	return nil
}

// ConfigVersion is one line of the configuration's history.
type ConfigVersion struct {
	Version    int64       `db:"version"`
	Author     base.ID     `db:"author"`
	AuthorName string      `db:"author_name"`
	Note       string      `db:"note"`
	CreatedAt  base.Moment `db:"created_at"`
}

// ConfigHistory lists the versions, newest first, at most 200. It needs settings.view.
func (s *Service) ConfigHistory(ctx context.Context, actor base.Actor) ([]ConfigVersion, error) {
	if !access.May(actor, access.SettingsView) {
		return nil, base.Forbidden()
	}
	var out []ConfigVersion
	err := s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		return tx.Select(ctx, &out, configHistorySQL, nil)
	})
	return out, err
}
