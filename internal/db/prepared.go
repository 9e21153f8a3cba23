package db

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

// prepared keeps the statements of SQLite's one writing connection compiled: the parser would otherwise cost as much
// as the small writes themselves. PostgreSQL's driver does this by itself.
type prepared struct {
	conn       *sqlx.Conn
	statements map[string]*sqlx.Stmt
}

// mostPrepared is above what the program has; lists of several lengths make more texts of one statement.
const mostPrepared = 500

func newPrepared(conn *sqlx.Conn) *prepared {
	return &prepared{conn: conn, statements: map[string]*sqlx.Stmt{}}
}

func (p *prepared) statement(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if s, ok := p.statements[query]; ok {
		return s, nil
	}
	if len(p.statements) >= mostPrepared {
		p.forget()
	}
	s, err := p.conn.PreparexContext(ctx, query)
	if err == nil {
		p.statements[query] = s
	}
	return s, err
}

// giveUp frees the statements and hands the connection back.
func (p *prepared) giveUp() {
	p.forget()
	_ = p.conn.Close() // whatever is wrong with it, the next one will tell
}

func (p *prepared) forget() {
	for query, s := range p.statements {
		_ = s.Close() // the connection frees it in any case
		delete(p.statements, query)
	}
}

func (p *prepared) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

func (p *prepared) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryxContext(ctx, args...)
}

func (p *prepared) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	s, err := p.statement(ctx, query)
	if err != nil {
		return err
	}
	return s.GetContext(ctx, dest, args...)
}

func (p *prepared) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	s, err := p.statement(ctx, query)
	if err != nil {
		return err
	}
	return s.SelectContext(ctx, dest, args...)
}
