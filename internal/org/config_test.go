package org

import (
	"strings"
	"sync"
	"testing"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/place"
)

// edited is the current document with a change.
func (h *house) edited(change func(d *blueprint.Document)) ConfigEdit {
	h.t.Helper()
	current, err := h.Config(h.ctx, h.Workspace.ID)
	h.must(err)
	doc, err := current.Document.Clone()
	h.must(err)
	change(doc)
	return ConfigEdit{Base: current.Version, Document: doc, Note: "test"}
}

func TestConfigIsReadyForUse(t *testing.T) {
	eachHouse(t, func(h *house) {
		c, err := h.Config(h.ctx, h.Workspace.ID)
		h.must(err)
		if c.Version != 1 || c.Document.Name != "solar-market" || c.Zone.String() != "Europe/Amsterdam" {
			h.t.Errorf("version %d of %s in %s", c.Version, c.Document.Name, c.Zone)
		}
		if c.Calendar.Works(calendar.Day{Year: 2026, Month: 4, Day: 27}) {
			h.t.Error("King's Day is worked")
		}
		for wanted, lang := range map[string]i18n.Lang{"pl": i18n.Polish, "": i18n.Dutch, "xx": i18n.Dutch} {
			if got := c.Printer(wanted).Lang(); got != lang {
				h.t.Errorf("%q is written in %q", wanted, got)
			}
		}
		again, err := h.Config(h.ctx, h.Workspace.ID)
		h.must(err)
		if again != c {
			h.t.Error("an unchanged configuration is read again")
		}
	})
}

func TestSavingAConfigMakesAVersion(t *testing.T) {
	eachHouse(t, func(h *house) {
		edit := h.edited(func(d *blueprint.Document) {
			d.Hue = 30
			d.Wording = map[string]i18n.Text{"org.invite_button": {
				i18n.English: "Get going", i18n.Dutch: "Aan de slag", i18n.Polish: "Start", i18n.Spanish: "Empezar", i18n.German: "Los",
			}}
		})
		saved, err := h.SaveConfig(h.ctx, h.admin, edit)
		h.must(err)
		if saved.Version != 2 || saved.Document.Hue != 30 {
			h.t.Errorf("saved %d with hue %d", saved.Version, saved.Document.Hue)
		}
		if got := saved.Printer("nl").T("org.invite_button"); got != "Aan de slag" {
			h.t.Errorf("own wording %q", got)
		}
		if got := saved.Printer("nl").T("org.reset_button"); got != "Nieuw wachtwoord kiezen" {
			h.t.Errorf("wording without an own one %q", got)
		}
		h.in(func(tx *db.Tx) error {
			first, err := h.ConfigAt(h.ctx, tx, 1)
			if err == nil && first.Document.Hue == 30 {
				h.t.Error("the first version changed")
			}
			_, missing := h.ConfigAt(h.ctx, tx, 3)
			h.wants(missing, base.CodeNotFound, "a version that never was")
			return err
		})
		history, err := h.ConfigHistory(h.ctx, h.admin)
		h.must(err)
		if len(history) != 2 || history[0].AuthorName != "Ilse Beheer" || history[0].Note != "test" || history[1].Version != 1 {
			h.t.Errorf("history %+v", history)
		}
	})
}

func TestConfigEditsDoNotUndoOneAnother(t *testing.T) {
	eachHouse(t, func(h *house) {
		edits := []ConfigEdit{
			h.edited(func(d *blueprint.Document) { d.Hue = 15 }),
			h.edited(func(d *blueprint.Document) { d.Hue = 45 }),
			h.edited(func(d *blueprint.Document) { d.Hue = 60 }),
		}
		results := make([]error, len(edits))
		var all sync.WaitGroup
		for i := range edits {
			all.Go(func() { _, results[i] = h.SaveConfig(h.ctx, h.admin, edits[i]) })
		}
		all.Wait()
		c, err := h.Config(h.ctx, h.Workspace.ID)
		h.must(err)
		saved := 0
		for i, err := range results {
			if err == nil {
				saved++
				if c.Document.Hue != edits[i].Document.Hue {
					h.t.Errorf("the winner wrote hue %d, and it is %d", edits[i].Document.Hue, c.Document.Hue)
				}
				continue
			}
			h.wants(err, base.CodeConflict, "a loser")
		}
		if saved != 1 || c.Version != 2 {
			h.t.Errorf("%d edits were saved, version %d", saved, c.Version)
		}
	})
}

