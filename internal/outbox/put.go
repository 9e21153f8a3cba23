package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/db"
)

// KindMail is the kind of a row that is an e-mail.
const KindMail = "mail"

// Addressee is one of the people who get the same mail.
type Addressee struct {
	To     string  // one address, without a name
	Member base.ID // who that is, for the screens; zero for nobody of ours
	Dedupe string  // as in Mail
}

// Put writes the mail into the outbox, in the caller's transaction: it leaves once that is committed, soon after
// the loop is woken. A mail whose Dedupe is already there is not written again, and that is no error. What cannot
// be a mail (a subject of two lines, a recipient that is no address) is refused with base.CodeInvalid.
func Put(ctx context.Context, tx *db.Tx, m Mail) error {
	return PutEach(ctx, tx, m, []Addressee{{To: m.To, Member: m.Member, Dedupe: m.Dedupe}})
}

// PutEach is Put of the same mail for many people: it is rendered once. To, Member and Dedupe of the mail itself do
// not count.
func PutEach(ctx context.Context, tx *db.Tx, m Mail, to []Addressee) error {
	for _, a := range to {
		m.To, m.Member, m.Dedupe = a.To, a.Member, a.Dedupe
		if err := m.check(); err != nil {
			return &base.Error{Code: base.CodeInvalid, Key: "error.invalid", Err: fmt.Errorf("mail %q: %w", m.Name, err)}
		}
	}
	if len(to) == 0 {
		return nil
	}
	html, err := renderHTML(m)
	if err != nil {
		return fmt.Errorf("render mail %q: %w", m.Name, err)
	}
	headers, err := json.Marshal(headers{Brand: m.Brand.Name, Lang: m.Lang, Unsubscribe: m.Unsubscribe})
	if err != nil {
		return err
	}
	l := letter{ID: base.NewID(tx.Now()), Subject: m.Subject, Text: renderText(m), HTML: html, Headers: string(headers)}
	if err := tx.Insert(ctx, "letter", l); err != nil {
		return err
	}
	args := db.Args{"kind": KindMail, "name": m.Name, "letter": l.ID, "lead": m.Lead, "now": base.At(tx.Now())}
	for some := range slices.Chunk(to, mostAtOnce) {
		if err := insert(ctx, tx, args, some); err != nil {
			return err
		}
	}
	return nil
}

// mostAtOnce keeps the number of a statement's parameters in bounds.
const mostAtOnce = 100

func insert(ctx context.Context, tx *db.Tx, args db.Args, to []Addressee) error {
	var query strings.Builder
	query.WriteString(insertSQL)
	for i, a := range to {
		if i > 0 {
			query.WriteString(", ")
		}
		fmt.Fprintf(&query, insertRowSQL, i)
		args[fmt.Sprintf("id_%d", i)] = base.NewID(tx.Now())
		args[fmt.Sprintf("recipient_%d", i)] = address(a.To)
		args[fmt.Sprintf("member_%d", i)] = a.Member
		args[fmt.Sprintf("dedupe_%d", i)] = nullable(a.Dedupe)
	}
	query.WriteString(insertOnceSQL)
	_, err := tx.Exec(ctx, query.String(), args)
	return err
}

// letter is what a message says.
type letter struct {
	ID      base.ID `db:"id"`
	Subject string  `db:"subject"`
	Text    string  `db:"text"`
	HTML    string  `db:"html"`
	Headers string  `db:"headers"`
}

// headers are what the envelope needs beyond the columns.
type headers struct {
	Brand       string `json:"brand,omitempty"`
	Lang        string `json:"lang,omitempty"`
	Unsubscribe string `json:"unsubscribe,omitempty"`
}

func nullable(text string) any {
	if text == "" {
		return nil
	}
	return text
}
