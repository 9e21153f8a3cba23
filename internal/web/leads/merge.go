package leads

import (
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
)

// mergeView shows two leads side by side, before they become one (INT-3).
type mergeView struct {
	P            *i18n.Printer
	URL          string
	Title        string
	Kept, Merged mergeSide
	Other        string // address of the merge the other way round
	Rows         []mergeRow
}

// mergeSide is the head of one column.
type mergeSide struct {
	Href, Name, Ref string
	Stage, Tone     string
	Where           whereView
}

// mergeRow is one fact of both.
type mergeRow struct {
	Label        string
	Kept, Merged string
	// Filled: the kept lead takes it from the other. Lost: it stands in the merged lead only, and stays there.
	Filled, Lost bool
}

// mergedView says that two leads are one now, and how to part them.
type mergedView struct {
	P           *i18n.Printer
	Title       string
	Kept, Merge mergeSide
	Undo        string // address of the POST
}

func askMerge(r *kit.Request) error {
	kept, other, err := mergeIDs(r)
	if err != nil {
		return err
	}
	done, err := mergedNotice(r, kept, other)
	if err != nil || done {
		return err
	}
	v, err := newMerge(r, kept, other)
	if err != nil {
		return err
	}
	return r.Render(mergePage(r.Shell(v.Title, "leads"), v))
}

func mergeIDs(r *kit.Request) (kept, other base.ID, err error) {
	if kept, err = r.ID("id"); err != nil {
		return 0, 0, err
	}
	other, err = r.ID("other")
	return kept, other, err
}

// mergedNotice shows that the two have been merged already, if they have.
func mergedNotice(r *kit.Request, kept, other base.ID) (done bool, err error) {
	into, err := r.Site.Leads.MergedInto(r.Context(), r.Actor, kept)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(into, func(m lead.Merged) bool { return m.ID == other })
	if i < 0 {
		return false, nil
	}
	view, err := r.Site.Leads.Get(r.Context(), r.Actor, kept)
	if err != nil {
		return false, err
	}
	doc := r.Config.Document
	v := mergedView{
		P: r.P, Kept: mergeSide{Href: r.Path("/leads/", kept.String()), Name: view.Lead.Name, Ref: view.Lead.Ref(doc)},
		Merge: mergeSide{Name: into[i].Name, Ref: lead.Ref(doc, into[i].Number)}, Undo: r.Path("/leads/", other.String(), "/unmerge"),
	}
	v.Title = r.P.T("merge.done", i18n.Args{"Merged": v.Merge.Ref, "Kept": v.Kept.Ref})
	return true, r.Render(mergedPage(r.Shell(v.Title, "leads"), v))
}

func newMerge(r *kit.Request, kept, other base.ID) (mergeView, error) {
	preview, err := r.Site.Leads.PreviewMerge(r.Context(), r.Actor, kept, other)
	if err != nil {
		return mergeView{}, err
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return mergeView{}, err
	}
	side := func(l *lead.Lead) mergeSide {
		words := facts.For(r)
		s := mergeSide{Href: r.Path("/leads/", l.ID.String()), Name: l.Name, Ref: l.Ref(words.Doc), Where: where(r, l, tree)}
		s.Stage, s.Tone = words.Stage(l.Stage)
		return s
	}
	v := mergeView{
		P: r.P, URL: r.Path("/leads/", kept.String(), "/merge/", other.String()), Other: r.Path("/leads/", other.String(), "/merge/", kept.String()),
		Kept: side(preview.Kept.Lead), Merged: side(preview.Merged.Lead),
	}
	v.Title = r.P.T("merge.title", i18n.Args{"Kept": v.Kept.Ref, "Merged": v.Merged.Ref})
	v.Rows = mergeRows(r, preview)
	return v, nil
}

// mergeRows are the facts that at least one of the two has.
func mergeRows(r *kit.Request, p lead.MergePreview) []mergeRow {
	var out []mergeRow
	add := func(key, label, kept, merged string) {
		filled := slices.Contains(p.Filled, key)
		if kept != "" || merged != "" {
			out = append(out, mergeRow{Label: label, Kept: kept, Merged: merged, Filled: filled, Lost: !filled && merged != "" && merged != kept})
		}
	}
	words, kept, merged := facts.For(r), p.Kept, p.Merged
	add("", r.P.T("newlead.name"), kept.Contact.Name, merged.Contact.Name)
	add("", r.P.T("newlead.phone"), kept.Contact.Phone, merged.Contact.Phone)
	add("", r.P.T("newlead.email"), kept.Contact.Email, merged.Contact.Email)
	add("company", r.P.T("newlead.company"), kept.Lead.Company, merged.Lead.Company)
	add("street", r.P.T("newlead.street"), kept.Lead.Street, merged.Lead.Street)
	add("house_number", r.P.T("newlead.house_number"), kept.Lead.HouseNumber, merged.Lead.HouseNumber)
	add("postcode", r.P.T("newlead.postcode"), kept.Lead.Postcode, merged.Lead.Postcode)
	add("town", r.P.T("newlead.town"), kept.Lead.Town, merged.Lead.Town)
	add("", r.P.T("newlead.product"), words.Product(kept.Lead), words.Product(merged.Lead))
	grid := func(l *lead.Lead) string { return words.Choice(words.Doc.GridConnections, l.GridConnection) }
	add("grid_connection", r.P.T("newlead.grid"), grid(kept.Lead), grid(merged.Lead))
	for i := range words.Doc.Fields {
		f := &words.Doc.Fields[i]
		add(f.Key, words.Text(f.Title), shown(words, f, kept.Lead), shown(words, f, merged.Lead))
	}
	return out
}

func shown(words facts.Words, f *blueprint.Field, l *lead.Lead) string {
	return strings.TrimSpace(words.Value(f, l.Fields[f.Key]))
}

func merge(r *kit.Request) error {
	kept, other, err := mergeIDs(r)
	if err != nil {
		return err
	}
	err = r.Site.Leads.Merge(r.Context(), r.Actor, kept, other)
	if err != nil {
		return err
	}
	return r.Redirect(r.Path("/leads/", kept.String(), "/merge/", other.String()))
}

// unmerge parts a lead from the one it was merged into. The address names the merged one.
func unmerge(r *kit.Request) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := r.Site.Leads.UndoMerge(r.Context(), r.Actor, id); err != nil {
		return err
	}
	r.Toast("merge.undone")
	return r.Redirect(r.Path("/leads/", id.String()))
}
