package settings

import (
	"strings"

	"sluice/internal/access"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// frame is what the pages have in common.
type frame struct {
	Shell ui.Shell
	P     *i18n.Printer
	Tabs  []ui.TabView
}

func newFrame(r *kit.Request, path string) frame {
	return frame{Shell: r.Shell(r.P.T("config.title"), "settings"), P: r.P, Tabs: tabs(r, path)}
}

type overviewView struct {
	frame
	Facts    []ui.Fact
	Ways     []wayView
	Versions []versionView
}

// wayView is a page that belongs to the settings and stands elsewhere.
type wayView struct{ Title, Text, Icon, Href string }

type versionView struct {
	Title, Note, Author string
	Saved               org.ConfigVersion
	Said                string
}

func overview(r *kit.Request) error {
	history, err := r.Site.Org.ConfigHistory(r.Context(), r.Actor)
	if err != nil {
		return err
	}
	v := overviewView{frame: newFrame(r, "/settings"), Facts: facts(r)}
	if access.May(r.Actor, access.MemberView) {
		v.Ways = append(v.Ways, wayView{r.P.T("config.people"), r.P.T("config.people_text"), "users", r.Path("/people")})
	}
	if access.May(r.Actor, access.TokenManage) {
		v.Ways = append(v.Ways, wayView{r.P.T("config.tokens"), r.P.T("config.tokens_text"), "key", r.Path("/profile/tokens")})
	}
	if r.Site.MailServer == "" && access.May(r.Actor, access.SettingsEdit) {
		v.Ways = append(v.Ways, wayView{r.P.T("config.mailbox"), r.P.T("config.mailbox_text"), "mail", r.Path("/mailbox")})
	}
	for _, one := range history {
		said := versionView{
			Title: r.P.T("config.version", i18n.Args{"Number": one.Version}), Note: one.Note, Author: one.AuthorName, Saved: one,
			Said: r.P.Ago(one.CreatedAt.Time, r.Now),
		}
		if one.Version == 1 && said.Note == "" {
			said.Note = r.P.T("config.version_first", i18n.Args{"Blueprint": r.Words(r.Config.Document.Title)})
		}
		v.Versions = append(v.Versions, said)
	}
	return r.Render(overviewPage(v))
}

func facts(r *kit.Request) []ui.Fact {
	doc := r.Config.Document
	var langs []string
	for _, lang := range doc.Langs {
		langs = append(langs, r.P.LangName(lang))
	}
	return []ui.Fact{
		{Label: r.P.T("config.name"), Value: r.Workspace.Name},
		{Label: r.P.T("config.address"), Value: r.Absolute(r.Path("/"))},
		{Label: r.P.T("config.blueprint"), Value: r.Words(doc.Title)},
		{Label: r.P.T("config.lang"), Value: r.P.LangName(doc.DefaultLang)},
		{Label: r.P.T("config.langs"), Value: strings.Join(langs, ", ")},
		{Label: r.P.T("config.country"), Value: doc.Country},
		{Label: r.P.T("config.zone"), Value: doc.Zone},
		{Label: r.P.T("config.currency"), Value: doc.Currency},
		{Label: r.P.T("config.hours"), Value: r.P.T("config.hours_text", i18n.Args{"Opens": doc.Calendar.Opens.String(), "Closes": doc.Calendar.Closes.String()})},
		{Label: r.P.T("config.since"), Value: r.P.Date(r.Workspace.CreatedAt.Time)},
	}
}
