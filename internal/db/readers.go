package db

import (
	"context"

	"github.com/jmoiron/sqlx"
)

// readers are SQLite's reading connections, each with its compiled statements: a page reads with a dozen small
// statements, and compiling them would cost more than running them.
type readers struct {
	pool *sqlx.DB
	// idle holds a place for each connection; nil is one that is not open yet.
	idle chan *prepared
}

func newReaders(pool *sqlx.DB, n int) *readers {
	r := &readers{pool: pool, idle: make(chan *prepared, n)}
	for range n {
		r.idle <- nil
	}
	return r
}

// use runs fn with a connection that nobody else has. A connection that fn leaves unusable is thrown away.
func (r *readers) use(ctx context.Context, fn func(*prepared) error) (err error) {
	var p *prepared
	select {
	case p = <-r.idle:
	case <-ctx.Done():
		return ctx.Err()
	}
	if p == nil {
		conn, err := r.pool.Connx(ctx)
		if err != nil {
			r.idle <- nil
			return err
		}
		p = newPrepared(conn)
	}
	usable := false
	defer func() { // also when fn panics
		if !usable {
			p.giveUp()
			p = nil
		}
		r.idle <- p
	}()
	p.trim()
	if _, err := p.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	err = fn(p)
	// The end of a read must not be cancelled with it, or the connection would stay on an old snapshot.
	_, ending := p.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	usable = ending == nil
	return err
}

// close waits for the reads under way.
func (r *readers) close() {
	for range cap(r.idle) {
		if p := <-r.idle; p != nil {
			p.giveUp()
		}
	}
}
