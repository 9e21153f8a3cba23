package settings

import (
	"net/url"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type auditView struct {
	frame
	URL   string
	Kind  string
	Kinds []ui.Option
	Chips []ui.ChipView
	// Actor and Subject are kept when another kind is asked for.
	Actor, Subject string
	Rows           []entryView
	Pager          ui.PagerView
}

// entryView is a line of the log in words.
type entryView struct {
	Entry       org.AuditEntry
	When, What  string
	Who, WhoURL string
	About       string
	AboutURL    string
	Details     []detail
}

// kinds are the first words of the kinds of entry.
var kinds = []string{"sign_in", "password", "session", "member", "unit", "config", "token", "workspace"}

var (
	kindNames  = i18n.Family("config.kind_")
	entryNames = i18n.Family("config.audit_")
)

func auditLog(r *kit.Request) error {
	asked := r.URL.Query()
	actor, _ := base.ParseID(asked.Get("actor")) // what is no member narrows nothing
	filter := org.AuditFilter{Kind: asked.Get("kind"), Subject: asked.Get("subject"), Actor: actor}
	page, err := r.Site.Org.ListAudit(r.Context(), r.Actor, filter, base.PageRequest{Cursor: asked.Get("cursor")})
	if err != nil {
		return err
	}
	names, err := newNames(r)
	if err != nil {
		return err
	}
	v := auditView{frame: newFrame(r, "/settings/audit"), URL: r.Path("/settings/audit"), Kind: filter.Kind, Subject: filter.Subject}
	v.Kinds = []ui.Option{{Label: r.P.T("common.all")}}
	for _, kind := range kinds {
		v.Kinds = append(v.Kinds, ui.Option{Value: kind, Label: r.P.T(kindNames.Key(kind))})
	}
	if actor != 0 {
		v.Actor = actor.String()
		v.Chips = append(v.Chips, ui.ChipView{Label: r.P.T("config.who"), Value: names.of(v.Actor), Clear: v.URL + query(asked, "actor", "")})
	}
	if filter.Subject != "" {
		v.Chips = append(v.Chips, ui.ChipView{Label: r.P.T("config.about"), Value: names.of(filter.Subject), Clear: v.URL + query(asked, "subject", "")})
	}
	for i := range page.Items {
		v.Rows = append(v.Rows, newEntry(r, names, asked, &page.Items[i]))
	}
	if asked.Get("cursor") != "" {
		v.Pager.Previous = v.URL + query(asked, "cursor", "")
	}
	if page.Next != "" {
		v.Pager.Next = v.URL + query(asked, "cursor", page.Next)
	}
	return r.Render(auditPage(v))
}

func newEntry(r *kit.Request, names *names, asked url.Values, e *org.AuditEntry) entryView {
	v := entryView{Entry: *e, When: r.P.DateTime(e.At.Time), What: e.Kind, Who: r.P.T("config.nobody"), Details: details(r, names, e.Data)}
	if key := entryNames.Key(e.Kind); r.Site.Words.Has(key) {
		v.What = r.P.T(key)
	}
	if e.Actor != 0 {
		v.Who, v.WhoURL = e.ActorName, r.Path("/settings/audit", query(asked, "actor", e.Actor.String()))
	}
	// What has no name, such as a token, is told by the details.
	if name := names.of(e.Subject); !isID(name) {
		v.About, v.AboutURL = name, r.Path("/settings/audit", query(asked, "subject", e.Subject))
	}
	return v
}

func isID(text string) bool {
	_, err := base.ParseID(text)
	return text == "" || err == nil
}

// query is the address's query with one thing changed, from the first page on.
func query(asked url.Values, name, value string) string {
	q := url.Values{}
	for _, key := range []string{"kind", "actor", "subject"} {
		if asked.Get(key) != "" {
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
