package org

import (
	"context"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/outbox"
)

// Recipient is a member to be told something.
type Recipient struct {
	ID         base.ID    `db:"id"`
	Unit       base.ID    `db:"unit"`
	Role       string     `db:"role"`
	Name       string     `db:"name"`
	Email      string     `db:"email"`
	Lang       string     `db:"lang"`
	MarketMail MarketMail `db:"market_mail"`
}

const recipientColumns = `SELECT id, unit, role, name, email, lang, market_mail FROM member WHERE ws = :ws AND state = 'active'`

const memberRecipientSQL = recipientColumns + ` AND id = :member`

const unitRecipientsSQL = recipientColumns + ` AND unit IN (:units) ORDER BY id`

// RecipientsIn are who hears of a lead at a unit: the member who holds it, or, without an active one, those of the
// unit itself whose role lets them see its leads.
func (s *Service) RecipientsIn(ctx context.Context, tx *db.Tx, unit, member base.ID) ([]Recipient, error) {
	var out []Recipient
	if member != 0 {
		if err := tx.Select(ctx, &out, memberRecipientSQL, db.Args{"member": member}); err != nil || len(out) > 0 {
			return out, err
		}
	}
	if err := tx.Select(ctx, &out, unitRecipientsSQL, db.Args{"units": []base.ID{unit}}); err != nil {
		return nil, err
	}
	cfg, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(out, func(r Recipient) bool {
		role := cfg.Document.Role(r.Role)
		return role == nil || role.Rights[access.LeadView] < base.ReachUnit
	}), nil
}

// MembersOfIn are the active members of the units.
func (s *Service) MembersOfIn(ctx context.Context, tx *db.Tx, units []base.ID) ([]Recipient, error) {
	var out []Recipient
	err := tx.Select(ctx, &out, unitRecipientsSQL, db.Args{"units": units})
	return out, err
}

// Brand is how the workspace shows itself in mails.
func (w Workspace) Brand(c *Config) outbox.Brand {
	return outbox.Brand{Name: w.Name, Hue: c.Document.Hue}
}
