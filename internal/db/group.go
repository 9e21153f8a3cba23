package db

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// groupWriter lets writers that wait at the same time share one durable commit.
//
// SQLite has one writer, and a commit costs a flush of the disk. Each transaction runs behind a
// savepoint of its own, so that one that fails takes nothing of its neighbours with it; the
// flush is paid once for the group, and nobody is answered before it.
type groupWriter struct {
	db    *DB
	jobs  chan *writeJob
	done  chan struct{}
	mu    sync.RWMutex
	ended bool
}

type writeJob struct {
	ctx    context.Context
	tx     Tx
	fn     func(*Tx) error
	err    error
	after  []func()
	panics any
	done   chan struct{}
}

// groupLimit bounds how many transactions wait for one commit, and so how long the first of them waits.
const groupLimit = 64

var errClosed = errors.New("the database is closed")

func newGroupWriter(d *DB) *groupWriter {
	g := &groupWriter{db: d, jobs: make(chan *writeJob, groupLimit), done: make(chan struct{})}
	go g.loop()
	return g
}

func (g *groupWriter) close() {
	g.mu.Lock()
	if !g.ended {
		g.ended = true
		close(g.jobs)
	}
	g.mu.Unlock()
	<-g.done
}

func (g *groupWriter) run(ctx context.Context, tx Tx, fn func(*Tx) error) error {
	job := &writeJob{ctx: ctx, tx: tx, fn: fn, done: make(chan struct{})}
	if err := g.enqueue(ctx, job); err != nil {
		return err
	}
	<-job.done
	if job.panics != nil {
		panic(job.panics)
	}
	if job.err != nil {
		return job.err
	}
	g.db.committed(job.after)
	return nil
}

func (g *groupWriter) enqueue(ctx context.Context, job *writeJob) error {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.ended {
		return errClosed
	}
	select {
	case g.jobs <- job:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *groupWriter) loop() {
	defer close(g.done)
	var writer *prepared
	for first := range g.jobs {
		if writer == nil {
			conn, err := g.db.write.Connx(context.Background())
			if err != nil {
				first.err = err
				close(first.done)
				continue
			}
			writer = newPrepared(conn)
		}
		if err := g.commit(writer, first); err != nil {
			writer.giveUp() // a new connection after a full disk or worse
			writer = nil
		}
	}
	if writer != nil {
		writer.giveUp()
	}
}

// commit runs first and whoever waits behind it, and answers them all after one flush. Its error means that the
// group is lost.
func (g *groupWriter) commit(writer *prepared, first *writeJob) error {
	ctx := context.Background() // a caller that gives up must not undo its neighbours' work
	writer.trim()
	if _, err := writer.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		first.err = err
		close(first.done)
		return err
	}
	group, err := g.runWaiting(ctx, writer, first)
	if err == nil {
		_, err = writer.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		// After a full disk SQLite may have rolled back by itself; then there is nothing left to undo.
		_, _ = writer.ExecContext(ctx, "ROLLBACK")
		err = fmt.Errorf("commit: %w", err)
	}
	for _, job := range group {
		if job.err == nil {
			job.err = err
		}
		close(job.done)
	}
	return err
}

// runWaiting runs the group; its error means that the whole transaction is lost.
func (g *groupWriter) runWaiting(ctx context.Context, writer *prepared, first *writeJob) ([]*writeJob, error) {
	group := []*writeJob{first}
	err := g.runOne(ctx, writer, first)
	for err == nil && len(group) < groupLimit {
		select {
		case job, open := <-g.jobs:
			if !open {
				return group, nil
			}
			group = append(group, job)
			err = g.runOne(ctx, writer, job)
		default:
			return group, nil
		}
	}
	return group, err
}

// runOne runs one job behind its savepoint. A savepoint that is gone means that SQLite gave up
// the transaction, and with it the neighbours' work.
func (g *groupWriter) runOne(ctx context.Context, writer *prepared, job *writeJob) error {
	if job.err = job.ctx.Err(); job.err != nil {
		return nil
	}
	if _, err := writer.ExecContext(ctx, "SAVEPOINT one"); err != nil {
		return err
	}
	g.db.begin(&job.tx, writer)
	// A cancelled statement would make SQLite roll the neighbours back as well.
	job.tx.detached = true
	job.call()
	if job.err != nil || job.panics != nil {
		if _, err := writer.ExecContext(ctx, "ROLLBACK TO one"); err != nil {
			return errors.Join(job.err, err)
		}
	}
	job.after = *job.tx.onCommit
	_, err := writer.ExecContext(ctx, "RELEASE one")
	return err
}

// call runs the caller's function; a panic in it is carried back to the caller's goroutine.
func (j *writeJob) call() {
	defer func() {
		if p := recover(); p != nil {
			j.panics = fmt.Sprintf("%v\n%s", p, debug.Stack())
		}
	}()
	j.err = j.fn(&j.tx)
}
