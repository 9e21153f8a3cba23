package due_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/due"
)

// The tests use the outbox table as rows with a moment; what a row is does not matter to the loop.
type row struct {
	ID        base.ID     `db:"id"`
	Kind      string      `db:"kind"`
	Name      string      `db:"name"`
	Recipient string      `db:"recipient"`
	Letter    int64       `db:"letter"`
	CreatedAt base.Moment `db:"created_at"`
	DueAt     base.Moment `db:"due_at"`
}

// put writes n rows named name, due one microsecond after another from the moment.
func put(t *testing.T, d *db.DB, name string, n int, at time.Time) {
	t.Helper()
	ctx := context.Background()
	must(t, d.Write(ctx, 1, func(tx *db.Tx) error {
		for i := range n {
			moment := base.At(at.Add(time.Duration(i) * time.Microsecond))
			r := row{ID: base.NewID(tx.Now()), Kind: "test", Name: name, CreatedAt: base.At(tx.Now()), DueAt: moment}
			if err := tx.Insert(ctx, "outbox", r); err != nil {
				return err
			}
		}
		return nil
	}))
}

// task finishes rows of one name; after says what else happens in the transaction and may be nil.
func task(d *db.DB, name string, after func(ctx context.Context, tx *db.Tx, id base.ID) error) due.Task {
	return due.Task{
		Name:  name,
		Next:  "SELECT MIN(due_at) FROM outbox WHERE due_at > :now AND name = '" + name + "'",
		Batch: "SELECT ws, id, due_at AS due FROM outbox WHERE due_at <= :now AND name = '" + name + "' ORDER BY due_at LIMIT :limit",
		Run: func(ctx context.Context, ws, id base.ID) error {
			return d.Write(ctx, ws, func(tx *db.Tx) error {
				var found base.ID
				args := db.Args{"id": id, "now": base.At(tx.Now())}
				ok, err := tx.Find(ctx, &found, "SELECT id FROM outbox WHERE ws = :ws AND id = :id AND due_at <= :now"+tx.Dialect().SkipLocked(), args)
				if err != nil || !ok {
					return err
				}
				if _, err := tx.Exec(ctx, "UPDATE outbox SET due_at = NULL, attempts = attempts + 1 WHERE ws = :ws AND id = :id", args); err != nil {
					return err
				}
				if after == nil {
					return nil
				}
				return after(ctx, tx, id)
			})
		},
	}
}

// tally says how many rows were finished how often: tally[1] is what should be all of them.
func tally(t *testing.T, d *db.DB) map[int]int {
	t.Helper()
	var attempts []int
	must(t, d.Read(context.Background(), 1, func(tx *db.Tx) error {
		return tx.Select(context.Background(), &attempts, "SELECT attempts FROM outbox WHERE ws = :ws", nil)
	}))
	out := map[int]int{}
	for _, n := range attempts {
		out[n]++
	}
	return out
}

// start runs the loop; the function stops it and waits for its end.
func start(t *testing.T, loop *due.Loop) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		loop.Run(ctx)
	}()
	stop = func() {
		cancel()
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Error("the loop did not end")
		}
	}
	t.Cleanup(stop)
	return stop
}

func eventually(t *testing.T, within time.Duration, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(within); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within %s: %s", within, what)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// nodes opens the source once per node; SQLite has one node, which both loops then share.
func nodes(t *testing.T, source string, one, two base.Clock) (a, b *db.DB) {
	a = dbtest.Open(t, source, one)
	if a.Dialect() == db.SQLite {
		return a, a
	}
	return a, dbtest.Open(t, source, two)
}

func TestINV5_TwoLoopsRunEachRowOnce(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		clock := base.NewFrozenClock(dbtest.Start)
		a, b := nodes(t, source, clock, clock)
		const rows = 500
		put(t, a, "x", rows, dbtest.Start.Add(-time.Hour))
		var done atomic.Int64
		count := func(_ context.Context, tx *db.Tx, _ base.ID) error {
			tx.OnCommit(func() { done.Add(1) })
			return nil
		}
		start(t, due.New(a, quiet(), task(a, "x", count)))
		start(t, due.New(b, quiet(), task(b, "x", count)))
		eventually(t, 20*time.Second, "all rows done", func() bool { return done.Load() >= rows })
		if got := tally(t, a); got[1] != rows || done.Load() != rows {
			t.Errorf("rows by times finished: %v, effects %d, want %d rows once each", got, done.Load(), rows)
		}
	})
}

