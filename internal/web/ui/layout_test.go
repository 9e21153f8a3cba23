package ui

import (
	"testing"

	"sluice/internal/i18n"
)

func shell(p *i18n.Printer) Shell {
	return Shell{
		P: p, Title: "Home", Workspace: "Zonveer Modules", Role: "Installer", Hue: 150, Theme: "dark",
		Nav:     []NavItem{{Label: "Home", Href: "/", Icon: "home", ID: "n-home", Count: "4", Tone: "new", Key: "g h", Current: true}, {Label: "My leads", Href: "/leads", Icon: "inbox"}},
		Views:   []NavItem{{Label: "Late", Href: "/leads?v=1", Dot: "overdue"}},
		NavFoot: []NavItem{{Label: "Company profile", Href: "/company", Icon: "building"}},
		TabBar:  []NavItem{{Label: "Home", Href: "/", Icon: "home", Count: "4", Current: true}, {Label: "Menu", Menu: true}},
		Switcher: []WorkspaceLink{
			{Name: "Zonveer Modules", Kind: "Solar market", Href: "/w/zonveer", Hue: 150, Current: true},
			{Name: "Warmvliet", Kind: "Heat-pump offers", Href: "/w/warmvliet", Hue: 240},
		},
		Home: "/", Member: Member{Name: "Joost Brinkhuis", Profile: "/me", SignOut: "/sign-out"},
		Search: "/search", Bell: &Bell{Href: "/notices", New: 3}, Live: "/live",
		Toasts:    []ToastView{{Text: "Saved"}},
		DemoClock: &DemoClock{Now: now, Action: "/demo/clock"},
		Thumb:     Thumb(p, Button(ButtonView{Label: "Call"})),
		Scripts:   []string{"calculator.js"},
	}
}

func TestPageIsTheShellAroundMain(t *testing.T) {
	p := printer(t, i18n.Dutch)
	html := markup(t, Page(shell(p)), text("content"))
	lawful(t, html)
	doc := parse(t, html)
	has(t, doc, map[string]int{
		`html[lang=nl][data-hue="150"][data-theme=dark]`:            1,
		`meta[name=robots][content=noindex]`:                        1,
		`link[rel=stylesheet][href^="/static/app."]`:                1,
		`script[defer][src^="/static/"]`:                            2,
		`body.app[data-live="/live"] > a.skip[href="#main"]`:        1,
		`aside#sidebar[popover] nav a[aria-current=page]`:           1,
		`#n-home.count[data-tone=new]`:                              1,
		`.dot[data-tone=overdue]`:                                   1,
		`#ws-menu[popover] a[data-hue="240"]`:                       1,
		`#member-menu form[method=post][action="/sign-out"] button`: 1,
		`a#bell .pip`: 1,
		`nav.tabbar > a[aria-current=page] > .pip`:   1,
		`nav.tabbar > button[popovertarget=sidebar]`: 1,
		`body > nav.thumb .btn`:                      1,
		`#toasts .toast`:                             1,
		`dialog#dialog`:                              1,
		`dialog#keymap kbd`:                          8,
		`main h1`:                                    0,
	})
	says(t, doc, "main#main.page", "content")
	says(t, doc, "title", "Home · Zonveer Modules")
}

func TestPageLeavesOutWhatIsNotThere(t *testing.T) {
	p := printer(t, i18n.English)
	doc := render(t, Page(Shell{P: p, Title: "Home", Workspace: "Zonveer", Home: "/", Fill: true, Theme: "pink", NoKeys: true}))
	has(t, doc, map[string]int{
		"[data-live]": 0, ".live": 0, "#bell": 0, ".search-btn": 0, ".tabbar": 0, "#ws-menu": 0, "#member-menu": 0,
		".demo-bar": 0, ".thumb": 0, ".toast": 0, "[data-theme]": 0, ".nav-head": 0,
		`a.ws[href="/"]`: 1, `main.page.fill`: 1, `body[data-keys=off]`: 1,
	})
}

func TestHueIsOneOfThoseTheStylesheetKnows(t *testing.T) {
	for in, want := range map[int]string{150: "150", 0: "0", 7: "0", 8: "15", 353: "0", 352: "345", 360: "0", -15: "345", 1000: "285"} {
		if got := hueOf(in); got != want {
			t.Errorf("%d: %s, want %s", in, got, want)
		}
	}
}

func public(p *i18n.Printer) Public {
	return Public{
		P: p, Title: "Calculator", Brand: "Zonveer Modules", Home: "/", Hue: 150, Width: "slim", Live: "/live",
		Langs: []LangLink{{i18n.English, "?lang=en"}, {i18n.Dutch, "?lang=nl"}},
		Foot:  []Link{{"Privacy", "/privacy"}, {"Sluice", "/about"}},
		Thumb: Thumb(p, Button(ButtonView{Label: "Ask"})), DemoClock: &DemoClock{Now: now, Action: "/demo/clock"},
	}
}

func TestPublicPages(t *testing.T) {
	p := printer(t, i18n.English)
	html := markup(t, PublicPage(public(p)), text("content"))
	lawful(t, html)
	doc := parse(t, html)
	has(t, doc, map[string]int{
		`body.public[data-keys=off] > main#main.public-main.slim`: 1,
		`header.public-head .mark[aria-hidden=true]`:              1,
		`#lang-menu a[hreflang=nl][lang=nl]`:                      1,
		`#lang-menu a[hreflang=en][aria-current=true]`:            1,
		`footer.public-foot a`:                                    2,
		`meta[name=robots]`:                                       1,
		`.sidebar`:                                                0,
	})
	listed := public(p)
	listed.Index = true
	has(t, render(t, PublicPage(listed)), map[string]int{"meta[name=robots]": 0})
	has(t, render(t, PlainPage(public(p)), text("x")), map[string]int{"main.public-main.tight > .signin": 1})
}

func TestFramePageHasNoHeadAndTellsItsHeight(t *testing.T) {
	html := markup(t, FramePage(public(printer(t, i18n.English))), text("content"))
	lawful(t, html)
	has(t, parse(t, html), map[string]int{
		`body.public.framed > main`:                     1,
		`script[src^="/static/frame."]`:                 1,
		"header, footer, .demo-bar, #lang-menu, .thumb": 0,
	})
}

func TestDemoClockOnlyMovesForward(t *testing.T) {
	doc := render(t, DemoClockBar(printer(t, i18n.English), DemoClock{Now: now, Action: "/demo/clock"}))
	has(t, doc, map[string]int{
		`form[method=post][action="/demo/clock"] button[name=advance]`: 3,
		`button[value="25h"]`: 1,
		`input[type=datetime-local][name=at][min="2026-03-06T15:48"]`: 1,
		`input[name=zone][value="Europe/Amsterdam"]`:                  1,
	})
}
