package outbox

import (
	"context"
	"encoding/json"
	"fmt"

	"sluice/internal/base"
	"sluice/internal/db"
)

// KindMail is the kind of a row that is an e-mail.
const KindMail = "mail"

// Put writes the mail into the outbox, in the caller's transaction: it leaves once that is committed, soon after
// the loop is woken. A mail whose Dedupe is already there is not written again, and that is no error. What cannot
// be a mail (a subject of two lines, a recipient that is no address) is refused with base.CodeInvalid.
func Put(ctx context.Context, tx *db.Tx, m Mail) error {
	if err := m.check(); err != nil {
		return &base.Error{Code: base.CodeInvalid, Key: "error.invalid", Err: fmt.Errorf("mail %q: %w", m.Name, err)}
	}
	html, err := renderHTML(m)
	if err != nil {
		return fmt.Errorf("render mail %q: %w", m.Name, err)
	}
	headers, err := json.Marshal(headers{Brand: m.Brand.Name, Lang: m.Lang, Unsubscribe: m.Unsubscribe})
	if err != nil {
		return err
	}
	now := base.At(tx.Now())
	_, err = tx.Exec(ctx, insertSQL, db.Args{
		"id": base.NewID(tx.Now()), "kind": KindMail, "name": m.Name, "recipient": address(m.To),
		"subject": m.Subject, "text": renderText(m), "html": html, "headers": string(headers),
		"lead": m.Lead, "member": m.Member, "dedupe": nullable(m.Dedupe), "now": now,
	})
	return err
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
