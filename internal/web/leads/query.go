package leads

import (
	"net/url"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
)

// query is the state of the list, all of which stands in its address.
type query struct {
	Q      string
	Lens   string // "" is the open ones, or all when a stage is asked for; lensAll is all
	Stage  string
	Source string
	Unit   base.ID
	Sort   string
	After  string
}

const (
	lensAll = "all"
	// standardSort puts what is late first, and unclaimed leads before those that have time.
	standardSort = "deadline"
)

func readQuery(r *kit.Request) query {
	v := r.URL.Query()
	q := query{
		Q: v.Get("q"), Lens: v.Get("lens"), Stage: v.Get("stage"), Source: v.Get("source"), Sort: v.Get("sort"), After: v.Get("after"),
	}
	if id, err := base.ParseID(v.Get("unit")); err == nil {
		q.Unit = id
	}
	if q.Sort == "" {
		q.Sort = standardSort
	}
	return q
}

// lens is the lens that holds.
func (q query) lens() lead.Lens {
	switch {
	case q.Lens == lensAll, q.Lens == "" && q.Stage != "":
		return ""
	case q.Lens == "":
		return lead.LensOpen
	}
	return lead.Lens(q.Lens)
}

func (q query) filter() lead.Filter {
	f := lead.Filter{Q: q.Q, Lens: q.lens(), Source: q.Source, Unit: q.Unit}
	if q.Stage != "" {
		f.Stages = []string{q.Stage}
	}
	return f
}

// href is the address of the list in this state.
func (q query) href(r *kit.Request) string {
	v := url.Values{}
	set := func(name, value, standard string) {
		if value != standard {
			v.Set(name, value)
		}
	}
	set("q", q.Q, "")
	set("lens", q.Lens, "")
	set("stage", q.Stage, "")
	set("source", q.Source, "")
	set("sort", q.Sort, standardSort)
	set("after", q.After, "")
	if q.Unit != 0 {
		v.Set("unit", q.Unit.String())
	}
	if len(v) == 0 {
		return r.Path("/leads")
	}
	return r.Path("/leads?", v.Encode())
}

// with is the list in another state; every change begins at the first page.
func (q query) with(change func(*query)) query {
	q.After = ""
	change(&q)
	return q
}
