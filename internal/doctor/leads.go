package doctor

import (
	"context"

	"github.com/jmoiron/sqlx"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/placement"
)

const batch = 500

// leadRow is what the rules need of a lead.
type leadRow struct {
	ID           base.ID            `db:"id"`
	Number       int64              `db:"number"`
	Contact      base.ID            `db:"contact_there"`
	Stage        string             `db:"stage"`
	Category     blueprint.Category `db:"category"`
	ResumeAt     base.Moment        `db:"resume_at"`
	Place        lead.Place         `db:"place"`
	PlaceUnit    base.ID            `db:"place_unit"`
	HolderMember base.ID            `db:"holder_member"`
	Placement    base.ID            `db:"placement"`
	StepUntil    base.Moment        `db:"step_until"`
	DeadlineAt   base.Moment        `db:"deadline_at"`
	DeadlineKind lead.DeadlineKind  `db:"deadline_kind"`
	MergedInto   base.ID            `db:"merged_into"`
	ArchivedAt   base.Moment        `db:"archived_at"`
}

// chart is a lead with all that is known of it.
type chart struct {
	leadRow
	open     []openRow
	listings int
	events   int
	told     *lead.State // by the newest event that says
}

// openRow is a placement that has not ended.
type openRow struct {
	ID      base.ID        `db:"id"`
	Lead    base.ID        `db:"lead"`
	Mode    placement.Mode `db:"mode"`
	Unit    base.ID        `db:"unit"`
	Member  base.ID        `db:"member"`
	DueAt   base.Moment    `db:"due_at"`
	ActedAt base.Moment    `db:"acted_at"`
}

func (v *visit) leads(ctx context.Context) error {
	var after base.ID
	for {
		charts, err := v.batch(ctx, after)
		if err != nil || len(charts) == 0 {
			return err
		}
		for _, c := range charts {
			v.judge(c)
		}
		v.report.Leads += len(charts)
		after = charts[len(charts)-1].ID
	}
}

// batch reads the next leads with everything about them, on one snapshot.
func (v *visit) batch(ctx context.Context, after base.ID) ([]*chart, error) {
	var charts []*chart
	err := v.db.Read(ctx, v.ws.ID, func(tx *db.Tx) error {
		var rows []leadRow
		// As a plain number: an id of zero would be NULL, which nothing is greater than.
		if err := tx.Select(ctx, &rows, leadsSQL, db.Args{"after": int64(after), "limit": batch}); err != nil || len(rows) == 0 {
			return err
		}
		byID := map[base.ID]*chart{}
		for _, row := range rows {
			c := &chart{leadRow: row}
			byID[row.ID] = c
			charts = append(charts, c)
		}
		return fill(ctx, tx, byID, db.Args{"first": rows[0].ID, "last": rows[len(rows)-1].ID})
	})
	return charts, err
}

func fill(ctx context.Context, tx *db.Tx, byID map[base.ID]*chart, span db.Args) error {
	err := tx.Each(ctx, openSQL, span, func(rows *sqlx.Rows) error {
		var p openRow
		if err := rows.StructScan(&p); err != nil {
			return err
		}
		if c := byID[p.Lead]; c != nil {
			c.open = append(c.open, p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = tx.Each(ctx, listingsSQL, span, func(rows *sqlx.Rows) error {
		var id base.ID
		var n int
		err := rows.Scan(&id, &n)
		if c := byID[id]; c != nil {
			c.listings = n
		}
		return err
	})
	if err != nil {
		return err
	}
	return tx.Each(ctx, eventsSQL, span, func(rows *sqlx.Rows) error {
		var id base.ID
		var detail lead.Detail
		err := rows.Scan(&id, &detail)
		if c := byID[id]; c != nil {
			c.hear(detail)
		}
		return err
	})
}

// hear takes in an event, oldest first.
func (c *chart) hear(d lead.Detail) {
	c.events++
	if d.State != nil {
		c.told = d.State
	}
}
