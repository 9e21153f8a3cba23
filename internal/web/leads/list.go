package leads

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// listView is the list in one state.
type listView struct {
	P       *i18n.Printer
	Now     time.Time
	Title   string
	URL     string // of this state
	Base    string // of the list
	State   query
	Lenses  []ui.LensView
	Chips   []ui.ChipView
	Stages  []ui.Option
	Sources []ui.Option
	Heads   []ui.HeadView
	Rows    []rowView
	Foot    ui.PagerView
	New     string // address, "" for who may make none
	All     string // address of the list without filters
	// Oob sends what stands outside the list along with it.
	Oob bool
}

type rowView struct {
	Href, Name, Ref string
	Stage, Tone     string
	Due             time.Time
	Where           whereView
	Place, Source   string
	Received        time.Time
	Assign          string // address, "" when it cannot be assigned
}

// whereView says who has the lead, or where it waits.
type whereView struct {
	Icon, Tone, Text string
	Unit             bool // a partner or another unit has it
}

func show(r *kit.Request) error {
	v, err := newList(r, readQuery(r))
	if err != nil {
		return err
	}
	if r.Swap() {
		v.Oob = true
		return r.Render(parts(v))
	}
	shell := r.Shell(v.Title, v.State.section())
	shell.Fill = true
	return r.Render(page(shell, v))
}

// section is the navigation's entry that leads here.
func (q query) section() string {
	if q.lens() == lead.LensNoPartner {
		return "inbox"
	}
	return "leads"
}

var titleWords, lensWords = i18n.Family("list.title_"), i18n.Family("list.lens_")

func newList(r *kit.Request, q query) (listView, error) {
	ctx := r.Context()
	v := listView{P: r.P, Now: r.Now, State: q, Base: r.Path("/leads"), URL: q.href(r), Title: r.P.T("list.title_all")}
	page, err := r.Site.Leads.List(ctx, r.Actor, q.filter(), base.PageRequest{Cursor: q.After, Sort: q.Sort})
	if err != nil {
		return v, err
	}
	counts, err := r.Site.Leads.CountLenses(ctx, r.Actor, q.filter())
	if err != nil {
		return v, err
	}
	lens := q.lens()
	total, counted := counts[lens]
	if !counted {
		if total, err = r.Site.Leads.Count(ctx, r.Actor, q.filter()); err != nil {
			return v, err
		}
	} else {
		v.Title = r.P.T(titleWords.Key(string(lens)))
	}
	tree, err := r.Site.Org.Tree(ctx, r.Workspace.ID)
	if err != nil {
		return v, err
	}
	v.Lenses, v.Chips, v.Heads = lenses(r, q, counts), chips(r, q, tree), heads(r, q)
	v.Stages, v.Sources = stageOptions(r), sourceOptions(r)
	v.Rows = rows(r, page.Items, tree)
	v.Foot = foot(r, q, page, total)
	v.All = query{Lens: lensAll, Sort: standardSort}.href(r)
	if access.May(r.Actor, access.LeadCreate) {
		v.New = r.Path("/leads/new")
	}
	return v, nil
}

// swapList changes the list in place; merged, so that focus stays where it is.
func swapList(href string) templ.Attributes {
	attrs := ui.Get(href, "#list")
	attrs["hx-swap"] = "outerMorph"
	return attrs
}

var lensTones = map[lead.Lens]string{
	lead.LensUnclaimed: "overdue", lead.LensLate: "overdue", lead.LensToday: "today", lead.LensStuck: "working", lead.LensNoPartner: "overdue",
}

func lenses(r *kit.Request, q query, counts map[lead.Lens]int) []ui.LensView {
	out := make([]ui.LensView, len(lead.Lenses))
	for i, lens := range lead.Lenses {
		href := q.with(func(q *query) { q.Lens = string(lens) }).href(r)
		out[i] = ui.LensView{
			Label: r.P.T(lensWords.Key(string(lens))), Count: r.CountWords(counts[lens]), Href: href,
			ID: ui.ID("lens", string(lens)), Current: lens == q.lens(), Attrs: swapList(href),
		}
		if counts[lens] > 0 {
			out[i].Tone = lensTones[lens]
		}
	}
	return out
}

// chips are the active filters. Clearing one loads the page anew, so that the fields above say the same.
func chips(r *kit.Request, q query, tree *org.Tree) []ui.ChipView {
	var out []ui.ChipView
	chip := func(label, value string, without func(*query)) {
		out = append(out, ui.ChipView{Label: label, Value: value, Clear: q.with(without).href(r)})
	}
	words := facts.For(r)
	if q.Q != "" {
		chip(r.P.T("common.search"), q.Q, func(q *query) { q.Q = "" })
	}
	if q.Stage != "" {
		name, _ := words.Stage(q.Stage)
		chip(r.P.T("list.stage"), name, func(q *query) { q.Stage = "" })
	}
	if q.Source != "" {
		chip(r.P.T("list.source"), words.Choice(words.Doc.Sources, q.Source), func(q *query) { q.Source = "" })
	}
	if unit := tree.Unit(q.Unit); unit != nil && visible(r, unit) {
		chip(r.P.T("list.holder"), unit.Name, func(q *query) { q.Unit = 0 })
	}
	return out
}

