package db

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"github.com/jmoiron/sqlx"
)

// prepared is a connection to SQLite that keeps its statements compiled: the parser would otherwise cost as much as
// the small statements themselves. PostgreSQL's driver does this by itself.
type prepared struct {
	conn       *sqlx.Conn
	statements map[string]*sqlx.Stmt
}

// mostPrepared is above what the program has; lists of several lengths make more texts of one statement.
const mostPrepared = 500

func newPrepared(conn *sqlx.Conn) *prepared {
	return &prepared{conn: conn, statements: map[string]*sqlx.Stmt{}}
}

// with runs do with the compiled statement.
func (p *prepared) with(ctx context.Context, query string, do func(*sqlx.Stmt) error) error {
	if s, ok := p.statements[query]; ok {
		return do(s)
	}
	s, err := p.conn.PreparexContext(ctx, query)
	if err != nil {
		return err
	}
	p.statements[query] = s
	return do(s)
}

// trim keeps the number of statements in bounds. It is called between transactions, when none is in use.
func (p *prepared) trim() {
	if len(p.statements) >= mostPrepared {
		p.forget()
	}
}

// giveUp frees the statements and closes the connection, which may be in the middle of something.
func (p *prepared) giveUp() {
	p.forget()
	_ = p.conn.Raw(func(any) error { return driver.ErrBadConn }) // so that the pool does not hand it out again
	_ = p.conn.Close()
}

func (p *prepared) forget() {
	for query, s := range p.statements {
		_ = s.Close() // the connection frees it in any case
		delete(p.statements, query)
	}
}

// ExecContext is part of querier.
func (p *prepared) ExecContext(ctx context.Context, query string, args ...any) (result sql.Result, err error) {
	err = p.with(ctx, query, func(s *sqlx.Stmt) error {
		result, err = s.ExecContext(ctx, args...)
		return err
	})
	return result, err
}

// QueryxContext is part of querier.
func (p *prepared) QueryxContext(ctx context.Context, query string, args ...any) (rows *sqlx.Rows, err error) {
	err = p.with(ctx, query, func(s *sqlx.Stmt) error {
		rows, err = s.QueryxContext(ctx, args...) //nolint:sqlclosecheck // the caller reads and closes them
		return err
	})
	return rows, err
}

// GetContext is part of querier.
func (p *prepared) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	return p.with(ctx, query, func(s *sqlx.Stmt) error { return s.GetContext(ctx, dest, args...) })
}

// SelectContext is part of querier.
func (p *prepared) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	return p.with(ctx, query, func(s *sqlx.Stmt) error { return s.SelectContext(ctx, dest, args...) })
}
