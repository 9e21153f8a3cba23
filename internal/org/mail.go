package org

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/outbox"
)

// letter is what the mails of this room need to know.
type letter struct {
	to        Member
	workspace Workspace
	config    *Config
	secret    string
}

func (s *Service) letterTo(ctx context.Context, tx *db.Tx, m Member, secret string) (letter, error) {
	w, err := s.WorkspaceIn(ctx, tx)
	if err != nil {
		return letter{}, err
	}
	config, err := s.ConfigAt(ctx, tx, w.ConfigVersion)
	return letter{to: m, workspace: w, config: config, secret: secret}, err
}

// URL is a page of the workspace as mails link to it: URL("zonveer", "leads") of a path without slashes around it.
func (s *Service) URL(slug, path string) string { return s.baseURL + "/" + slug + "/" + path }

func (s *Service) sendInvitation(ctx context.Context, tx *db.Tx, by base.Actor, l letter) error {
	p := l.config.Printer(l.to.Lang)
	args := i18n.Args{"Brand": l.workspace.Name, "Name": l.to.Name, "By": by.Name}
	opening := p.T("org.invite_text", args)
	if by.Name != "" {
		opening = p.T("org.invite_text_by", args)
	}
	until := p.LongDateTime(tx.Now().Add(linkInvitation.lasts()))
	return outbox.Put(ctx, tx, outbox.Mail{
		Name: "invitation", To: l.to.Email, Lang: string(p.Lang()), Member: l.to.ID,
		Subject: p.T("org.invite_subject", args), Heading: p.T("org.invite_heading", args),
		Paragraphs: []string{opening, p.T("org.invite_until", i18n.Args{"Until": until})},
		Buttons:    []outbox.Button{{Label: p.T("org.invite_button"), URL: s.URL(l.workspace.Slug, "invitation/"+l.secret), Primary: true}},
		Footer:     p.T("org.invite_footer"), Brand: l.workspace.Brand(l.config),
	})
}

func (s *Service) sendReset(ctx context.Context, tx *db.Tx, l letter) error {
	p := l.config.Printer(l.to.Lang)
	args := i18n.Args{"Brand": l.workspace.Name, "Name": l.to.Name}
	until := p.Clock(tx.Now().Add(linkReset.lasts()))
	return outbox.Put(ctx, tx, outbox.Mail{
		Name: "password_reset", To: l.to.Email, Lang: string(p.Lang()), Member: l.to.ID,
		Subject: p.T("org.reset_subject", args), Heading: p.T("org.reset_heading"),
		Paragraphs: []string{p.T("org.reset_text", args), p.T("org.reset_until", i18n.Args{"Until": until})},
		Buttons:    []outbox.Button{{Label: p.T("org.reset_button"), URL: s.URL(l.workspace.Slug, "reset/"+l.secret), Primary: true}},
		Footer:     p.T("org.reset_footer"), Brand: l.workspace.Brand(l.config),
	})
}
