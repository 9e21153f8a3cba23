package lead

import (
	"context"
	"strconv"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
)

const stuckAfter = 14 * 24 * time.Hour

// conditions are the parts of a WHERE; each is a constant text, values go by name.
type conditions []string

func (s *Service) where(ctx context.Context, tx *db.Tx, a base.Actor, f Filter) (conditions, db.Args, error) {
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	args := db.Args{}
	where := within(access.ScopeOf(a, access.LeadView), args)
	where = append(where, f.state(cfg, args)...)
	lens, err := f.lens(cfg, tx.Now(), args)
	if err != nil {
		return nil, nil, err
	}
	where = append(where, lens...)
	if f.Mine {
		where = append(where, "l.place_unit IN (:own_units)")
		args["own_units"] = a.Units
	}
	if f.Unit != 0 {
		where = append(where, "l.place_unit = :unit")
		args["unit"] = f.Unit
	}
	if f.Source != "" {
		where = append(where, "l.source = :source")
		args["source"] = f.Source
	}
	if f.Step > 0 {
		where = append(where, "l.policy_step = :step", "l.place IN ('market', 'inbox', 'offer')")
		args["step"] = f.Step - 1
	}
	return append(where, f.search(cfg.Document, args)...), args, nil
}

// within is access.Scope.Holds as a condition; TestACC2_ScopeEqualsDecide holds the two to each other.
func within(scope access.Scope, args db.Args) conditions {
	if scope.Everything {
		return nil
	}
	var ways []string
	if scope.Member != 0 {
		ways = append(ways, "l.created_by = :me", "l.holder_member = :me")
		args["me"] = scope.Member
	}
	if len(scope.Units) > 0 {
		ways = append(ways, "l.place_unit IN (:units)")
		args["units"] = scope.Units
	}
	if len(scope.Territory) > 0 {
		ways = append(ways, "l.place_unit IN (:territory)", "l.territory IN (:territory)")
		args["territory"] = scope.Territory
	}
	if len(ways) == 0 {
		return conditions{"1 = 0"}
	}
	return conditions{"(" + strings.Join(ways, " OR ") + ")"}
}

func (f Filter) state(cfg *org.Config, args db.Args) conditions {
	out := conditions{"l.merged_into IS NULL"}
	if f.Archive {
		out = append(out, "l.archived_at IS NOT NULL")
	} else {
		out = append(out, "l.archived_at IS NULL")
	}
	if f.Tab != "" {
		out = append(out, "l.stage IN (:tab_stages)")
		args["tab_stages"] = cfg.Document.StagesIn(f.Tab)
	}
	if len(f.Stages) > 0 {
		out = append(out, "l.stage IN (:stages)")
		args["stages"] = f.Stages
	}
	if len(f.Places) > 0 {
		out = append(out, "l.place IN (:places)")
		args["places"] = placeNames(f.Places)
	}
	return out
}

func placeNames(places []Place) []string {
	out := make([]string, len(places))
	for i, p := range places {
		out[i] = string(p)
	}
	return out
}

const openCondition = "l.category IN ('new', 'working', 'paused')"

func (f Filter) lens(cfg *org.Config, now time.Time, args db.Args) (conditions, error) {
	switch f.Lens {
	case "":
		return nil, nil
	case LensOpen:
		return conditions{openCondition}, nil
	case LensUnclaimed:
		return conditions{openCondition, "l.place IN ('market', 'inbox', 'offer')"}, nil
	case LensLate:
		args["now"] = base.At(now)
		return conditions{openCondition, "l.deadline_at < :now"}, nil
	case LensToday:
		args["now"], args["midnight"] = base.At(now), base.At(cfg.Calendar.Start(cfg.Calendar.DayOf(now).Add(1)))
		return conditions{openCondition, "l.deadline_at >= :now", "l.deadline_at < :midnight"}, nil
	case LensStuck:
		args["stuck"] = base.At(now.Add(-stuckAfter))
		return conditions{"l.category = 'working'", "l.place = 'placed'", "l.active_at < :stuck"}, nil
	case LensNoPartner:
		return conditions{openCondition, "l.place = 'inbox'"}, nil
	}
	return nil, base.Invalid(base.FieldError{Field: "lens", Key: "error.choice"})
}

const maxSearch = 100

func (f Filter) search(doc *blueprint.Document, args db.Args) conditions {
	q := strings.ToLower(strings.TrimSpace(base.Shorten(f.Q, maxSearch)))
	if q == "" {
		return nil
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(q, strings.ToLower(doc.LeadPrefix)), "-")
	if number, err := strconv.ParseInt(digits, 10, 64); err == nil && len(digits) <= 12 {
		args["number"] = number
		args["phone_part"] = "%" + strings.TrimLeft(digits, "0") + "%"
		return conditions{"(l.number = :number OR c.phone_e164 LIKE :phone_part)"}
	}
	args["like"] = "%" + db.EscapeLike(q) + "%"
	return conditions{`(LOWER(c.name) LIKE :like ESCAPE '!' OR c.email_norm LIKE :like ESCAPE '!' OR LOWER(l.town) LIKE :like ESCAPE '!'
		OR LOWER(l.postcode) LIKE :like ESCAPE '!' OR LOWER(l.name) LIKE :like ESCAPE '!' OR LOWER(l.street) LIKE :like ESCAPE '!')`}
}
