package db_test

import (
	"bytes"
	"context"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db/dbtest"
)

func TestTheSecretIsTheSameOnEveryNode(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		ctx, clock := context.Background(), base.NewFrozenClock(dbtest.Start)
		one, err := dbtest.Open(t, source, clock).Secret(ctx, "site")
		if err != nil {
			t.Fatal(err)
		}
		other, err := dbtest.Open(t, source, clock).Secret(ctx, "site")
		if err != nil {
			t.Fatal(err)
		}
		if len(one) != 32 || !bytes.Equal(one, other) {
			t.Errorf("the nodes have %x and %x", one, other)
		}
		another, err := dbtest.Open(t, source, clock).Secret(ctx, "another")
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(one, another) {
			t.Error("two names share a secret")
		}
	})
}
