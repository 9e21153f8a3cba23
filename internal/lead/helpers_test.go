package lead_test

import (
	"context"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

var ctx = context.Background()

// each runs fn in a fresh world on each database.
func each(t *testing.T, fn func(t *testing.T, w *testworld.World)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) { fn(t, testworld.New(t, d, clock)) })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, want base.Code) {
	t.Helper()
	if got := base.CodeOf(err); got != want {
		t.Errorf("error %v has code %q, want %q", err, got, want)
	}
}

// wantField checks that err stands beside the field.
func wantField(t *testing.T, err error, field string) {
	t.Helper()
	wantCode(t, err, base.CodeInvalid)
	if err == nil {
		return
	}
	for _, f := range base.AsError(err).Fields {
		if f.Field == field {
			return
		}
	}
	t.Errorf("%v says nothing about %s", err, field)
}

func create(t *testing.T, w *testworld.World, in lead.Input) lead.Created {
	t.Helper()
	made, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
	must(t, err)
	return made
}

// count runs a counting statement in the world's workspace.
func count(t *testing.T, w *testworld.World, query string) int {
	t.Helper()
	var n int
	must(t, w.DB.Read(ctx, w.WS, func(tx *db.Tx) error { return tx.Get(ctx, &n, query, nil) }))
	return n
}
