package db

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
)

// assumedRows is the size of a table for which SQLite plans its queries.
const assumedRows = 1_000_000

// distinct says how many values a column is assumed to have in a large workspace; other columns have many.
var distinct = map[string]int{
	"ws": 1, "place": 5, "category": 6, "stage": 10, "state": 3, "kind": 20, "mode": 3, "scope": 10,
	"unit": 1000, "place_unit": 1000, "territory": 50, "parent": 100, "source": 10,
}

const manyDistinct = assumedRows / 4

// assume tells SQLite's planner how the data are spread. Without statistics it takes the workspace, which nearly
// all rows of a database share, for a condition that finds a handful of rows, and walks the whole table. Counting
// instead (ANALYZE) would make plans depend on when it last ran. PostgreSQL counts by itself.
func (d *DB) assume(ctx context.Context) error {
	if d.dialect != SQLite {
		return nil
	}
	conn, err := d.write.Connx(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("make room for statistics: %w", err)
	}
	if _, err := conn.ExecContext(ctx, "DELETE FROM sqlite_stat1"); err != nil {
		return err
	}
	var indexes []sqliteIndex
	if err := conn.SelectContext(ctx, &indexes, sqliteIndexesSQL); err != nil {
		return err
	}
	for _, index := range indexes {
		if err := index.assume(ctx, conn); err != nil {
			return err
		}
	}
	_, err = conn.ExecContext(ctx, "ANALYZE sqlite_schema") // reads the statistics again
	return err
}

// sqliteIndexesSQL lists the indexes of all tables; the primary key of a table without rowid goes by the table's name.
const sqliteIndexesSQL = `SELECT m.name AS tbl, CASE WHEN i.origin = 'pk' THEN m.name ELSE i.name END AS idx,
	i."unique" AS uniq, (SELECT GROUP_CONCAT(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
	FROM sqlite_schema m, pragma_index_list(m.name) i
	WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%' ORDER BY m.name, i.seq`

type sqliteIndex struct {
	Table   string `db:"tbl"`
	Name    string `db:"idx"`
	Unique  int    `db:"uniq"`
	Columns string `db:"columns"`
}

// assume writes the index's line: how many rows there are, then how many share the first column, the first two, …
func (x sqliteIndex) assume(ctx context.Context, conn *sqlx.Conn) error {
	columns := strings.Split(x.Columns, ",")
	line := fmt.Sprint(assumedRows)
	share := assumedRows
	for i, column := range columns {
		values, known := distinct[column]
		if !known {
			values = manyDistinct
		}
		share = max(share/values, 1)
		if i == len(columns)-1 && x.Unique == 1 {
			share = 1
		}
		line += fmt.Sprintf(" %d", share)
	}
	_, err := conn.ExecContext(ctx, "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", x.Table, x.Name, line)
	return err
}
