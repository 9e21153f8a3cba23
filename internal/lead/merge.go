package lead

import (
	"context"
	"encoding/json"
	"maps"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
)

// MergePreview says what a merge would do, before it is done (INT-3).
type MergePreview struct {
	Kept, Merged View
	// Filled are the fields that are empty in the kept lead and come from the merged one.
	Filled []string
}

// mergeRow is what a merge needs to be undone.
type mergeRow struct {
	ID        base.ID     `db:"id"`
	Kept      base.ID     `db:"kept"`
	Merged    base.ID     `db:"merged"`
	Before    string      `db:"before"`
	Actor     base.ID     `db:"actor"`
	CreatedAt base.Moment `db:"created_at"`
	UndoneAt  base.Moment `db:"undone_at"`
}

// beforeMerge is the part of both leads that a merge changes.
type beforeMerge struct {
	Kept   mergeable  `json:"kept"`
	Merged mergeState `json:"merged"`
}

type mergeable struct {
	Street, HouseNumber, Postcode, Town, Company, GridConnection string
	Fields                                                       Fields
}

type mergeState struct {
	Stage    string
	Category blueprint.Category
	Target   Target
}

// PreviewMerge shows what Merge would do. Rights: lead.edit on both.
func (s *Service) PreviewMerge(ctx context.Context, a base.Actor, kept, merged base.ID) (MergePreview, error) {
	var p MergePreview
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		if p.Kept, err = s.viewIn(ctx, tx, a, kept); err != nil {
			return err
		}
		if p.Merged, err = s.viewIn(ctx, tx, a, merged); err != nil {
			return err
		}
		if err := mergeAllowed(p.Kept, p.Merged); err != nil {
			return err
		}
		copied := *p.Kept.Lead
		copied.Fields = maps.Clone(copied.Fields)
		p.Filled = copied.fillFrom(p.Merged.Lead)
		return nil
	})
	return p, err
}

func mergeAllowed(kept, merged View) error {
	switch {
	case !kept.May[access.LeadEdit] || !merged.May[access.LeadEdit]:
		return base.Forbidden()
	case kept.Lead.ID == merged.Lead.ID || kept.Lead.MergedInto != 0 || merged.Lead.MergedInto != 0:
		return base.Fail(base.CodeConflict, "leads.error_merge")
	}
	return nil
}

// Merge makes one lead of two: the kept one takes what it lacks from the merged one, which leaves every list.
// Rights and errors as for PreviewMerge; conflict when one of them was merged already.
func (s *Service) Merge(ctx context.Context, a base.Actor, kept, merged base.ID) error {
	if _, err := s.PreviewMerge(ctx, a, kept, merged); err != nil {
		return err
	}
	return s.db.Write(ctx, a.Workspace, func(tx *db.Tx) error {
		first, second, err := s.lockBoth(ctx, tx, kept, merged)
		if err != nil {
			return err
		}
		if first.MergedInto != 0 || second.MergedInto != 0 {
			return base.Fail(base.CodeConflict, "leads.error_merge")
		}
		return s.merge(ctx, tx, a, first, second)
	})
}

// lockBoth locks in the order of ids, so that two merges the other way round do not wait for each other.
func (s *Service) lockBoth(ctx context.Context, tx *db.Tx, one, other base.ID) (*Lead, *Lead, error) {
	if one > other {
		second, first, err := s.lockBoth(ctx, tx, other, one)
		return first, second, err
	}
	first, err := s.Lock(ctx, tx, one)
	if err != nil {
		return nil, nil, err
	}
	second, err := s.Lock(ctx, tx, other)
	return first, second, err
}

func (s *Service) merge(ctx context.Context, tx *db.Tx, a base.Actor, kept, merged *Lead) error {
	before, err := json.Marshal(beforeMerge{Kept: kept.mergeable(), Merged: mergeState{
		Stage: merged.Stage, Category: merged.Category, Target: Target{Unit: merged.PlaceUnit, Member: merged.HolderMember},
	}})
	if err != nil {
		return err
	}
	row := mergeRow{ID: base.NewID(tx.Now()), Kept: kept.ID, Merged: merged.ID, Before: string(before), Actor: a.Member, CreatedAt: base.At(tx.Now())}
	if err := tx.Insert(ctx, "merge", row); err != nil {
		return err
	}
	if merged.Open() {
		if err := s.hooks.Ended(ctx, tx, a, merged, EndingMerged); err != nil {
			return err
		}
	}
	kept.fillFrom(merged)
	merged.MergedInto = kept.ID
	merged.ClearDeadline()
	for _, l := range []*Lead{kept, merged} {
		other := kept.ID
		if l == kept {
			other = merged.ID
		}
		if err := Record(ctx, tx, a, l, EventMerged, Detail{Lead: other}); err != nil {
			return err
		}
		if err := s.Save(ctx, tx, l); err != nil {
			return err
		}
		s.Announce(tx, l)
	}
	return nil
}

