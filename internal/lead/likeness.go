package lead

import (
	"context"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
)

// Likeness is another lead that looks like the same request.
type Likeness struct {
	ID        base.ID            `db:"id"`
	Number    int64              `db:"number"`
	Name      string             `db:"name"`
	Stage     string             `db:"stage"`
	Category  blueprint.Category `db:"category"`
	CreatedAt base.Moment        `db:"created_at"`
	Reason    string             `db:"reason"` // what they have in common, a blueprint.DuplicateKey
}

type likenessRow struct {
	Lead      base.ID     `db:"lead"`
	Other     base.ID     `db:"other"`
	Reason    string      `db:"reason"`
	CreatedAt base.Moment `db:"created_at"`
}

// linkLikely links a new lead to those it looks like, flags it, and names who holds the first of them (INT-3).
// Nothing is dropped and nothing merged.
func (s *Service) linkLikely(ctx context.Context, tx *db.Tx, cfg *org.Config, a base.Actor, l *Lead, c *Contact) (Target, error) {
	var first base.ID
	linked := map[base.ID]bool{}
	for _, key := range cfg.Document.Duplicates.Match {
		others, err := s.likely(ctx, tx, cfg, l, c, key)
		if err != nil {
			return Target{}, err
		}
		for _, other := range others {
			if linked[other] {
				continue
			}
			linked[other] = true
			row := likenessRow{Lead: l.ID, Other: other, Reason: string(key), CreatedAt: l.CreatedAt}
			if err := tx.Insert(ctx, "likeness", row); err != nil {
				return Target{}, err
			}
			if first == 0 || other < first {
				first = other
			}
		}
	}
	if first == 0 {
		return Target{}, nil
	}
	l.DuplicateOf = first
	if err := Record(ctx, tx, a, l, EventLikeness, Detail{Lead: first, Count: len(linked)}); err != nil {
		return Target{}, err
	}
	original, err := s.LoadIn(ctx, tx, first)
	if err != nil || original.Place != PlacePlaced || !original.Open() {
		return Target{}, err
	}
	return Target{Unit: original.PlaceUnit, Member: original.HolderMember}, nil
}

func (s *Service) likely(ctx context.Context, tx *db.Tx, cfg *org.Config, l *Lead, c *Contact, key blueprint.DuplicateKey) ([]base.ID, error) {
	args := db.Args{"id": l.ID}
	var query string
	switch {
	case key == blueprint.MatchEmail && c.EmailNorm != "":
		query, args["email"] = likeByEmailSQL, c.EmailNorm
	case key == blueprint.MatchPhone && c.PhoneE164 != "":
		query, args["phone"] = likeByPhoneSQL, c.PhoneE164
	case key == blueprint.MatchAddressName && l.Postcode != "" && l.HouseNumber != "":
		query = likeByAddressSQL
		args["postcode"], args["name"] = l.Postcode, c.Name
		args["house_numbers"] = []string{l.HouseNumber, strings.ToLower(l.HouseNumber), strings.ToUpper(l.HouseNumber)}
	default:
		return nil, nil
	}
	var found []likeRow
	if err := tx.Select(ctx, &found, query, args); err != nil {
		return nil, err
	}
	var ids []base.ID
	for _, other := range found {
		if cfg.Calendar.Add(other.CreatedAt.Time, cfg.Document.Duplicates.Window).After(l.CreatedAt.Time) {
			ids = append(ids, other.ID)
		}
	}
	return ids, nil
}

type likeRow struct {
	ID        base.ID     `db:"id"`
	CreatedAt base.Moment `db:"created_at"`
}

// likenessesIn lists the leads that look like this one, as far as the actor may see them (INV-7).
func (s *Service) likenessesIn(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) ([]Likeness, error) {
	var all []Likeness
	if err := tx.Select(ctx, &all, likenessesSQL, db.Args{"lead": id}); err != nil {
		return nil, err
	}
	var err error
	return slices.DeleteFunc(all, func(x Likeness) bool {
		other, loadErr := s.LoadIn(ctx, tx, x.ID)
		if loadErr != nil {
			err = loadErr
			return true
		}
		return !access.Decide(a, access.LeadView, other.Subject(tx.Workspace()))
	}), err
}
