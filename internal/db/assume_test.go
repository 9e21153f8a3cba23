package db_test

import (
	"context"
	"strings"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

// Without the assumed statistics each of these walks the table by its primary key.
func TestSQLitePlansForManyRowsInOneWorkspace(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.SystemClock{})
	ctx := context.Background()
	for query, index := range map[string]string{
		"SELECT id FROM lead WHERE ws = :ws AND contact = 1":                                                                                  "lead_contact_of",
		"SELECT id FROM lead WHERE ws = :ws AND postcode = 'x' AND house_number = '1' ":                                                       "lead_address",
		"SELECT id FROM lead WHERE ws = :ws AND place = 'market' AND archived_at IS NULL":                                                     "lead_place",
		"SELECT id FROM lead WHERE ws = :ws AND place_unit = 7 AND category = 'new'":                                                          "lead_holder",
		"SELECT id FROM lead WHERE ws = :ws AND contact IN (SELECT id FROM contact WHERE ws = :ws AND email_norm = 'a' AND email_norm <> '')": "lead_contact_of",
	} {
		var steps []struct {
			ID      int    `db:"id"`
			Parent  int    `db:"parent"`
			NotUsed int    `db:"notused"`
			Detail  string `db:"detail"`
		}
		must(t, d.Read(ctx, 1, func(tx *db.Tx) error { return tx.Select(ctx, &steps, "EXPLAIN QUERY PLAN "+query, nil) }))
		plan := ""
		for _, s := range steps {
			plan += s.Detail + "\n"
		}
		if !strings.Contains(plan, index) {
			t.Errorf("%s\ndoes not use %s:\n%s", query, index, plan)
		}
	}
}
