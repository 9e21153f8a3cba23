package db

import (
	"database/sql/driver"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// Dialect is which of the two databases speaks. Every difference between them is in this file.
type Dialect uint8

// The two databases.
const (
	SQLite Dialect = iota
	PostgreSQL
)

func (d Dialect) String() string {
	if d == SQLite {
		return "sqlite"
	}
	return "postgres"
}

// SkipLocked ends a SELECT that takes rows for work: another node's rows are passed over.
// SQLite has one writer, so there is nothing to pass over.
func (d Dialect) SkipLocked() string {
	if d == SQLite {
		return ""
	}
	return " FOR UPDATE SKIP LOCKED"
}

// ForUpdate ends a SELECT whose row is about to change.
func (d Dialect) ForUpdate() string {
	if d == SQLite {
		return ""
	}
	return " FOR UPDATE"
}

// LockTable is a statement that keeps others from writing to the table until the transaction ends. It is empty for
// SQLite, which has one writer anyway.
func (d Dialect) LockTable(table string) string {
	if d == SQLite {
		return ""
	}
	return "LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE"
}

// adapt turns the one text of a migration into the dialect's. A marker /*sqlite: … */ or
// /*postgres: … */ holds words for one of them.
func (d Dialect) adapt(text string) string {
	for _, other := range []Dialect{SQLite, PostgreSQL} {
		marker := "/*" + other.String() + ":"
		for {
			start := strings.Index(text, marker)
			if start < 0 {
				break
			}
			end := strings.Index(text[start:], "*/") + start
			words := ""
			if other == d {
				words = text[start+len(marker) : end]
			}
			text = text[:start] + words + text[end+2:]
		}
	}
	return text
}

// IsUnique tells whether err is a refusal by a unique index.
func IsUnique(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code() == sqlitelib.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlitelib.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return false
}

// isTransient tells whether the same transaction may succeed when it is run again.
func isTransient(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	// A caller who gives up takes its connection along, and the pool may hand the dead one on before
	// it knows. The driver says so only when nothing of the transaction can have been kept.
	return errors.Is(err, driver.ErrBadConn)
}