func TestINV5_StoppedInTheMiddleAndContinued(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		const rows = 300
		put(t, d, "x", rows, dbtest.Start.Add(-time.Hour))
		var begun, ended atomic.Int64
		open := make(chan struct{})
		slow := task(d, "x", nil)
		finish := slow.Run
		slow.Run = func(ctx context.Context, ws, id base.ID) error {
			if begun.Add(1) > 40 {
				<-open
			}
			defer ended.Add(1)
			return finish(ctx, ws, id)
		}
		ctx, cancel := context.WithCancel(context.Background())
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			due.New(d, quiet(), slow).Run(ctx)
		}()
		eventually(t, 10*time.Second, "some rows begun", func() bool { return begun.Load() > 40 })
		cancel()
		close(open)
		<-stopped
		if begun.Load() != ended.Load() || begun.Load() == rows {
			t.Fatalf("begun %d, finished %d of %d: want all that began finished, and the rest not begun", begun.Load(), ended.Load(), rows)
		}
		if got := tally(t, d); got[1] != int(begun.Load()) {
			t.Fatalf("rows by times finished after the stop: %v, want %d once", got, begun.Load())
		}
		must(t, due.New(d, quiet(), task(d, "x", nil)).Settle(context.Background()))
		if got := tally(t, d); got[1] != rows {
			t.Errorf("rows by times finished: %v, want %d once each", got, rows)
		}
	})
}

func TestINV5_NotAMicrosecondTooEarly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		put(t, d, "x", 1, dbtest.Start.Add(time.Hour))
		loop := due.New(d, quiet(), task(d, "x", nil))
		clock.Advance(time.Hour - time.Microsecond)
		must(t, loop.Settle(context.Background()))
		if got := tally(t, d); got[0] != 1 {
			t.Fatalf("a microsecond before: %v, want the row untouched", got)
		}
		clock.Advance(time.Microsecond)
		must(t, loop.Settle(context.Background()))
		if got := tally(t, d); got[1] != 1 {
			t.Errorf("at the moment: %v, want the row finished", got)
		}
	})
}

func TestINV5_NodeWithALateClock(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		late, right := base.NewFrozenClock(dbtest.Start), base.NewFrozenClock(dbtest.Start.Add(2*time.Hour))
		a := dbtest.Open(t, source, late)
		b := dbtest.Open(t, source, right)
		put(t, a, "x", 1, dbtest.Start.Add(time.Hour))
		behind, ahead := due.New(a, quiet(), task(a, "x", nil)), due.New(b, quiet(), task(b, "x", nil))
		must(t, behind.Settle(context.Background()))
		if got := tally(t, a); got[0] != 1 {
			t.Fatalf("the late node acted before its own clock said so: %v", got)
		}
		must(t, ahead.Settle(context.Background()))
		late.Advance(3 * time.Hour)
		must(t, behind.Settle(context.Background()))
		if got := tally(t, a); got[1] != 1 {
			t.Errorf("rows by times finished: %v, want one, once", got)
		}
	})
}

// More bad rows than a batch holds stand in front of a good one.
func TestBadRowsHideNothingAndDoNotSpin(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		const bad = 300
		ctx := context.Background()
		put(t, d, "x", bad, dbtest.Start.Add(-time.Hour))
		put(t, d, "x", 1, dbtest.Start.Add(-time.Minute))
		var good base.ID
		must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
			return tx.Get(ctx, &good, "SELECT id FROM outbox WHERE ws = :ws ORDER BY due_at DESC LIMIT 1", nil)
		}))
		var tries, panics atomic.Int64
		var log bytes.Buffer
		loop := due.New(d, slog.New(slog.NewTextHandler(&log, nil)), task(d, "x", func(_ context.Context, _ *db.Tx, id base.ID) error {
			if id == good {
				return nil
			}
			if tries.Add(1)%2 == 0 {
				panics.Add(1)
				panic("poison")
			}
			return errors.New("poison")
		}))
		if err := loop.Settle(ctx); err == nil || !strings.Contains(err.Error(), "poison") {
			t.Errorf("Settle gave %v, want the failures", err)
		}
		if got := tally(t, d); got[1] != 1 || got[0] != bad {
			t.Errorf("rows by times finished: %v, want the good one only", got)
		}
		if tries.Load() != bad || panics.Load() == 0 {
			t.Errorf("%d tries on %d bad rows, %d panics: want each tried once", tries.Load(), bad, panics.Load())
		}
		must(t, loop.Settle(ctx))
		if tries.Load() != bad {
			t.Errorf("%d tries at the same moment, want them held back", tries.Load())
		}
		clock.Advance(time.Second)
		_ = loop.Settle(ctx)
		if tries.Load() != 2*bad {
			t.Errorf("%d tries a second later, want %d", tries.Load(), 2*bad)
		}
		clock.Advance(time.Second)
		must(t, loop.Settle(ctx))
		if s := loop.Stats()[0]; s.Done != 1 || s.Failed != 2*bad || s.Held != bad || s.Task != "x" {
			t.Errorf("stats %+v", s)
		}
		if !strings.Contains(log.String(), good.String()[:4]) || !strings.Contains(log.String(), "poison") {
			t.Error("the failures are not in the log")
		}
	})
}