func TestConfigRefusesWhatWouldBreakTheWorkspace(t *testing.T) {
	eachHouse(t, func(h *house) {
		role := func(d *blueprint.Document, key string) *blueprint.Role {
			for i := range d.Roles {
				if d.Roles[i].Key == key {
					return &d.Roles[i]
				}
			}
			h.t.Fatalf("no role %s", key)
			return nil
		}
		for what, c := range map[string]struct {
			actor  base.Actor
			change func(d *blueprint.Document)
			want   base.Code
		}{
			"mistakes": {h.admin, func(d *blueprint.Document) { d.Hue = 7 }, base.CodeInvalid},
			"an admin loses its right": {h.admin, func(d *blueprint.Document) {
				second := *role(d, "admin")
				second.Key = "second"
				delete(role(d, "admin").Rights, "member.manage")
				second.Rights = base.Rights{}
				for k, v := range role(d, "account-manager").Rights {
					second.Rights[k] = v
				}
				second.Rights["settings.edit"], second.Rights["member.manage"], second.Rights["settings.view"] = base.ReachWorkspace, base.ReachWorkspace, base.ReachWorkspace
				d.Roles = append(d.Roles, second)
			}, base.CodeInvalid},
			"a role with members goes": {h.admin, func(d *blueprint.Document) { role(d, "installer").Key = "fitter" }, base.CodeInvalid},
			"by an account manager":    {h.account, func(d *blueprint.Document) { d.Hue = 30 }, base.CodeForbidden},
			"by an installer":          {h.agent, func(d *blueprint.Document) { d.Hue = 30 }, base.CodeForbidden},
		} {
			_, err := h.SaveConfig(h.ctx, c.actor, h.edited(c.change))
			h.wants(err, c.want, what)
		}
		_, err := h.SaveConfig(h.ctx, h.admin, ConfigEdit{Base: 1})
		h.wants(err, base.CodeInvalid, "no document")
		_, err = h.ConfigHistory(h.ctx, h.agent)
		h.wants(err, base.CodeForbidden, "the history")
	})
}

func TestRightsFollowTheConfig(t *testing.T) {
	eachHouse(t, func(h *house) {
		in, err := h.signIn(joost, goodPassword, "192.0.2.1")
		h.must(err)
		_, err = h.SaveConfig(h.ctx, h.admin, h.edited(func(d *blueprint.Document) {
			for i := range d.Roles {
				if d.Roles[i].Key == "installer" {
					delete(d.Roles[i].Rights, "lead.claim")
				}
			}
		}))
		h.must(err)
		actor, _, err := h.ActorBySession(h.ctx, h.Workspace.ID, in.Token)
		h.must(err)
		if actor.Rights["lead.claim"] != base.ReachNone {
			h.t.Error("a right that was taken away still holds")
		}
	})
}

func TestCreateWorkspaceIsAllOrNothing(t *testing.T) {
	eachHouse(t, func(h *house) {
		for what, c := range map[string]struct {
			change func(n *NewWorkspace)
			field  string
		}{
			"taken":          {func(n *NewWorkspace) { n.Slug = "zonveer" }, "slug"},
			"no name":        {func(n *NewWorkspace) { n.Name = "  " }, "name"},
			"bad address":    {func(n *NewWorkspace) { n.Admin.Email = "ilse" }, "admin_email"},
			"weak password":  {func(n *NewWorkspace) { n.Admin.Password = "wachtwoord1" }, "admin_password"},
			"no blueprint":   {func(n *NewWorkspace) { n.Blueprint = nil }, "blueprint"},
			"no such zone":   {func(n *NewWorkspace) { n.Zone = "Europe/Atlantis" }, "document"},
			"no such colour": {func(n *NewWorkspace) { hue := 7; n.Hue = &hue }, "document"},
		} {
			n := newWorkspace(h.t, "nieuw")
			c.change(&n)
			_, err := h.CreateWorkspace(h.ctx, n)
			h.wants(err, base.CodeInvalid, what)
			if fields := base.AsError(err).Fields; len(fields) != 1 || fields[0].Field != c.field {
				h.t.Errorf("%s: fields %v, want %s", what, fields, c.field)
			}
		}
		list, err := h.ListWorkspaces(h.ctx)
		h.must(err)
		if len(list) != 1 {
			h.t.Errorf("%d workspaces after refusals", len(list))
		}
		n := newWorkspace(h.t, "polska")
		hue := 0
		n.Lang, n.Country, n.Zone, n.Currency, n.Hue = "pl", "PL", "Europe/Warsaw", "PLN", &hue
		made, err := h.CreateWorkspace(h.ctx, n)
		h.must(err)
		c, err := h.Config(h.ctx, made.Workspace.ID)
		h.must(err)
		d := c.Document
		if d.DefaultLang != i18n.Polish || d.Country != "PL" || d.Currency != "PLN" || d.Hue != 0 || c.Zone.String() != "Europe/Warsaw" {
			h.t.Errorf("made with %s %s %s %d %s", d.DefaultLang, d.Country, d.Currency, d.Hue, c.Zone)
		}
		if d.Calculator.CO2 != .657 || d.Calculator.YieldIn(place.Province{}) != 1040 {
			h.t.Errorf("the calculator reckons with %g kg and %g kWh, not as in Poland", d.Calculator.CO2, d.Calculator.YieldIn(place.Province{}))
		}
		if n.Blueprint.Country != "NL" {
			h.t.Error("the blueprint itself was changed")
		}
	})
}

func TestSlugs(t *testing.T) {
	for slug, ok := range map[string]bool{
		"zonveer": true, "a1": true, "zon-veer-2": true, strings.Repeat("a", 40): true,
		"": false, "a": false, strings.Repeat("a", 41): false, "Zonveer": false, "zon--veer": false, "-zon": false, "zon-": false,
		"1zon": false, "zon veer": false, "zon/veer": false, "zon.veer": false, "żon": false, "api": false, "healthz": false, "zon\n": false,
	} {
		var wrong base.Fields
		if CheckSlug(&wrong, slug); (wrong.Err() == nil) != ok {
			t.Errorf("slug %q: %v", slug, wrong.Err())
		}
	}
}
