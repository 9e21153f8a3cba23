package lead

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/outbox"
)

// How a lead ends without its holder.
const (
	EndingWithdrawn = "withdrawn"
	EndingMerged    = "merged"
)

// Request is a prospect's own view of its lead.
type Request struct {
	Lead    *Lead
	Contact Contact
	Events  []Event
	Consent []Consent
	// Holder is the name of the partner that has it, "" when none does.
	Holder string
	// Until is when the partner must have made contact, where a clock runs.
	Until base.Moment
	// Seen are those to whom the contact details were shown, oldest first.
	Seen []Seen
}

// Seen is one partner to whom a prospect's details were shown.
type Seen struct {
	Partner string
	At      base.Moment
}

type linkRow struct {
	Hash      string      `db:"hash"`
	Lead      base.ID     `db:"lead"`
	CreatedAt base.Moment `db:"created_at"`
}

// welcome makes the prospect's private page and puts the confirmation into the outbox.
func (s *Service) welcome(ctx context.Context, tx *db.Tx, cfg *org.Config, l *Lead, c *Contact) (string, error) {
	secret := make([]byte, 24)
	_, _ = rand.Read(secret)
	token := base64.RawURLEncoding.EncodeToString(secret)
	row := linkRow{Hash: linkHash(token), Lead: l.ID, CreatedAt: l.CreatedAt}
	if err := tx.Insert(ctx, "prospect_link", row); err != nil {
		return "", err
	}
	w, err := s.org.WorkspaceIn(ctx, tx)
	if err != nil {
		return "", err
	}
	path := "/" + w.Slug + "/request/" + token
	if c.Email == "" {
		return path, nil
	}
	return path, outbox.Put(ctx, tx, s.confirmation(w, cfg, l, c, s.baseURL+path))
}

func (s *Service) confirmation(w org.Workspace, cfg *org.Config, l *Lead, c *Contact, url string) outbox.Mail {
	p := cfg.Printer(c.Lang)
	return outbox.Mail{
		Name: "lead.confirmation", To: c.Email, Lang: string(p.Lang()), Lead: l.ID, Brand: w.Brand(cfg),
		Dedupe:     "confirmation:" + l.ID.String(),
		Subject:    p.T("leads.mail_confirmation_subject", i18n.Args{"Brand": w.Name}),
		Heading:    p.T("leads.mail_confirmation_heading", i18n.Args{"Name": c.Name}),
		Paragraphs: []string{p.T("leads.mail_confirmation_text", i18n.Args{"Brand": w.Name})},
		Buttons:    []outbox.Button{{Label: p.T("leads.mail_confirmation_button"), URL: url, Primary: true}},
		Footer:     p.T("leads.mail_confirmation_footer", i18n.Args{"Ref": l.Ref(cfg.Document)}),
	}
}

func linkHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// RequestByLink shows a prospect its request. Whoever has the link is the prospect; a wrong one is not found.
func (s *Service) RequestByLink(ctx context.Context, ws base.ID, token string) (Request, error) {
	var r Request
	err := s.db.Read(ctx, ws, func(tx *db.Tx) (err error) {
		if r.Lead, err = s.byLink(ctx, tx, token); err != nil {
			return err
		}
		if r.Contact, err = s.ContactIn(ctx, tx, r.Lead.Contact); err != nil {
			return err
		}
		if r.Events, err = s.EventsIn(ctx, tx, r.Lead.ID); err != nil {
			return err
		}
		if r.Consent, err = s.consentsIn(ctx, tx, r.Lead.ID); err != nil {
			return err
		}
		tree, err := s.org.TreeIn(ctx, tx)
		if err != nil {
			return err
		}
		r.Seen = seenBy(tree, r.Events)
		if r.Lead.Place != PlacePlaced {
			return nil
		}
		if unit := tree.Unit(r.Lead.PlaceUnit); unit != nil {
			r.Holder = unit.Name
		}
		if r.Lead.DeadlineKind == DeadlineHold || r.Lead.DeadlineKind == DeadlineContact {
			r.Until = r.Lead.DeadlineAt
		}
		return nil
	})
	return r, err
}

// seenBy reads from the timeline who saw the contact details, each partner once.
func seenBy(tree *org.Tree, events []Event) []Seen {
	var out []Seen
	known := map[base.ID]bool{}
	for _, e := range events {
		unit := tree.Unit(e.Detail.Unit)
		if e.Kind != EventRevealed || unit == nil || known[unit.ID] {
			continue
		}
		known[unit.ID] = true
		out = append(out, Seen{Partner: unit.Name, At: e.At})
	}
	return out
}

// Withdraw takes the prospect's request and consent back (INT-4). It needs a POST from the private page.
// Errors: not_found for a wrong link, conflict when it was withdrawn before.
func (s *Service) Withdraw(ctx context.Context, ws base.ID, token string) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		found, err := s.byLink(ctx, tx, token)
		if err != nil {
			return err
		}
		l, err := s.Lock(ctx, tx, found.ID)
		if err != nil {
			return err
		}
		return s.withdraw(ctx, tx, cfg, l)
	})
}

func (s *Service) byLink(ctx context.Context, tx *db.Tx, token string) (*Lead, error) {
	var id base.ID
	found, err := tx.Find(ctx, &id, byLinkSQL, db.Args{"hash": linkHash(token)})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, base.NotFound()
	}
	return s.LoadIn(ctx, tx, id)
}

// withdrawnStage is where a lead goes whose prospect wants no more: the first lost stage, or else a closed one.
func withdrawnStage(doc *blueprint.Document) *blueprint.Stage {
	for _, category := range []blueprint.Category{blueprint.CategoryLost, blueprint.CategoryClosed, blueprint.CategoryWon} {
		if keys := doc.StagesOf(category); len(keys) > 0 {
			return doc.Stage(keys[0])
		}
	}
	return doc.Stage(doc.Entry)
}
