package lead

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
)

// Lens is a question asked of a list: what needs a hand.
type Lens string

// The lenses.
const (
	LensOpen      Lens = "open"
	LensUnclaimed Lens = "unclaimed"  // on the market or in an inbox
	LensLate      Lens = "late"       // its deadline has passed
	LensToday     Lens = "today"      // its deadline is today
	LensStuck     Lens = "stuck"      // somebody has it and nothing has happened for two weeks
	LensNoPartner Lens = "no_partner" // nobody could take it: in an inbox
)

// Lenses are all of them in the order in which they stand above the list.
var Lenses = []Lens{LensOpen, LensUnclaimed, LensLate, LensToday, LensStuck, LensNoPartner}

const (
	stuckAfter   = 14 * 24 * time.Hour
	standardPage = 50
	mostPerPage  = 200
	// MostCounted is where counting stops: beyond it a list says "10,000+".
	MostCounted = 10_000
)

// Filter narrows a list; its zero value lets everything through that the reader may see.
type Filter struct {
	Q       string // name, number, town, postcode, e-mail or phone
	Lens    Lens
	Tab     string // a tab of the blueprint
	Stages  []string
	Places  []Place
	Unit    base.ID // the unit that has it
	Source  string
	Mine    bool // held by the reader's own unit or units below
	Archive bool // archived ones instead of the others
	Step    int  // waits at this step of its policy, the first is 1
}

// Row is one line of a list.
type Row struct {
	Lead
	ContactName  string `db:"contact_name"`
	ContactEmail string `db:"contact_email"`
	ContactPhone string `db:"contact_phone"`
}

// sortKeys are the orders a list can have. Each ends in the id, which makes every row's place its own.
var sortKeys = map[string]sortKey{
	"":          {"l.id", true},
	"-created":  {"l.id", true},
	"created":   {"l.id", false},
	"deadline":  {"COALESCE(l.deadline_at, 9000000000000000)", false},
	"-deadline": {"COALESCE(l.deadline_at, 0)", true},
	"-active":   {"l.active_at", true},
	"active":    {"l.active_at", false},
	"-stage_at": {"l.stage_at", true},
}

type sortKey struct {
	expression string
	down       bool
}

// Sorts are the names of the orders.
func Sorts() []string {
	names := make([]string, 0, len(sortKeys))
	for name := range sortKeys {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// List shows the leads inside the reader's reach of lead.view that pass the filter, a page at a time.
// Errors: invalid for an unknown sort, lens or cursor.
func (s *Service) List(ctx context.Context, a base.Actor, f Filter, page base.PageRequest) (base.Page[Row], error) {
	sort, ok := sortKeys[page.Sort]
	if !ok {
		return base.Page[Row]{}, base.Invalid(base.FieldError{Field: "sort", Key: "error.choice"})
	}
	sort, after, back := sort.at(page.Cursor)
	limit := page.Clamp(standardPage, mostPerPage)
	var out base.Page[Row]
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		where, args, err := s.where(ctx, tx, a, f)
		if err != nil {
			return err
		}
		if err := sort.after(after, &where, args); err != nil {
			return err
		}
		args["limit"] = limit + 1
		var rows []keyedRow
		if err := tx.Select(ctx, &rows, sort.query(where), args); err != nil {
			return err
		}
		more := len(rows) > limit
		rows = rows[:min(limit, len(rows))]
		if back {
			slices.Reverse(rows)
		}
		out = pageOf(rows, back, more, after != "")
		return nil
	})
	return out, err
}

// pageOf is a page of rows read forwards, or backwards from a later page. More tells that the reading could go on,
// later that it did not begin at an end of the list.
func pageOf(rows []keyedRow, back, more, later bool) base.Page[Row] {
	var out base.Page[Row]
	for _, r := range rows {
		out.Items = append(out.Items, r.Row)
	}
	if len(rows) == 0 {
		return out
	}
	first, last := rows[0], rows[len(rows)-1]
	if more || back {
		out.Next = cursor(last.SortKey, last.ID)
	}
	if more && back || later && !back {
		out.Prev = backwards + cursor(first.SortKey, first.ID)
	}
	return out
}

// Count counts what List would show, up to MostCounted + 1.
func (s *Service) Count(ctx context.Context, a base.Actor, f Filter) (int, error) {
	var n int
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		n, err = s.countIn(ctx, tx, a, f)
		return err
	})
	return n, err
}

// CountLenses counts every lens over the same filter.
func (s *Service) CountLenses(ctx context.Context, a base.Actor, f Filter) (map[Lens]int, error) {
	out := map[Lens]int{}
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		for _, lens := range Lenses {
			f.Lens = lens
			if out[lens], err = s.countIn(ctx, tx, a, f); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// CountTabs counts every tab of the blueprint over the same filter.
func (s *Service) CountTabs(ctx context.Context, a base.Actor, f Filter) (map[string]int, error) {
	out := map[string]int{}
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		for _, tab := range cfg.Document.Tabs {
			f.Tab = tab.Key
			if out[tab.Key], err = s.countIn(ctx, tx, a, f); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func (s *Service) countIn(ctx context.Context, tx *db.Tx, a base.Actor, f Filter) (int, error) {
	where, args, err := s.where(ctx, tx, a, f)
	if err != nil {
		return 0, err
	}
	args["most"] = MostCounted + 1
	var n int
	err = tx.Get(ctx, &n, countSQL(where), args)
	return n, err
}

type keyedRow struct {
	Row
	SortKey int64 `db:"sort_key"`
}

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
	args["like"] = "%" + escapeLike(q) + "%"
	return conditions{`(LOWER(c.name) LIKE :like ESCAPE '!' OR c.email_norm LIKE :like ESCAPE '!' OR LOWER(l.town) LIKE :like ESCAPE '!'
		OR LOWER(l.postcode) LIKE :like ESCAPE '!' OR LOWER(l.name) LIKE :like ESCAPE '!' OR LOWER(l.street) LIKE :like ESCAPE '!')`}
}

func escapeLike(text string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(text)
}

// backwards begins the cursor of a page that ends where it points to.
const backwards = "-"

// at is the order in which to read from a cursor: the other way round for the page before.
func (k sortKey) at(cursor string) (order sortKey, after string, back bool) {
	if after, back = strings.CutPrefix(cursor, backwards); back {
		k.down = !k.down
	}
	return k, after, back
}

// after adds the condition that begins the page behind the cursor.
func (k sortKey) after(cursor string, where *conditions, args db.Args) error {
	if cursor == "" {
		return nil
	}
	key, id, err := readCursor(cursor)
	if err != nil {
		return base.Invalid(base.FieldError{Field: "cursor", Key: "error.unknown"})
	}
	sign := ">"
	if k.down {
		sign = "<"
	}
	args["after_key"], args["after_id"] = key, id
	*where = append(*where, fmt.Sprintf("(%[1]s %[2]s :after_key OR (%[1]s = :after_key AND l.id %[2]s :after_id))", k.expression, sign))
	return nil
}

func cursor(key int64, id base.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(key, 10) + "." + strconv.FormatInt(int64(id), 10)))
}

func readCursor(text string) (key int64, id base.ID, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, 0, err
	}
	first, second, _ := strings.Cut(string(raw), ".")
	if key, err = strconv.ParseInt(first, 10, 64); err != nil {
		return 0, 0, err
	}
	n, err := strconv.ParseInt(second, 10, 64)
	return key, base.ID(n), err
}
