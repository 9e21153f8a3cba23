package db

import (
	"context"
	"reflect"
	"strings"

	"github.com/jmoiron/sqlx/reflectx"
)

const (
	mostRows   = 200
	mostValues = 8000 // of one statement; both databases take more, and gain nothing by it
)

// InsertAll is Insert of many rows, a slice of structs, in few statements: for filling a database.
func (tx *Tx) InsertAll(ctx context.Context, table string, rows any) error {
	if tx.ws == 0 {
		return ErrUnbound
	}
	list := reflect.ValueOf(rows)
	plan := insertPlanOf(table, list.Type().Elem())
	atOnce := min(mostRows, mostValues/(len(plan.fields)+1))
	for from := 0; from < list.Len(); from += atOnce {
		if err := tx.insertSome(ctx, plan, list.Slice(from, min(from+atOnce, list.Len()))); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) insertSome(ctx context.Context, plan *insertPlan, rows reflect.Value) error {
	var text strings.Builder
	head, _, _ := strings.Cut(plan.query, "VALUES ")
	text.WriteString(head + "VALUES ")
	values := make([]any, 0, rows.Len()*(len(plan.fields)+1))
	put := func(value any, before byte) {
		values = append(values, storable(value))
		text.WriteByte(before)
		writePlace(&text, tx.dialect, len(values))
	}
	for i := range rows.Len() {
		if i > 0 {
			text.WriteByte(',')
		}
		put(tx.ws, '(')
		for _, f := range plan.fields {
			put(reflectx.FieldByIndexesReadOnly(rows.Index(i), f.Index).Interface(), ',')
		}
		text.WriteByte(')')
	}
	_, err := tx.q.ExecContext(tx.context(ctx), text.String(), values...)
	return err
}
