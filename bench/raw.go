package bench

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the SQLite driver
)

// row is a lead's worth of text, so that the raw database writes as much as one line of the program's own.
const row = `{"name":"Dirk van der Heijden","email":"dirk@heijden.example","phone":"+31612345678","postcode":"7315 KD","town":"Apeldoorn","message":"We would like to start before the summer."}`

// raw is the database without the program: one table, one durable insert per transaction.
type raw struct {
	pool   *sql.DB
	insert string
}

// openRaw opens the same kind of database with the same durability. On SQLite that is one writer, WAL and
// synchronous=FULL; on PostgreSQL the server's own settings.
func openRaw(ctx context.Context, source string, clients int) (*raw, error) {
	if strings.HasPrefix(source, "postgres") {
		pool, err := sql.Open("pgx", source)
		if err != nil {
			return nil, err
		}
		pool.SetMaxOpenConns(clients)
		pool.SetMaxIdleConns(clients)
		r := &raw{pool: pool, insert: "INSERT INTO bench_raw (content) VALUES ($1)"}
		_, err = pool.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS bench_raw (id BIGSERIAL PRIMARY KEY, content TEXT NOT NULL)")
		return r, err
	}
	file := filepath.Join(source, "raw.db")
	pool, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(10000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	_, err = pool.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS bench_raw (id INTEGER PRIMARY KEY, content TEXT NOT NULL)")
	return &raw{pool: pool, insert: "INSERT INTO bench_raw (content) VALUES (?)"}, err
}

// settle counts PostgreSQL's rows, as its own upkeep does within a minute of real use: plans made for empty tables walk
// full ones row by row. SQLite plans by assumed figures and needs none.
func (r *raw) settle(ctx context.Context) error {
	if !strings.Contains(r.insert, "$1") {
		return nil
	}
	_, err := r.pool.ExecContext(ctx, "ANALYZE")
	return err
}

func (r *raw) write(ctx context.Context, _ int) error {
	_, err := r.pool.ExecContext(ctx, r.insert, row)
	if err != nil {
		return fmt.Errorf("raw insert: %w", err)
	}
	return nil
}
