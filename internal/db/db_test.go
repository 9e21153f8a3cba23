package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

type counterRow struct {
	Name  string `db:"name"`
	Value int64  `db:"value"`
}

func TestWriteIsBoundToItsWorkspace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		for _, ws := range []base.ID{1, 2} {
			must(t, d.Write(ctx, ws, func(tx *db.Tx) error {
				return tx.Insert(ctx, "counter", counterRow{"a", int64(ws) * 10})
			}))
		}
		must(t, d.Read(ctx, 2, func(tx *db.Tx) error {
			var rows []counterRow
			if err := tx.Select(ctx, &rows, "SELECT name, value FROM counter WHERE ws = :ws", nil); err != nil {
				return err
			}
			if len(rows) != 1 || rows[0].Value != 20 {
				t.Errorf("workspace 2 sees %v, want its own row only", rows)
			}
			return nil
		}))
	})
}

func TestAnAddressWithAMistakeOpensNoFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, source := range []string{"postgresql:/u:secret@host/x", "postgres:u:secret@host", "mysql://u:secret@host/x", "Postgres://u:secret@host/x"} {
		_, err := db.Open(t.Context(), db.Options{Source: source, Clock: base.SystemClock{}})
		if !errors.Is(err, db.ErrAddress) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", source, err)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	d, err := db.Open(t.Context(), db.Options{Source: "postgres-no-more", Clock: base.SystemClock{}})
	if err != nil {
		t.Fatalf("a folder by that name: %v", err)
	}
	must(t, d.Close())
}

func TestStatementWithoutWorkspaceIsRefused(t *testing.T) {
	refused := []string{
		"SELECT value FROM counter",
		"SELECT value FROM counter WHERE name = 'ws = :ws'",
		"UPDATE counter SET value = 1 WHERE name = 'a'",
		"DELETE FROM counter",
		"SELECT l.id FROM lead l JOIN contact c ON c.id = l.contact WHERE l.ws = :ws",
		"SELECT id FROM lead WHERE ws = :ws AND contact IN (SELECT id FROM contact)",
		"INSERT INTO counter (name, value) VALUES ('a', 1)",
		"INSERT INTO counter (ws, name, value) VALUES (7, 'a', 1)",
		"INSERT INTO counter (ws, name, value) SELECT :ws, name, value FROM counter",
	}
	allowed := []string{
		"SELECT value FROM counter WHERE ws = :ws",
		"SELECT l.id FROM lead l JOIN contact c ON c.ws = l.ws AND c.id = l.contact WHERE l.ws = :ws",
		"WITH mine AS (SELECT id FROM lead WHERE ws = :ws) SELECT id FROM mine",
		"SELECT id FROM workspace",
		"INSERT INTO counter (ws, name, value) VALUES (:ws, 'a', 1) ON CONFLICT (ws, name) DO UPDATE SET value = counter.value + 1",
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		run := func(query string) error {
			return d.Write(ctx, 1, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, query, nil)
				return err
			})
		}
		for _, query := range refused {
			if err := run(query); !errors.Is(err, db.ErrUnbound) {
				t.Errorf("%s\n\tgave %v, want it refused", query, err)
			}
		}
		for _, query := range allowed {
			if err := run(query); err != nil {
				t.Errorf("%s\n\tgave %v, want it allowed", query, err)
			}
		}
	})
}

// One transaction of a shared commit fails, one panics, one is given up by its caller: the others stay.
func TestNeighboursInOneCommitDoNotHarmEachOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		const writers = 200
		var group sync.WaitGroup
		for i := range writers {
			group.Go(func() {
				defer func() { _ = recover() }()
				own, cancel := context.WithCancel(ctx)
				defer cancel()
				err := d.Write(own, 1, func(tx *db.Tx) error {
					if err := tx.Insert(own, "counter", counterRow{fmt.Sprint(i), 1}); err != nil {
						return err
					}
					switch i % 4 {
					case 1:
						return errors.New("changed my mind")
					case 2:
						panic("lost my mind")
					case 3:
						cancel()
					}
					return nil
				})
				if i%4 == 0 && err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			})
		}
		group.Wait()
		var kept []string
		must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
			return tx.Select(ctx, &kept, "SELECT name FROM counter WHERE ws = :ws", nil)
		}))
		found := map[string]bool{}
		for _, name := range kept {
			found[name] = true
		}
		for i := range writers {
			if i%4 == 3 {
				continue // given up after the row was written: either answer is right
			}
			if want := i%4 == 0; found[fmt.Sprint(i)] != want {
				t.Errorf("writer %d: kept %v, want %v", i, !want, want)
			}
		}
	})
}

func TestOnCommitRunsOnlyAfterCommit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		ran := 0
		work := func(result error) error {
			return d.Write(ctx, 1, func(tx *db.Tx) error {
				tx.OnCommit(func() { ran++ })
				return result
			})
		}
		if err := work(errors.New("no")); err == nil || ran != 0 {
			t.Errorf("rolled back: err %v, hooks run %d", err, ran)
		}
		if err := work(nil); err != nil || ran != 1 {
			t.Errorf("committed: err %v, hooks run %d", err, ran)
		}
	})
}

func TestSlicesBecomeLists(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		must(t, d.Write(ctx, 1, func(tx *db.Tx) error {
			for _, name := range []string{"a", "b", "c"} {
				if err := tx.Insert(ctx, "counter", counterRow{name, 1}); err != nil {
					return err
				}
			}
			for _, c := range []struct {
				names []string
				want  int
			}{{[]string{"a", "c"}, 2}, {[]string{}, 0}, {[]string{"x"}, 0}} {
				var got []string
				if err := tx.Select(ctx, &got, "SELECT name FROM counter WHERE ws = :ws AND name IN (:names)", db.Args{"names": c.names}); err != nil {
					return err
				}
				if len(got) != c.want {
					t.Errorf("names %v gave %v", c.names, got)
				}
			}
			return nil
		}))
	})
}

func TestNewerSchemaIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		must(t, d.WriteAcross(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, :yes)", db.Args{"yes": true})
			return err
		}))
		if _, err := d.Migrate(ctx); !errors.Is(err, db.ErrNewerSchema) {
			t.Errorf("migrate gave %v, want a refusal", err)
		}
	})
}

func TestMissingParameterIsSaid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		err := d.Read(ctx, 1, func(tx *db.Tx) error {
			var n int
			return tx.Get(ctx, &n, "SELECT COUNT(*) FROM counter WHERE ws = :ws AND name = :name", nil)
		})
		if err == nil || !strings.Contains(err.Error(), ":name") {
			t.Errorf("got %v, want the parameter's name", err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The readers keep their connections; asking whether the database answers must not wait for one of the pool.
func TestOPS2_PingAnswersWhileEveryReaderIsOpen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		const many = 32
		var together, done sync.WaitGroup
		together.Add(1)
		for range many {
			done.Go(func() {
				together.Wait()
				_ = d.Read(context.Background(), 1, func(tx *db.Tx) error {
					var n int
					return tx.Get(context.Background(), &n, "SELECT COUNT(*) FROM counter WHERE ws = :ws", nil)
				})
			})
		}
		together.Done()
		done.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		must(t, d.Ping(ctx))
	})
}
