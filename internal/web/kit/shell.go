package kit

import (
	"net/http"
	"slices"
	"strings"

	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/ui"
)

// Shell is the member's layout around a page. Current is the key of the section it belongs to.
func (r *Request) Shell(title, current string) ui.Shell {
	s := ui.Shell{
		P: r.P, Title: title, Workspace: r.Workspace.Name, Role: r.roleLine(), Hue: r.Config.Document.Hue,
		Theme: r.Profile.Theme, Home: r.Path(r.homePath()), Live: r.Path("/live"), Switcher: r.switcher(),
		Member:    ui.Member{Name: r.Actor.Name, Profile: r.Path("/profile"), SignOut: r.Path("/sign-out")},
		DemoClock: r.demoClock(), Toasts: r.takeToasts(),
	}
	role := r.Config.Document.Role(r.Actor.Role)
	if role == nil {
		return s
	}
	for _, key := range role.Nav {
		item, ok := r.navItem(key, current)
		if !ok {
			continue
		}
		if slices.Contains(footSections, key) {
			s.NavFoot = append(s.NavFoot, item)
			continue
		}
		s.Nav = append(s.Nav, item)
	}
	for _, key := range role.TabBar {
		if key == "menu" {
			s.TabBar = append(s.TabBar, ui.NavItem{Label: r.P.T("page.nav_menu"), Menu: true})
			continue
		}
		if item, ok := r.navItem(key, current); ok {
			s.TabBar = append(s.TabBar, item)
		}
	}
	return s
}

// footSections stand at the foot of the sidebar.
var footSections = []string{"settings", "company"}

var navWords = i18n.Family("page.nav_")

func (r *Request) navItem(key, current string) (ui.NavItem, bool) {
	i := slices.IndexFunc(r.Site.sections, func(s Section) bool { return s.Key == key })
	elsewhere := key == "home" && r.homePath() != "/home" // who starts with another page has that in the menu already
	if i < 0 || elsewhere || r.Site.sections[i].Rule.Check(r.Actor) != nil {
		return ui.NavItem{}, false
	}
	section := r.Site.sections[i]
	item := ui.NavItem{
		Label: r.P.T(navWords.Key(key)), Href: r.Path(section.Path), Icon: section.Icon, Current: key == current, Key: navKeys[key],
	}
	if section.Count != nil {
		n, tone, err := section.Count(r)
		if err != nil {
			r.Site.Log.Error("count for the navigation", "section", key, "error", err)
		}
		item.ID, item.Tone = "nav-"+strings.ReplaceAll(key, "_", "-"), tone
		if n > 0 {
			item.Count = r.CountWords(n)
		}
	}
	return item, true
}

// navKeys are the second letters behind g.
var navKeys = map[string]string{"home": "g h", "leads": "g l", "my_leads": "g l", "agenda": "g a", "routing": "g r"}

// CountWords writes a count that stops at lead.MostCounted: "10,000+".
func (r *Request) CountWords(n int) string {
	if n > lead.MostCounted {
		return r.P.Int(lead.MostCounted) + "+"
	}
	return r.P.Int(n)
}

// roleLine is what stands under the workspace's name: the company of a partner's member, else the role.
func (r *Request) roleLine() string {
	role := r.Config.Document.Role(r.Actor.Role)
	if role == nil {
		return ""
	}
	return r.Words(role.Title)
}

// homePath is where signing in leads.
func (r *Request) homePath() string {
	role := r.Config.Document.Role(r.Actor.Role)
	if role != nil {
		for _, section := range r.Site.sections {
			if section.Key == role.Home {
				return section.Path
			}
		}
	}
	return "/home"
}

// HomePath is the member's start page.
func (r *Request) HomePath() string { return r.Path(r.homePath()) }

// mostSwitched bounds how many cookies are looked up for one page; anybody can send thousands.
const mostSwitched = 20

// switcher lists the workspaces in which this browser has a session.
func (r *Request) switcher() []ui.WorkspaceLink {
	var links []ui.WorkspaceLink
	seen := 0
	for _, cookie := range r.Cookies() {
		slug, ours := strings.CutPrefix(cookie.Name, sessionCookie(""))
		if !ours {
			continue
		}
		if seen++; seen > mostSwitched {
			break
		}
		if link, ok := r.workspaceLink(slug, cookie.Value); ok {
			links = append(links, link)
		}
	}
	return links
}

func (r *Request) workspaceLink(slug, token string) (ui.WorkspaceLink, bool) {
	current := slug == r.Workspace.Slug
	workspace, err := r.Site.Org.WorkspaceBySlug(r.Context(), slug)
	if err != nil {
		return ui.WorkspaceLink{}, false
	}
	if !current {
		if _, _, err := r.Site.Org.ActorBySession(r.Context(), workspace.ID, token); err != nil {
			return ui.WorkspaceLink{}, false
		}
	}
	cfg, err := r.Site.Org.Config(r.Context(), workspace.ID)
	if err != nil {
		return ui.WorkspaceLink{}, false
	}
	return ui.WorkspaceLink{
		Name: workspace.Name, Kind: cfg.Document.Title.In(r.P.Lang()), Href: "/" + slug + "/", Hue: cfg.Document.Hue, Current: current,
	}, true
}

// Public is the layout around a public page of the workspace.
func (r *Request) Public(title string) ui.Public {
	p := ui.Public{P: r.P, Title: title, DemoClock: r.demoClock(), Langs: r.langs(), Toasts: r.takeToasts()}
	if r.Config != nil {
		p.Brand, p.Hue = r.Workspace.Name, r.Config.Document.Hue
		p.Foot = []ui.Link{{Label: r.P.T("page.sent_with"), Href: "/"}}
	}
	return p
}

func (r *Request) langs() []ui.LangLink {
	all := i18n.Langs
	if r.Config != nil {
		all = r.Config.Document.Langs
	}
	var links []ui.LangLink
	for _, lang := range all {
		q := r.URL.Query()
		q.Set("lang", string(lang))
		links = append(links, ui.LangLink{Lang: lang, Href: inside(r.URL) + "?" + q.Encode()})
	}
	return links
}

func (r *Request) demoClock() *ui.DemoClock {
	if r.Site.Demo == nil {
		return nil
	}
	return &ui.DemoClock{Now: r.Now, Action: "/demo/clock"}
}

const toastCookie = "sluice_toast"

// Toast shows a message on the page that a Redirect leads to. Key is one of the catalogue without arguments.
func (r *Request) Toast(key string) {
	http.SetCookie(r.Writer, r.Site.cookie(toastCookie, key, 60))
}

// takeToasts reads the message once. What is not a key of ours is nothing: cookies can be forged.
func (r *Request) takeToasts() []ui.ToastView {
	cookie, err := r.Cookie(toastCookie)
	if err != nil || r.Swap() || !r.Site.Words.Has(cookie.Value) {
		return nil
	}
	http.SetCookie(r.Writer, r.Site.cookie(toastCookie, "", -1))
	return []ui.ToastView{{Text: r.P.T(cookie.Value)}}
}
