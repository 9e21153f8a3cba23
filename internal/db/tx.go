package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"

	"sluice/internal/base"
)

// ErrUnbound is returned for a statement that touches a workspace's table without its condition.
var ErrUnbound = errors.New("statement is not bound to a workspace")

// querier is what a connection and a transaction have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error)
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
}

// Tx is one transaction for one workspace. It is used by one goroutine at a time.
type Tx struct {
	q        querier
	dialect  Dialect
	ws       base.ID
	across   bool
	detached bool
	now      time.Time
	onCommit *[]func()
	memo     map[any]any
}

// Once loads a value at its first use in the transaction and keeps it for the rest: for what is asked again and
// again and does not change within one, such as the configuration. A failure is not kept.
func Once[T any](tx *Tx, key any, load func() (T, error)) (T, error) {
	if kept, ok := tx.memo[key]; ok {
		return kept.(T), nil
	}
	value, err := load()
	if err != nil {
		return value, err
	}
	if tx.memo == nil {
		tx.memo = map[any]any{}
	}
	tx.memo[key] = value
	return value, nil
}

// Now is the moment of the transaction; it does not move while the transaction lasts.
func (tx *Tx) Now() time.Time { return tx.now }

// Workspace is the one the transaction is bound to.
func (tx *Tx) Workspace() base.ID { return tx.ws }

// Dialect is the database that speaks.
func (tx *Tx) Dialect() Dialect { return tx.dialect }

// OnCommit runs fn after the transaction is durable, never when it is rolled back.
func (tx *Tx) OnCommit(fn func()) { *tx.onCommit = append(*tx.onCommit, fn) }

// In binds the same transaction to a workspace; only a transaction across workspaces may.
func (tx *Tx) In(ws base.ID) *Tx {
	if !tx.across {
		panic("db: a transaction bound to a workspace cannot be bound to another")
	}
	bound := *tx
	bound.ws, bound.across, bound.memo = ws, false, nil
	return &bound
}

// context is the caller's, without its cancellation where that would harm others.
func (tx *Tx) context(ctx context.Context) context.Context {
	if tx.detached {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

func (tx *Tx) prepare(query string, args Args) (string, []any, error) {
	s := parse(query)
	if !tx.across {
		if s.unbound != "" {
			return "", nil, fmt.Errorf("%w: table %s in: %s", ErrUnbound, s.unbound, query)
		}
		bound := make(Args, len(args)+1)
		for k, v := range args {
			bound[k] = v
		}
		bound["ws"] = tx.ws
		args = bound
	}
	return s.render(tx.dialect, args)
}

// Exec runs a statement and returns how many rows it changed.
func (tx *Tx) Exec(ctx context.Context, query string, args Args) (int64, error) {
	text, values, err := tx.prepare(query, args)
	if err != nil {
		return 0, err
	}
	result, err := tx.q.ExecContext(tx.context(ctx), text, values...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Get reads one row into dest; sql.ErrNoRows when there is none.
func (tx *Tx) Get(ctx context.Context, dest any, query string, args Args) error {
	text, values, err := tx.prepare(query, args)
	if err != nil {
		return err
	}
	return tx.q.GetContext(tx.context(ctx), dest, text, values...)
}

// Find is Get that tells "no such row" by false and not by an error.
func (tx *Tx) Find(ctx context.Context, dest any, query string, args Args) (bool, error) {
	err := tx.Get(ctx, dest, query, args)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Select reads all rows into the slice that dest points to.
func (tx *Tx) Select(ctx context.Context, dest any, query string, args Args) error {
	text, values, err := tx.prepare(query, args)
	if err != nil {
		return err
	}
	return tx.q.SelectContext(tx.context(ctx), dest, text, values...)
}

// Each calls fn for every row, for reading more than fits in memory.
func (tx *Tx) Each(ctx context.Context, query string, args Args, fn func(*sqlx.Rows) error) error {
	text, values, err := tx.prepare(query, args)
	if err != nil {
		return err
	}
	rows, err := tx.q.QueryxContext(tx.context(ctx), text, values...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Insert writes row, a struct whose db tags name the columns, into the workspace's table.
func (tx *Tx) Insert(ctx context.Context, table string, row any) error {
	value := reflect.Indirect(reflect.ValueOf(row))
	plan := insertPlanOf(table, value.Type())
	args := make(Args, len(plan.fields))
	for _, f := range plan.fields {
		args[f.Path] = reflectx.FieldByIndexesReadOnly(value, f.Index).Interface()
	}
	_, err := tx.Exec(ctx, plan.query, args)
	return err
}

type insertPlan struct {
	query  string
	fields []*reflectx.FieldInfo
}

type insertKey struct {
	table string
	typ   reflect.Type
}

var (
	insertPlans sync.Map // insertKey -> *insertPlan
	mapper      = reflectx.NewMapperFunc("db", strings.ToLower)
)

func insertPlanOf(table string, typ reflect.Type) *insertPlan {
	key := insertKey{table, typ}
	if cached, ok := insertPlans.Load(key); ok {
		return cached.(*insertPlan)
	}
	plan := &insertPlan{}
	names := []string{"ws"}
	for _, f := range mapper.TypeMap(typ).Index {
		if _, tagged := f.Field.Tag.Lookup("db"); !tagged || strings.Contains(f.Path, ".") || f.Name == "" {
			continue
		}
		plan.fields = append(plan.fields, f)
		names = append(names, f.Path)
	}
	plan.query = "INSERT INTO " + table + " (" + strings.Join(names, ", ") + ") VALUES (:" + strings.Join(names, ", :") + ")"
	insertPlans.Store(key, plan)
	return plan
}
