package lead

import (
	"context"
	"slices"

	"sluice/internal/base"
	"sluice/internal/db"
)

const (
	standardPage = 50
	mostPerPage  = 200
	// MostCounted is where counting stops: beyond it a list says "10,000+".
	MostCounted = 10_000
)

// Row is one line of a list.
type Row struct {
	Lead
	ContactName  string `db:"contact_name"`
	ContactEmail string `db:"contact_email"`
	ContactPhone string `db:"contact_phone"`
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
