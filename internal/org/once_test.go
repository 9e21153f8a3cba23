package org_test

import (
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

func TestINT2_KeysOfRequests(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		ctx := t.Context()
		one := org.Once{Scope: "a", Key: "k", Request: "r"}
		begin := func(o org.Once, wantBegun bool, wantAnswer string) {
			t.Helper()
			begun, answer, err := w.Org.BeginOnce(ctx, w.WS, o)
			if err != nil || begun != wantBegun || answer != wantAnswer {
				t.Errorf("begun %v with %q: %v", begun, answer, err)
			}
		}
		begin(one, true, "")
		begin(one, false, "")
		begin(org.Once{Scope: "b", Key: "k", Request: "other"}, true, "")
		if _, _, err := w.Org.BeginOnce(ctx, w.WS, org.Once{Scope: "a", Key: "k", Request: "other"}); base.CodeOf(err) != base.CodeConflict {
			t.Errorf("another request with the key: %v", err)
		}
		if err := w.Org.DropOnce(ctx, w.WS, one); err != nil {
			t.Fatal(err)
		}
		begin(one, true, "")
		clock.Advance(3 * time.Minute)
		begin(one, true, "") // whoever began it is gone
		if err := w.Org.KeepOnce(ctx, w.WS, one, "yes"); err != nil {
			t.Fatal(err)
		}
		if err := w.Org.DropOnce(ctx, w.WS, one); err != nil {
			t.Fatal(err)
		}
		clock.Advance(23 * time.Hour)
		if err := w.Org.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		begin(one, false, "yes")
		clock.Advance(time.Hour)
		if err := w.Org.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		begin(one, true, "")
	})
}

func TestSTO2_AllowancesAreSharedAndEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		end := clock.Now().Add(time.Minute)
		for _, want := range []int{10, 20, 30} {
			used, ends, err := w.Org.Spend(t.Context(), w.WS, "s", 10, time.Minute)
			if err != nil || used != want || !ends.Equal(end) {
				t.Errorf("%d used until %v: %v", used, ends, err)
			}
			clock.Advance(20 * time.Second)
		}
		if used, ends, err := w.Org.Spend(t.Context(), w.WS, "s", 10, time.Minute); err != nil || used != 10 || !ends.Equal(end.Add(time.Minute)) {
			t.Errorf("%d used until %v: %v", used, ends, err)
		}
	})
}