// visible tells whether the reader may know the unit: the address can name any.
func visible(r *kit.Request, u *org.Unit) bool {
	subject := access.Subject{Workspace: r.Workspace.ID, Unit: u.ID}
	return access.Decide(r.Actor, access.PartnerView, subject) || access.Decide(r.Actor, access.LeadView, subject)
}

func stageOptions(r *kit.Request) []ui.Option {
	out := []ui.Option{{Label: r.P.T("list.any_stage")}}
	for _, s := range r.Config.Document.Stages {
		out = append(out, ui.Option{Value: s.Key, Label: r.Words(s.Title)})
	}
	return out
}

func sourceOptions(r *kit.Request) []ui.Option {
	out := []ui.Option{{Label: r.P.T("list.any_source")}}
	for _, s := range r.Config.Document.Sources {
		out = append(out, ui.Option{Value: s.Key, Label: r.Words(s.Title)})
	}
	return out
}

func heads(r *kit.Request, q query) []ui.HeadView {
	sorted := func(label, up, down string) ui.HeadView {
		h := ui.HeadView{Label: label}
		next := up
		switch q.Sort {
		case up:
			h.Sort, next = "ascending", down
		case down:
			h.Sort = "descending"
		}
		h.Href = q.with(func(q *query) { q.Sort = next }).href(r)
		h.Attrs = swapList(h.Href)
		return h
	}
	return []ui.HeadView{
		{Label: r.P.T("list.lead"), Class: "lock"},
		{Label: r.P.T("list.stage")},
		sorted(r.P.T("list.deadline"), "deadline", "-deadline"),
		{Label: r.P.T("list.holder")},
		{Label: r.P.T("list.place")},
		{Label: r.P.T("list.source")},
		sorted(r.P.T("list.received"), "created", "-created"),
	}
}

func rows(r *kit.Request, items []lead.Row, tree *org.Tree) []rowView {
	words := facts.For(r)
	out := make([]rowView, len(items))
	for i := range items {
		l := &items[i].Lead
		v := rowView{
			Href: r.Path("/leads/", l.ID.String()), Name: l.Name, Ref: l.Ref(words.Doc), Due: l.DeadlineAt.Time,
			Where: where(r, l, tree), Place: place(l), Received: l.CreatedAt.Time,
		}
		v.Stage, v.Tone = words.Stage(l.Stage)
		v.Source, _ = words.Source(l)
		if l.Open() && access.Decide(r.Actor, access.LeadAssign, l.Subject(r.Workspace.ID)) {
			v.Assign = v.Href + "/assign"
		}
		out[i] = v
	}
	return out
}

func place(l *lead.Lead) string {
	if l.Postcode == "" || l.Town == "" {
		return facts.Place(l)
	}
	return l.Postcode + " " + l.Town
}

func where(r *kit.Request, l *lead.Lead, tree *org.Tree) whereView {
	name := ""
	if unit := tree.Unit(l.PlaceUnit); unit != nil {
		name = unit.Name
	}
	switch l.Place {
	case lead.PlaceMarket:
		return whereView{Icon: "globe", Tone: "warn", Text: r.P.T("list.on_market")}
	case lead.PlaceInbox:
		return whereView{Icon: "inbox", Tone: "bad", Text: r.P.T("list.in_inbox", i18n.Args{"Unit": name})}
	case lead.PlaceOffer:
		return whereView{Icon: "route", Tone: "warn", Text: r.P.T("list.offered", i18n.Args{"Unit": name})}
	case lead.PlacePlaced:
		return whereView{Text: name, Unit: true}
	}
	return whereView{Icon: "minus", Text: r.P.T("list.nowhere")}
}

func foot(r *kit.Request, q query, page base.Page[lead.Row], total int) ui.PagerView {
	v := ui.PagerView{Text: r.P.N("list.total", total), Target: "#list"}
	if total > lead.MostCounted {
		v.Text = r.P.T("list.total_most", i18n.Args{"Most": r.CountWords(total)})
	}
	turn := func(cursor string) string {
		if cursor == "" {
			return ""
		}
		return q.with(func(q *query) { q.After = cursor }).href(r)
	}
	v.Previous, v.Next = turn(page.Prev), turn(page.Next)
	return v
}

// unitName is a unit's name, for messages.
func unitName(ctx context.Context, r *kit.Request, id base.ID) (string, error) {
	tree, err := r.Site.Org.Tree(ctx, r.Workspace.ID)
	if err != nil {
		return "", err
	}
	if unit := tree.Unit(id); unit != nil {
		return unit.Name, nil
	}
	return "", nil
}