// Merged is a lead that became part of another.
type Merged struct {
	ID     base.ID     `db:"id"`
	Number int64       `db:"number"`
	Name   string      `db:"name"`
	At     base.Moment `db:"at"`
}

// MergedInto lists what became part of a lead and can be parted again, newest first. Right: lead.view on it.
func (s *Service) MergedInto(ctx context.Context, a base.Actor, kept base.ID) ([]Merged, error) {
	var out []Merged
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		l, err := s.LoadIn(ctx, tx, kept)
		if err != nil {
			return err
		}
		if !access.Decide(a, access.LeadView, l.Subject(tx.Workspace())) {
			return base.NotFound()
		}
		return tx.Select(ctx, &out, mergedIntoSQL, db.Args{"kept": kept})
	})
	return out, err
}

// UndoMerge parts the two again: the kept lead gives back what it took, the merged one goes back to whoever had
// it, or finds its place anew. Right: lead.edit on the kept one. Conflict when there is nothing to undo.
func (s *Service) UndoMerge(ctx context.Context, a base.Actor, merged base.ID) error {
	return s.db.Write(ctx, a.Workspace, func(tx *db.Tx) error {
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		var row mergeRow
		found, err := tx.Find(ctx, &row, openMergeSQL, db.Args{"merged": merged})
		if err != nil {
			return err
		}
		if !found {
			return base.NotFound()
		}
		kept, part, err := s.lockBoth(ctx, tx, row.Kept, merged)
		if err != nil {
			return err
		}
		if err := s.authorise(a, kept, access.LeadEdit, tx.Workspace()); err != nil {
			return err
		}
		return s.unmerge(ctx, tx, cfg, a, row, kept, part)
	})
}

func (s *Service) unmerge(ctx context.Context, tx *db.Tx, cfg *org.Config, a base.Actor, row mergeRow, kept, part *Lead) error {
	var before beforeMerge
	if err := json.Unmarshal([]byte(row.Before), &before); err != nil {
		return err
	}
	if undone, err := tx.Exec(ctx, undoMergeSQL, db.Args{"id": row.ID, "now": base.At(tx.Now())}); err != nil || undone == 0 {
		return err
	}
	kept.restore(before.Kept)
	part.MergedInto = 0
	part.Stage, part.Category = before.Merged.Stage, before.Merged.Category
	if part.Open() {
		part.ContactDeadline(cfg.Document, cfg.Calendar, tx.Now())
		if err := s.hooks.Created(ctx, tx, a, part, Wish{Target: before.Merged.Target, Why: ByUndo}); err != nil {
			return err
		}
	}
	for _, l := range []*Lead{kept, part} {
		if err := Record(ctx, tx, a, l, EventUnmerged, Detail{Lead: row.Merged}); err != nil {
			return err
		}
		if err := s.Save(ctx, tx, l); err != nil {
			return err
		}
		s.Announce(tx, l)
	}
	return nil
}

func (l *Lead) mergeable() mergeable {
	return mergeable{
		Street: l.Street, HouseNumber: l.HouseNumber, Postcode: l.Postcode, Town: l.Town, Company: l.Company,
		GridConnection: l.GridConnection, Fields: maps.Clone(l.Fields),
	}
}

func (l *Lead) restore(m mergeable) {
	l.Street, l.HouseNumber, l.Postcode, l.Town = m.Street, m.HouseNumber, m.Postcode, m.Town
	l.Company, l.GridConnection, l.Fields = m.Company, m.GridConnection, m.Fields
	if l.Fields == nil {
		l.Fields = Fields{}
	}
}

// fillFrom takes from the other lead what this one lacks, and names it.
func (l *Lead) fillFrom(other *Lead) []string {
	var filled []string
	for _, f := range []struct {
		name string
		mine *string
		its  string
	}{
		{"street", &l.Street, other.Street}, {"house_number", &l.HouseNumber, other.HouseNumber},
		{"postcode", &l.Postcode, other.Postcode}, {"town", &l.Town, other.Town}, {"company", &l.Company, other.Company},
		{"grid_connection", &l.GridConnection, other.GridConnection},
	} {
		if *f.mine == "" && f.its != "" {
			*f.mine = f.its
			filled = append(filled, f.name)
		}
	}
	for key, value := range other.Fields {
		if _, there := l.Fields[key]; !there {
			l.Fields[key] = value
			filled = append(filled, key)
		}
	}
	return filled
}
