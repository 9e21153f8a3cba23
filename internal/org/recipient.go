package org

import (
	"context"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
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

// RecipientsIn are who hears of a lead at a unit: the member who holds it, or, without an active one, those of the
// unit itself whose role lets them see its leads.
func (s *Service) RecipientsIn(ctx context.Context, tx *db.Tx, unit, member base.ID) ([]Recipient, error) {
	if member != 0 {
		out, err := s.people(ctx, tx, memberRecipientSQL, db.Args{"member": member}, anyone)
		if err != nil || len(out) > 0 {
			return out, err
		}
	}
	return s.people(ctx, tx, unitRecipientsSQL, db.Args{"units": []base.ID{unit}}, func(r *blueprint.Role) bool {
		return r.Rights[access.LeadView] >= base.ReachUnit
	})
}

// MembersOfIn are the active members of the units.
func (s *Service) MembersOfIn(ctx context.Context, tx *db.Tx, units []base.ID) ([]Recipient, error) {
	return s.people(ctx, tx, unitRecipientsSQL, db.Args{"units": units}, anyone)
}

func anyone(*blueprint.Role) bool { return true }

// people are the members of a query with a role that fits. Members that are programs are never among them: nobody
// reads their mail.
func (s *Service) people(ctx context.Context, tx *db.Tx, query string, args db.Args, fits func(*blueprint.Role) bool) ([]Recipient, error) {
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	var out []Recipient
	if err := tx.Select(ctx, &out, query, args); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(out, func(r Recipient) bool {
		role := config.Document.Role(r.Role)
		return role == nil || role.API || !fits(role)
	}), nil
}

// Brand is how the workspace shows itself in mails.
func (w Workspace) Brand(c *Config) outbox.Brand {
	return outbox.Brand{Name: w.Name, Hue: c.Document.Hue}
}
