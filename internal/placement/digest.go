package placement

import (
	"context"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/outbox"
)

// digestHour is when digests are sent, on the workspace's clock.
const digestHour = 8

// nextDigest is the next morning.
func nextDigest(w walk) time.Time {
	local := w.cfg.Calendar.Local(w.tx.Now())
	at := time.Date(local.Year(), local.Month(), local.Day(), digestHour, 0, 0, 0, local.Location())
	if !at.After(local) {
		at = time.Date(local.Year(), local.Month(), local.Day()+1, digestHour, 0, 0, 0, local.Location())
	}
	return at.UTC()
}

const mostInDigest = 20

// runDigest mails a member the leads that are on its market now (MKT-1).
func (s *Service) runDigest(ctx context.Context, ws, id base.ID) error {
	return s.db.Write(ctx, ws, func(tx *db.Tx) error {
		taken, err := tx.Exec(ctx, takeDigestSQL, db.Args{"id": id, "now": base.At(tx.Now())})
		if err != nil || taken == 0 {
			return err
		}
		a, err := s.org.ActorOf(ctx, tx, id)
		if base.CodeOf(err) == base.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		unit, err := s.marketUnit(ctx, tx, a)
		if err != nil || unit == 0 {
			return err
		}
		var rows []lead.Lead
		args := db.Args{"unit": unit, "before": base.LastID, "limit": mostInDigest}
		if err := tx.Select(ctx, &rows, availableSQL, args); err != nil {
			return err
		}
		available, err := s.availableIn(ctx, tx, unit, rows)
		if err != nil || len(available) == 0 {
			return err
		}
		return s.sendDigest(ctx, tx, a, available)
	})
}

func (s *Service) sendDigest(ctx context.Context, tx *db.Tx, a base.Actor, available []Available) error {
	to, err := s.org.RecipientsIn(ctx, tx, a.Unit, a.Member)
	if err != nil || len(to) == 0 {
		return err
	}
	ws, err := s.org.WorkspaceIn(ctx, tx)
	if err != nil {
		return err
	}
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return err
	}
	p := cfg.Printer(to[0].Lang)
	m := outbox.Mail{
		Name: "market.digest", To: to[0].Email, Lang: string(p.Lang()), Member: a.Member, Brand: ws.Brand(cfg),
		Subject:    p.N("placing.mail_digest_subject", len(available)),
		Heading:    p.N("placing.mail_digest_heading", len(available)),
		Paragraphs: []string{p.T("placing.mail_digest_text")},
		Buttons:    []outbox.Button{{Label: p.T("placing.mail_digest_button"), URL: s.baseURL + "/" + ws.Slug + "/home", Primary: true}},
		Dedupe:     "digest:" + a.Member.String() + ":" + tx.Now().Format("2006010215"),
	}
	for _, one := range available {
		product, _ := cfg.Document.Product(one.Lead.Product)
		m.Facts = append(m.Facts, outbox.Fact{
			Label: strings.TrimSpace(one.Lead.Postcode + " " + one.Lead.Town),
			Value: product.Title.In(p.Lang()) + ", " + p.DateTime(one.Lead.CreatedAt.Time),
		})
	}
	return outbox.Put(ctx, tx, m)
}