// A run that leaves its row due, because another node has it locked, is not repeated in a circle.
func TestRowLeftAloneIsNotAskedForInACircle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		put(t, d, "x", 1, dbtest.Start)
		idle := task(d, "x", nil)
		finish := idle.Run
		runs := 0
		idle.Run = func(ctx context.Context, ws, id base.ID) error {
			if runs++; runs == 1 {
				return nil
			}
			return finish(ctx, ws, id)
		}
		loop := due.New(d, quiet(), idle)
		must(t, loop.Settle(context.Background()))
		if runs != 1 {
			t.Fatalf("%d runs, want 1", runs)
		}
		clock.Advance(time.Second)
		must(t, loop.Settle(context.Background()))
		if got := tally(t, d); got[1] != 1 {
			t.Errorf("a second later: %v, want it finished", got)
		}
	})
}

func TestWakeAfterTheClockWasMoved(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		put(t, d, "x", 1, dbtest.Start.Add(25*time.Hour))
		done := make(chan struct{})
		loop := due.New(d, quiet(), task(d, "x", func(_ context.Context, tx *db.Tx, _ base.ID) error {
			tx.OnCommit(func() { close(done) })
			return nil
		}))
		start(t, loop)
		select {
		case <-done:
			t.Fatal("it ran before its moment")
		case <-time.After(200 * time.Millisecond):
		}
		clock.Advance(25 * time.Hour)
		loop.Wake()
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			t.Fatal("the loop slept on after the clock was moved")
		}
	})
}

// Nobody wakes the loop here: it knows by itself when the earliest row comes due.
func TestSleepsUntilTheEarliestMoment(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		clock := &base.ShiftedClock{}
		d := dbtest.Open(t, source, clock)
		moment := clock.Now().Add(400 * time.Millisecond)
		put(t, d, "x", 1, moment.Add(time.Hour))
		put(t, d, "x", 1, moment)
		at := make(chan time.Time, 2)
		start(t, due.New(d, quiet(), task(d, "x", func(_ context.Context, tx *db.Tx, _ base.ID) error {
			at <- tx.Now()
			return nil
		})))
		select {
		case ran := <-at:
			if early := moment.Sub(ran); early > time.Microsecond {
				t.Errorf("ran %s too early", early)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("the loop slept past the moment")
		}
	})
}

// A bad row that is due must not hide when the next good one comes.
func TestBadRowDoesNotHideTheNextMoment(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		clock := &base.ShiftedClock{}
		d := dbtest.Open(t, source, clock)
		put(t, d, "x", 1, clock.Now())
		put(t, d, "x", 1, clock.Now().Add(300*time.Millisecond))
		var runs atomic.Int64
		done := make(chan struct{})
		second := task(d, "x", func(_ context.Context, tx *db.Tx, _ base.ID) error {
			if runs.Add(1) == 1 {
				return errors.New("poison")
			}
			tx.OnCommit(func() { close(done) })
			return nil
		})
		began := time.Now()
		start(t, due.New(d, quiet(), second))
		select {
		case <-done:
			if took := time.Since(began); took > 900*time.Millisecond {
				t.Errorf("took %s, want about 300 ms", took)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("never ran")
		}
	})
}

func TestRowsOfAnotherNodeAreFoundWithoutAWake(t *testing.T) {
	clock := base.NewFrozenClock(dbtest.Start)
	source := dbtest.PostgresSource(t)
	mine, other := dbtest.Open(t, source, clock), dbtest.Open(t, source, clock)
	start(t, due.New(mine, quiet(), task(mine, "x", nil)))
	time.Sleep(200 * time.Millisecond) // the loop sleeps by now
	put(t, other, "x", 1, dbtest.Start)
	eventually(t, 4*time.Second, "the row done", func() bool { return tally(t, other)[1] == 1 })
}

func TestSlowTaskDoesNotHoldUpAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		put(t, d, "slow", 20, dbtest.Start.Add(-time.Second))
		put(t, d, "x", 20, dbtest.Start.Add(-time.Second))
		open := make(chan struct{})
		slow := task(d, "slow", nil)
		slow.Run = func(context.Context, base.ID, base.ID) error {
			<-open
			return errors.New("gave up")
		}
		start(t, due.New(d, quiet(), slow, task(d, "x", nil)))
		defer close(open)
		eventually(t, 5*time.Second, "the other task done", func() bool { return tally(t, d)[1] == 20 })
	})
}

// One row puts another due, in another task's table: Settle goes on until nothing is left, beside a running loop.
func TestSettleFollowsWhatFollows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		loop := due.New(d, quiet(), task(d, "second", nil), task(d, "first", func(ctx context.Context, tx *db.Tx, _ base.ID) error {
			return tx.Insert(ctx, "outbox", row{ID: base.NewID(tx.Now()), Kind: "test", Name: "second", CreatedAt: base.At(tx.Now()), DueAt: base.At(tx.Now())})
		}))
		start(t, loop)
		put(t, d, "first", 100, dbtest.Start.Add(-time.Second))
		must(t, loop.Settle(context.Background()))
		if got := tally(t, d); got[1] != 200 {
			t.Errorf("rows by times finished: %v, want 200 once each", got)
		}
	})
}

// A chain of timers over a long jump plays as it would have: each link at its own moment.
func TestOPS4_AdvanceStopsAtEachMoment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		var mu sync.Mutex
		var story []string
		note := func(what string, tx *db.Tx) {
			mu.Lock()
			defer mu.Unlock()
			story = append(story, fmt.Sprintf("%s %s", what, tx.Now().Sub(dbtest.Start)))
		}
		put(t, d, "lapse", 1, dbtest.Start.Add(10*time.Hour))
		put(t, d, "remind", 1, dbtest.Start.Add(8*time.Hour))
		loop := due.New(d, quiet(),
			task(d, "lapse", func(ctx context.Context, tx *db.Tx, _ base.ID) error {
				note("lapse", tx)
				return tx.Insert(ctx, "outbox", row{ID: base.NewID(tx.Now()), Kind: "test", Name: "lapse", CreatedAt: base.At(tx.Now()), DueAt: base.At(tx.Now().Add(10 * time.Hour))})
			}),
			task(d, "remind", func(_ context.Context, tx *db.Tx, _ base.ID) error {
				note("remind", tx)
				return nil
			}))
		start(t, loop)
		must(t, loop.Advance(context.Background(), clock, dbtest.Start.Add(25*time.Hour)))
		if got, want := strings.Join(story, ", "), "remind 8h0m0s, lapse 10h0m0s, lapse 20h0m0s"; got != want {
			t.Errorf("story %q, want %q", got, want)
		}
		if got := clock.Now().Sub(dbtest.Start); got != 25*time.Hour {
			t.Errorf("the clock stands %s on, want 25h", got)
		}
		before := clock.Now()
		must(t, loop.Advance(context.Background(), clock, dbtest.Start))
		if !clock.Now().Equal(before) {
			t.Error("the clock went backwards")
		}
	})
}

func TestOneRunHasALimit(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	put(t, d, "x", 1, dbtest.Start)
	endless := task(d, "x", nil)
	endless.Limit = 50 * time.Millisecond
	endless.Run = func(ctx context.Context, _, _ base.ID) error {
		<-ctx.Done()
		return ctx.Err()
	}
	if err := due.New(d, quiet(), endless).Settle(context.Background()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("gave %v, want the deadline", err)
	}
}

func BenchmarkRowsThatComeDueTogether(b *testing.B) {
	for _, open := range []func(testing.TB) string{dbtest.SQLiteSource, dbtest.PostgresSource} {
		source := open(b)
		d := dbtest.Open(b, source, base.NewFrozenClock(dbtest.Start))
		b.Run(d.Dialect().String(), func(b *testing.B) {
			ctx := context.Background()
			err := d.Write(ctx, 1, func(tx *db.Tx) error {
				for range b.N {
					r := row{ID: base.NewID(tx.Now()), Kind: "test", Name: "x", CreatedAt: base.At(tx.Now()), DueAt: base.At(tx.Now())}
					if err := tx.Insert(ctx, "outbox", r); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			if err := due.New(d, quiet(), task(d, "x", nil)).Settle(ctx); err != nil {
				b.Fatal(err)
			}
		})
	}
}
