package lead

import (
	"context"

	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/outbox"
)

// URL is the lead's page.
func (s *Service) URL(w org.Workspace, l *Lead) string {
	return s.baseURL + "/" + w.Slug + "/leads/" + l.ID.String()
}

// noticeResumed tells the holder that a paused lead is back (STG-3).
func (s *Service) noticeResumed(ctx context.Context, tx *db.Tx, cfg *org.Config, l *Lead) error {
	if l.PlaceUnit == 0 {
		return nil
	}
	w, err := s.org.WorkspaceIn(ctx, tx)
	if err != nil {
		return err
	}
	recipients, err := s.org.RecipientsIn(ctx, tx, l.PlaceUnit, l.HolderMember)
	if err != nil {
		return err
	}
	for _, to := range recipients {
		p := cfg.Printer(to.Lang)
		mail := outbox.Mail{
			Name: "lead.resumed", To: to.Email, Lang: string(p.Lang()), Lead: l.ID, Member: to.ID, Brand: w.Brand(cfg),
			Dedupe:     "resumed:" + l.ID.String() + ":" + to.ID.String() + ":" + l.StageAt.Format("20060102150405"),
			Subject:    p.T("leads.mail_resumed_subject", i18n.Args{"Name": l.Name}),
			Heading:    p.T("leads.mail_resumed_heading", i18n.Args{"Name": l.Name}),
			Paragraphs: []string{p.T("leads.mail_resumed_text")},
			Buttons:    []outbox.Button{{Label: p.T("leads.mail_open"), URL: s.URL(w, l), Primary: true}},
		}
		if err := outbox.Put(ctx, tx, mail); err != nil {
			return err
		}
	}
	return nil
}
