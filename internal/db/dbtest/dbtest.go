// Package dbtest gives tests a real, migrated, empty database of both kinds: SQLite in a temporary
// folder, and PostgreSQL at the address in SLUICE_TEST_POSTGRES. With SLUICE_TEST_REQUIRE=1 a
// missing PostgreSQL fails the test instead of leaving it out.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Start is the moment at which a test's clock stands: a Wednesday morning in March.
var Start = time.Date(2026, 3, 4, 9, 15, 0, 0, time.UTC)

// Each runs fn as a subtest on each database, with a clock that stands still at Start.
func Each(t *testing.T, fn func(t *testing.T, d *db.DB, clock *base.FrozenClock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		clock := base.NewFrozenClock(Start)
		fn(t, Open(t, SQLiteSource(t), clock), clock)
	})
	t.Run("postgres", func(t *testing.T) {
		clock := base.NewFrozenClock(Start)
		fn(t, Open(t, PostgresSource(t), clock), clock)
	})
}

// EachSource is Each for tests that open the database themselves, twice or in another process.
func EachSource(t *testing.T, fn func(t *testing.T, source string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLiteSource(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, PostgresSource(t)) })
}

// Open opens a source and closes it at the end of the test.
func Open(t testing.TB, source string, clock base.Clock) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), db.Options{Source: source, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "sluice-template-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := migrate(dir); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "sluice.db"))
})

func migrate(source string) error {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Options{Source: source, Clock: base.SystemClock{}})
	if err != nil {
		return err
	}
	if _, err := d.Migrate(ctx); err != nil {
		return err
	}
	return d.Close()
}

// SQLiteSource is a folder with a migrated, empty database.
func SQLiteSource(t testing.TB) string {
	t.Helper()
	content, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "sluice.db"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

var databases atomic.Int64

// PostgresSource is the address of a migrated, empty database of its own.
func PostgresSource(t testing.TB) string {
	t.Helper()
	server := os.Getenv("SLUICE_TEST_POSTGRES")
	if server == "" {
		if os.Getenv("SLUICE_TEST_REQUIRE") == "1" {
			t.Fatal("SLUICE_TEST_POSTGRES names no server, and this run must not leave PostgreSQL out")
		}
		t.Skip("SLUICE_TEST_POSTGRES names no server")
	}
	template, err := postgresTemplate()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("%s_%d", template, databases.Add(1))
	if err := admin(server, "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin(server, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return withDatabase(server, name)
}

// postgresTemplate is made once in each test process; the process id keeps them apart.
var postgresTemplate = sync.OnceValues(func() (string, error) {
	server := os.Getenv("SLUICE_TEST_POSTGRES")
	name := fmt.Sprintf("sluice_test_%d_%d", os.Getpid(), time.Now().UnixNano()%1_000_000)
	if err := admin(server, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	return name, migrate(withDatabase(server, name))
})

func admin(server, statement string) error {
	pool, err := sql.Open("pgx", server)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	_, err = pool.Exec(statement)
	return err
}

func withDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.Path = "/" + name
	return u.String()
}
