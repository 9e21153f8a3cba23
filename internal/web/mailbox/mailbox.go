package mailbox

import (
	"net/url"
	"strings"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/outbox"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// view is the list of mails with the one that is open.
type view struct {
	P      *i18n.Printer
	Path   string
	To     string
	Mails  []mailView
	Next   string
	Open   *openView
	Shell  *ui.Shell  // for members
	Public *ui.Public // in the demo
}

type mailView struct {
	To, Subject, Preview, When, Kind, Href string
	Current                                bool
}

// openView is the mail that is read.
type openView struct {
	To, Subject, When, State, Tone, Error, Text string
	Kind                                        string
	HTMLPath, TextPath, Frame                   string
	AsText                                      bool
	Attempts                                    int
	// Lead is the page of what the mail is about, for members; "" where there is none.
	Lead string
}

const perPage = 25

func list(r *kit.Request, b box) error {
	v, err := b.view(r, 0)
	if err != nil {
		return err
	}
	return r.Render(page(v))
}

func one(r *kit.Request, b box) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	m, err := b.message(r, id)
	if err != nil {
		return err
	}
	v, err := b.view(r, id)
	if err != nil {
		return err
	}
	v.Open = b.open(r, m)
	// The mail is shown in a frame of our own, which the pages' policy does not know.
	head := r.Writer.Header()
	head.Set("Content-Security-Policy", head.Get("Content-Security-Policy")+"; frame-src 'self'")
	return r.Render(page(v))
}

func (b box) message(r *kit.Request, id base.ID) (m outbox.Message, err error) {
	err = r.Site.DB.Read(r.Context(), b.workspace.ID, func(tx *db.Tx) (err error) {
		m, err = outbox.Get(r.Context(), tx, id)
		return err
	})
	return m, err
}

func (b box) view(r *kit.Request, current base.ID) (view, error) {
	query := r.URL.Query()
	v := view{P: r.P, Path: b.path, To: strings.TrimSpace(query.Get("to"))}
	var found base.Page[outbox.Message]
	err := r.Site.DB.Read(r.Context(), b.workspace.ID, func(tx *db.Tx) (err error) {
		found, err = outbox.List(r.Context(), tx, outbox.ListFilter{To: v.To, Limit: perPage, Cursor: query.Get("cursor")})
		return err
	})
	if err != nil {
		return v, err
	}
	for _, m := range found.Items {
		v.Mails = append(v.Mails, mailView{
			To: m.To, Subject: m.Subject, Preview: preview(m.Text), When: r.P.Near(m.CreatedAt.Time, r.Now), Kind: kindWord(r.P, m.Name),
			Href: b.path + "/" + m.ID.String() + b.query("to", v.To, "cursor", query.Get("cursor")), Current: m.ID == current,
		})
	}
	if found.Next != "" {
		v.Next = b.path + b.query("to", v.To, "cursor", found.Next)
	}
	if b.inside {
		shell := r.Shell(r.P.T("mailbox.title"), "mailbox")
		v.Shell = &shell
		return v, nil
	}
	public := r.Public(r.P.T("mailbox.title"))
	public.Home = "/"
	v.Public = &public
	return v, nil
}

// query writes those of the pairs that have a value.
func (box) query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

var stateTones = map[outbox.State]string{outbox.Sent: "ok", outbox.Waiting: "today", outbox.Failed: "bad"}

var stateWords = i18n.Family("mailbox.state_")

func (b box) open(r *kit.Request, m outbox.Message) *openView {
	path := b.path + "/" + m.ID.String()
	v := &openView{
		To: m.To, Subject: m.Subject, When: r.P.DateTime(m.CreatedAt.Time), State: r.P.T(stateWords.Key(string(m.State))),
		Tone: stateTones[m.State], Error: m.Error, Text: m.Text, Kind: kindWord(r.P, m.Name), HTMLPath: path, TextPath: path + "?part=text",
		Frame: path + "/html", AsText: r.URL.Query().Get("part") == "text", Attempts: m.Attempts,
	}
	if b.inside && m.Lead != 0 {
		v.Lead = r.Path("/leads/", m.Lead.String())
	}
	return v
}

var kindWords = i18n.Family("mailbox.kind_")

// kindWord is what a mail is about, by the first part of its name: "placement.available".
func kindWord(p *i18n.Printer, name string) string {
	first, _, _ := strings.Cut(name, ".")
	switch first {
	case "lead":
		return p.T(kindWords.Key("prospect"))
	case "placement", "market":
		return p.T(kindWords.Key("market"))
	}
	return p.T(kindWords.Key("account"))
}

// preview is the beginning of what a mail says.
func preview(text string) string {
	const longest = 90
	return base.Shorten(strings.Join(strings.Fields(text), " "), longest)
}
