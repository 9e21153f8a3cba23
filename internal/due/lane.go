package due

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

const (
	batchSize = 256
	// breath bounds how often a busy stream of wakes makes a lane look.
	breath = 50 * time.Millisecond
	// nodePoll finds the rows that other nodes wrote; safetyPoll is for SQLite, where every writer can wake.
	nodePoll   = time.Second
	safetyPoll = 30 * time.Second
)

// item is a row that is due.
type item struct {
	WS  base.ID     `db:"ws"`
	ID  base.ID     `db:"id"`
	Due base.Moment `db:"due"`
}

func (i item) key() key { return key{i.WS, i.ID} }

// lane runs one task.
type lane struct {
	task Task
	db   *db.DB
	log  *slog.Logger
	poll time.Duration
	turn chan struct{} // who holds its one place may run a batch
	wake chan struct{}
	book *book
}

func newLane(d *db.DB, logger *slog.Logger, task Task) *lane {
	poll := safetyPoll
	if d.Dialect() == db.PostgreSQL {
		poll = nodePoll
	}
	return &lane{
		task: task, db: d, log: logger.With("task", task.Name), poll: poll,
		turn: make(chan struct{}, 1), wake: make(chan struct{}, 1), book: newBook(),
	}
}

// run works batch after batch, and sleeps until the earliest moment when nothing is due.
func (l *lane) run(ctx context.Context, tellOthers func()) {
	for ctx.Err() == nil {
		ran, err := l.pass(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			l.log.Error("cannot find what is due", "error", err)
			pause(ctx, nodePoll, nil)
		case ran > 0:
			tellOthers() // what was done may have put something into another task's table
		default:
			pause(ctx, breath, nil)
			pause(ctx, l.rest(ctx), l.wake)
		}
	}
}

// pass runs one batch and returns how many rows it held.
func (l *lane) pass(ctx context.Context) (int, error) {
	if err := l.take(ctx); err != nil {
		return 0, err
	}
	defer l.release()
	select {
	case <-l.wake: // this look is the answer to it
	default:
	}
	items, err := l.pick(ctx)
	if err != nil {
		return 0, err
	}
	if l.db.Dialect() == db.PostgreSQL {
		// Two nodes that pick the same batch should not queue at the same rows.
		rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	}
	_ = l.work(ctx, items) // logged and held there
	return len(items), nil
}

func (l *lane) take(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *lane) release() { <-l.turn }

// pick reads what is due and leaves out what waits for another try. The rows left out are asked for on top, so
// that many of them at the front do not hide the others.
func (l *lane) pick(ctx context.Context) ([]item, error) {
	limit := batchSize + l.book.held()
	var rows []item
	var now time.Time
	err := l.db.ReadAcross(ctx, func(tx *db.Tx) error {
		now = tx.Now()
		return tx.Select(ctx, &rows, l.task.Batch, db.Args{"now": base.At(now), "limit": limit})
	})
	if err != nil {
		return nil, fmt.Errorf("batch of %s: %w", l.task.Name, err)
	}
	return l.book.ready(rows, now, len(rows) < limit), nil
}

// next is the earliest moment after now at which there may be something to do; zero when none is known.
func (l *lane) next(ctx context.Context) (time.Time, error) {
	var next base.Moment
	err := l.db.ReadAcross(ctx, func(tx *db.Tx) error {
		return tx.Get(ctx, &next, l.task.Next, db.Args{"now": base.At(tx.Now())})
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("next of %s: %w", l.task.Name, err)
	}
	return earlier(next.Time, l.book.nextTry()), nil
}

// rest is how long the lane may sleep.
func (l *lane) rest(ctx context.Context) time.Duration {
	next, err := l.next(ctx)
	if err != nil || next.IsZero() {
		return l.poll
	}
	return min(max(next.Sub(l.db.Clock().Now()), 0), l.poll)
}

// work runs the items side by side and returns what went wrong. When ctx ends, those under way are finished
// and the rest stays due.
func (l *lane) work(ctx context.Context, items []item) []error {
	todo := make(chan item, len(items))
	for _, it := range items {
		todo <- it
	}
	close(todo)
	var group sync.WaitGroup
	var mu sync.Mutex
	var failures []error
	for range min(l.task.workers(), len(items)) {
		group.Go(func() {
			for it := range todo {
				if ctx.Err() != nil {
					return
				}
				if err := l.runOne(ctx, it); err != nil {
					mu.Lock()
					failures = append(failures, err)
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	return failures
}

func (l *lane) runOne(ctx context.Context, it item) error {
	err := l.call(ctx, it)
	if err == nil {
		l.book.ran(it)
		return nil
	}
	tries := l.book.failed(it, l.db.Clock().Now())
	l.log.Error("something due failed, it stays due", "workspace", it.WS, "id", it.ID, "tries", tries, "error", err)
	return fmt.Errorf("%s %s: %w", l.task.Name, it.ID, err)
}

// call keeps one bad row from taking the node down.
func (l *lane) call(ctx context.Context, it item) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	own, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.task.limit())
	defer cancel()
	return l.task.Run(own, it.WS, it.ID)
}

func (l *lane) stat() Stat {
	s := l.book.stat()
	s.Task = l.task.Name
	return s
}

// pause waits for the duration, the end of ctx or a wake.
func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-wake:
	}
}

// earlier is the first of two moments, where zero is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}
