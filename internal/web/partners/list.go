package partners

import (
	"net/url"
	"strings"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/placement/engine"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type listView struct {
	P      *i18n.Printer
	URL    string
	Q      string
	State  string
	States []ui.SegLink
	Rows   []rowView
	Pager  ui.PagerView
	New    string // "" for who may make none
	// Narrowed: nothing fits what was asked, which is not the same as nothing there.
	Narrowed bool
}

type rowView struct {
	Href, Name, Town string
	Area, Products   string
	Open             string // "5 of 8"
	OpenTone         string
	State            stateView
	Manager          string
	Members          string
}

// stateView is a state in words and colour.
type stateView struct{ Word, Tone string }

var stateWords = i18n.Family("roster.state_")

func stateOf(p *i18n.Printer, u *org.Unit) stateView {
	tone := map[org.UnitState]string{org.UnitActive: "ok", org.UnitAway: "warn", org.UnitInactive: "none"}[u.State]
	return stateView{p.T(stateWords.Key(string(u.State))), tone}
}

func list(r *kit.Request) error {
	asked := r.URL.Query()
	filter := org.PartnerFilter{Query: asked.Get("q"), State: org.UnitState(asked.Get("state"))}
	page, err := r.Site.Org.ListPartners(r.Context(), r.Actor, filter, base.PageRequest{Cursor: asked.Get("cursor")})
	if err != nil {
		return err
	}
	ids := make([]base.ID, len(page.Items))
	for i, p := range page.Items {
		ids[i] = p.ID
	}
	loads, err := r.Site.Placement.Loads(r.Context(), r.Actor, ids)
	if err != nil {
		return err
	}
	v := listView{
		P: r.P, URL: r.Path("/partners"), Q: filter.Query, State: string(filter.State), States: states(r, filter),
		Narrowed: filter.Query != "" || filter.State != "",
	}
	for _, p := range page.Items {
		v.Rows = append(v.Rows, row(r, p, loads[p.ID]))
	}
	v.Pager = ui.PagerView{Text: r.P.N("roster.shown", len(v.Rows))}
	if page.Next != "" {
		v.Pager.Next = address(r, filter, page.Next)
	}
	if ofBrand(r) {
		v.New = r.Path("/partners/new")
	}
	return r.Render(listPage(r.Shell(r.P.T("roster.title"), "partners"), v))
}

// address is the list in a state.
func address(r *kit.Request, f org.PartnerFilter, cursor string) string {
	v := url.Values{}
	for name, value := range map[string]string{"q": f.Query, "state": string(f.State), "cursor": cursor} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return r.Path("/partners?", v.Encode())
}

func states(r *kit.Request, f org.PartnerFilter) []ui.SegLink {
	link := func(state org.UnitState, label string) ui.SegLink {
		return ui.SegLink{Label: label, Href: address(r, org.PartnerFilter{Query: f.Query, State: state}, ""), Current: f.State == state}
	}
	out := []ui.SegLink{link("", r.P.T("common.all"))}
	for _, s := range []org.UnitState{org.UnitActive, org.UnitAway, org.UnitInactive} {
		out = append(out, link(s, r.P.T(stateWords.Key(string(s)))))
	}
	return out
}

func row(r *kit.Request, p org.Partner, load engine.Load) rowView {
	v := rowView{
		Href: r.Path("/partners/", p.ID.String()), Name: p.Name, Town: p.Town, Area: areaWords(r.P, p.Areas), Products: products(r, p.Products),
		State: stateOf(r.P, p.Unit), Manager: p.AccountManagerName, Members: r.P.Int(p.Members), Open: ofCap(r.P, load.Open, p.Caps.Open),
	}
	if p.Caps.Open > 0 && load.Open >= p.Caps.Open {
		v.OpenTone = "warn"
	}
	return v
}

// ofCap says how much of a cap is used: "5 of 8", or "5" where there is none.
func ofCap(p *i18n.Printer, have, most int) string {
	if most == 0 {
		return p.Int(have)
	}
	return p.T("roster.of_cap", i18n.Args{"Have": have, "Most": most})
}

func products(r *kit.Request, keys []string) string {
	if len(keys) == 0 {
		return r.P.T("roster.all_products")
	}
	var titles []string
	for _, key := range keys {
		product, _ := r.Config.Document.Product(key)
		titles = append(titles, r.Words(product.Title))
	}
	return strings.Join(titles, ", ")
}
