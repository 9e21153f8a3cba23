package db_test

import (
	"errors"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

func TestASecondServerOnOneFolderIsRefused(t *testing.T) {
	source := dbtest.SQLiteSource(t)
	first, second := dbtest.Open(t, source, base.SystemClock{}), dbtest.Open(t, source, base.SystemClock{})
	release, err := first.Reserve()
	must(t, err)
	if _, err := second.Reserve(); !errors.Is(err, db.ErrInUse) {
		t.Errorf("the second server got %v", err)
	}
	must(t, release())
	again, err := second.Reserve()
	must(t, err)
	must(t, again())
}

func TestNodesShareAPostgreSQLDatabase(t *testing.T) {
	source := dbtest.PostgresSource(t)
	for range 2 {
		release, err := dbtest.Open(t, source, base.SystemClock{}).Reserve()
		must(t, err)
		must(t, release())
	}
}
