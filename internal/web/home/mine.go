package home

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// mineView is the region of the reader's own leads: tabs, search, rows (MKT-7).
type mineView struct {
	P *i18n.Printer
	// Page is the page around the region, Self the region's own address with everything that is chosen.
	Page, Region, Self string
	Tab, Query         string
	Tabs               []ui.TabView
	Rows               []mineRow
	Now                time.Time
	Clear              string
	// More goes on with the list, "" at its end.
	More  string
	Whole bool // the page of its own, with paging
}

type mineRow struct {
	ID, Href    string
	Name, Next  string
	Stage, Tone string
	Where       string
	Due         time.Time
	Phone       string
	Call, Log   string // the call's label, and where its outcome is asked
	Open        bool
}

const (
	shownAtHome = 10
	shownWhole  = 50
)

// mine reads the reader's own leads for a page of this section.
func mine(r *kit.Request, page string) (mineView, error) {
	q := r.URL.Query()
	v := mineView{
		P: r.P, Page: r.Path(page), Region: r.Path("/my-leads/list"), Tab: q.Get("tab"), Query: q.Get("q"), Now: r.Now,
		Whole: page == "/my-leads",
	}
	if r.Config.Document.Tab(v.Tab) == nil {
		v.Tab = r.Config.Document.Tabs[0].Key
	}
	v.Self, v.Clear = v.region(v.Tab, v.Query, q.Get("cursor")), v.address(v.Tab, "", "")
	counts, err := r.Site.Leads.CountTabs(r.Context(), r.Actor, lead.Filter{Mine: true, Q: v.Query})
	if err != nil {
		return v, err
	}
	v.Tabs = v.tabs(r, counts)
	ask := base.PageRequest{Sort: "deadline", Limit: shownAtHome, Cursor: q.Get("cursor")}
	if v.Whole {
		ask.Limit = shownWhole
	}
	found, err := r.Site.Leads.List(r.Context(), r.Actor, lead.Filter{Mine: true, Tab: v.Tab, Q: v.Query}, ask)
	if err != nil {
		return v, err
	}
	for i := range found.Items {
		v.Rows = append(v.Rows, newRow(r, &found.Items[i]))
	}
	switch {
	case found.Next != "" && v.Whole:
		v.More = v.address(v.Tab, v.Query, found.Next)
	case found.Next != "":
		v.More = r.Path("/my-leads", query(v.Tab, v.Query, ""))
	}
	return v, nil
}

func newRow(r *kit.Request, row *lead.Row) mineRow {
	w := facts.For(r)
	out := mineRow{
		ID: row.ID.String(), Href: market.Address(r, &row.Lead), Name: row.ContactName, Next: w.Next(&row.Lead, r.Now),
		Where: facts.Place(&row.Lead) + ", " + row.Ref(w.Doc), Due: row.DeadlineAt.Time,
		Call: r.P.T("home.call", i18n.Args{"Name": row.ContactName}),
	}
	if out.Open = row.Open(); out.Open {
		out.Log = out.Href + "/outcome"
		out.Phone = facts.Tel(row.ContactPhone)
	}
	out.Stage, out.Tone = w.Stage(row.Stage)
	return out
}

func (v mineView) tabs(r *kit.Request, counts map[string]int) []ui.TabView {
	w := facts.For(r)
	var out []ui.TabView
	for _, tab := range w.Doc.Tabs {
		href := v.address(tab.Key, v.Query, "")
		out = append(out, ui.TabView{
			Label: w.Text(tab.Title), Href: href, Count: r.CountWords(counts[tab.Key]), CountID: ui.ID("tab", tab.Key),
			Current: tab.Key == v.Tab, Attrs: v.swap(v.region(tab.Key, v.Query, ""), href),
		})
	}
	return out
}

// swap replaces the region by what region answers, under the address of its page.
func (v mineView) swap(region, page string) templ.Attributes {
	return templ.Attributes{"hx-get": region, "hx-target": "#mine", "hx-push-url": page}
}

func (v mineView) address(tab, q, cursor string) string { return v.Page + query(tab, q, cursor) }

// region is the address that answers the region alone; it names the page it stands in.
func (v mineView) region(tab, q, cursor string) string {
	address := v.Region + query(tab, q, cursor)
	if v.Whole {
		return address
	}
	if cursor == "" && tab == "" && q == "" {
		return address + "?at=home"
	}
	return address + "&at=home"
}

func query(tab, q, cursor string) string {
	values := url.Values{}
	for name, value := range map[string]string{"tab": tab, "q": q, "cursor": cursor} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

func myLeads(r *kit.Request) error {
	v, err := mine(r, "/my-leads")
	if err != nil {
		return err
	}
	return r.Render(minePage(r.Shell(r.P.T("home.my_leads"), "my_leads"), v))
}

func mineRegion(r *kit.Request) error {
	page := "/my-leads"
	if r.URL.Query().Get("at") == "home" {
		page = "/home"
	}
	v, err := mine(r, page)
	if err != nil {
		return err
	}
	return r.Render(mineCard(v))
}

func countMine(r *kit.Request) (int, string, error) {
	n, err := r.Site.Leads.Count(r.Context(), r.Actor, lead.Filter{Mine: true, Lens: lead.LensOpen})
	return n, "", err
}
