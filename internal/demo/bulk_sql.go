package demo

import (
	"context"
	"encoding/json"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/placement/engine"
)

// takeNumbersSQL moves the counter from which leads get their numbers.
const takeNumbersSQL = `INSERT INTO counter (ws, name, value) VALUES (:ws, 'lead', :count)
	ON CONFLICT (ws, name) DO UPDATE SET value = counter.value + :count RETURNING value`

func (a *archive) takeNumbers(ctx context.Context, tx *db.Tx, count int) error {
	var end int64
	err := tx.Get(ctx, &end, takeNumbersSQL, db.Args{"count": count})
	a.number = end - int64(count)
	return err
}

// decisionRow is a stored decision, as placement writes it.
type decisionRow struct {
	ID            base.ID     `db:"id"`
	Lead          base.ID     `db:"lead"`
	At            base.Moment `db:"at"`
	PolicyVersion int64       `db:"policy_version"`
	Step          int64       `db:"step"`
	Kind          string      `db:"kind"`
	Unit          base.ID     `db:"unit"`
	Explanation   string      `db:"explanation"`
}

func explained(d engine.Decision) string {
	text, _ := json.Marshal(d) // a decision holds nothing that JSON cannot
	return string(text)
}

// insert writes the rows of a batch.
func (r archiveRows) insert(ctx context.Context, tx *db.Tx) error {
	for _, part := range []struct {
		table string
		rows  any
	}{
		{"contact", r.contacts}, {"lead", r.leads}, {"consent", r.consents}, {"event", r.events},
		{"placement", r.placements}, {"decision", r.decisions},
	} {
		if err := tx.InsertAll(ctx, part.table, part.rows); err != nil {
			return err
		}
	}
	return nil
}
