package db_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

type manyRow struct {
	Name  string `db:"name"`
	Value int64  `db:"value"`
}

func TestInsertAll_WritesEveryRowIntoItsWorkspace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		const many = 1234 // several statements, and a last one that is shorter
		rows := make([]manyRow, many)
		for i := range rows {
			rows[i] = manyRow{Name: fmt.Sprint("n", i), Value: int64(i)}
		}
		err := d.Write(ctx, 7, func(tx *db.Tx) error { return tx.InsertAll(ctx, "counter", rows) })
		if err != nil {
			t.Fatal(err)
		}
		var sum, others int64
		err = d.Read(ctx, 7, func(tx *db.Tx) error {
			return tx.Get(ctx, &sum, `SELECT SUM(value) FROM counter WHERE ws = :ws`, nil)
		})
		if err != nil || sum != many*(many-1)/2 {
			t.Errorf("the values add up to %d (%v), want %d", sum, err, many*(many-1)/2)
		}
		err = d.Read(ctx, 8, func(tx *db.Tx) error {
			return tx.Get(ctx, &others, `SELECT COUNT(*) FROM counter WHERE ws = :ws`, nil)
		})
		if err != nil || others != 0 {
			t.Errorf("another workspace has %d rows (%v), want none", others, err)
		}
		err = d.WriteAcross(ctx, func(tx *db.Tx) error { return tx.InsertAll(ctx, "counter", rows) })
		if !errors.Is(err, db.ErrUnbound) {
			t.Errorf("without a workspace: %v, want %v", err, db.ErrUnbound)
		}
	})
}
