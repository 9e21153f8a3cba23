package people

import (
	"net/url"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type listView struct {
	Shell  ui.Shell
	P      *i18n.Printer
	URL    string
	Query  string
	Unit   string // kept when searching
	State  string
	States []ui.SegLink
	Chip   *ui.ChipView
	Rows   []row
	Invite string // "" where the reader may not
	Pager  ui.PagerView
	// Narrowed: nobody is shown because of what was asked, not because there is nobody.
	Narrowed bool
}

type row struct {
	Name, Email, Href string
	Role, Unit        string
	State             state
	Seen              base.Moment
	SeenText          string
}

// state is a member's state in words and colour.
type state struct{ Word, Tone string }

var stateWords = i18n.Family("people.state_")

func stateOf(p *i18n.Printer, s org.MemberState) state {
	tone := map[org.MemberState]string{org.MemberActive: "ok", org.MemberInvited: "info", org.MemberSuspended: "warn"}[s]
	return state{p.T(stateWords.Key(string(s))), tone}
}

func list(r *kit.Request) error {
	asked := r.URL.Query()
	unit, _ := base.ParseID(asked.Get("unit")) // what is no unit narrows nothing
	filter := org.MemberFilter{Unit: unit, State: org.MemberState(asked.Get("state")), Query: asked.Get("q")}
	page, err := r.Site.Org.ListMembers(r.Context(), r.Actor, filter, base.PageRequest{Cursor: asked.Get("cursor")})
	if err != nil {
		return err
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return err
	}
	v := listView{
		Shell: r.Shell(r.P.T("people.title"), current(r)), P: r.P, URL: r.Path("/people"), Query: filter.Query, State: string(filter.State),
		Narrowed: filter != org.MemberFilter{},
	}
	if access.May(r.Actor, access.MemberManage) {
		v.Invite = r.Path("/people/new")
	}
	if u := tree.Unit(unit); u != nil {
		v.Unit = unit.String()
		v.Chip = &ui.ChipView{Label: r.P.T("people.unit"), Value: u.Name, Clear: v.URL + query(asked, "unit", "")}
	}
	for _, one := range []string{"", string(org.MemberActive), string(org.MemberInvited), string(org.MemberSuspended)} {
		link := ui.SegLink{Label: r.P.T("common.all"), Href: v.URL + query(asked, "state", one), Current: one == v.State}
		if one != "" {
			link.Label = r.P.T(stateWords.Key(one))
		}
		v.States = append(v.States, link)
	}
	for _, m := range page.Items {
		v.Rows = append(v.Rows, newRow(r, tree, m))
	}
	v.Pager = pager(r, v.URL, asked, page)
	return r.Render(listPage(v))
}

func newRow(r *kit.Request, tree *org.Tree, m org.Member) row {
	one := row{
		Name: m.Name, Email: m.Email, Href: r.Path("/people/", m.ID.String()), Role: roleTitle(r, m.Role), State: stateOf(r.P, m.State),
		Seen: m.LastSeenAt, SeenText: r.P.T("people.never"),
	}
	if u := tree.Unit(m.Unit); u != nil {
		one.Unit = u.Name
	}
	if !m.LastSeenAt.IsZero() {
		one.SeenText = r.P.Ago(m.LastSeenAt.Time, r.Now)
	}
	return one
}

func roleTitle(r *kit.Request, key string) string {
	if role := r.Config.Document.Role(key); role != nil {
		return r.Words(role.Title)
	}
	return key
}

// query is the address's query with one thing changed, from the first page on.
func query(asked url.Values, name, value string) string {
	q := url.Values{}
	for key := range asked {
		if key != "cursor" && key != "lang" && asked.Get(key) != "" {
			q.Set(key, asked.Get(key))
		}
	}
	q.Del(name)
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

func pager(r *kit.Request, path string, asked url.Values, page base.Page[org.Member]) ui.PagerView {
	v := ui.PagerView{Text: r.P.N("people.shown", len(page.Items))}
	if asked.Get("cursor") != "" {
		v.Previous = path + query(asked, "cursor", "")
	}
	if page.Next != "" {
		v.Next = path + query(asked, "cursor", page.Next)
	}
	return v
}
