package db_test

import (
	"context"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

type textRow struct {
	Subject  string      `db:"subject"`
	Count    int         `db:"count"`
	ResetsAt base.Moment `db:"resets_at"`
}

type namedText string

// What a client sends as its own name, or writes into an address, may be no text at all. It is kept as far as it is
// one, alike on both databases, and fails nothing.
func TestINV12_WhatIsNoTextFailsNoStatement(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		for brought, kept := range map[string]string{"caf\xe9": "caf\uFFFD", "a\x00b": "a\uFFFDb", "\xff.\xfe": "\uFFFD.\uFFFD", "zoë \U0001F31E": "zoë \U0001F31E"} {
			var rows []textRow
			count := func(value any) (n int) {
				must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
					const query = "SELECT COUNT(*) FROM attempt WHERE ws = :ws AND subject IN (:subject)"
					return tx.Get(ctx, &n, query, db.Args{"subject": value})
				}))
				return n
			}
			must(t, d.Write(ctx, 1, func(tx *db.Tx) error {
				return tx.Insert(ctx, "attempt", textRow{Subject: brought, ResetsAt: base.At(tx.Now())})
			}))
			must(t, d.Write(ctx, 2, func(tx *db.Tx) error {
				return tx.InsertAll(ctx, "attempt", []textRow{{Subject: brought, ResetsAt: base.At(tx.Now())}})
			}))
			for _, value := range []any{brought, &brought, namedText(brought), []string{"x", brought}} {
				if n := count(value); n != 1 {
					t.Errorf("%q as %T is found %d times", brought, value, n)
				}
			}
			must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
				return tx.Select(ctx, &rows, "SELECT subject, count, resets_at FROM attempt WHERE ws = :ws AND subject = :subject", db.Args{"subject": kept})
			}))
			if len(rows) != 1 || rows[0].Subject != kept {
				t.Errorf("%q was kept as %+v, want %q", brought, rows, kept)
			}
		}
	})
}
