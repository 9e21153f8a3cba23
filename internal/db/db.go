package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite" // the SQLite driver

	"sluice/internal/base"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	dialect Dialect
	source  string
	clock   base.Clock
	write   *sqlx.DB
	read    *sqlx.DB
	group   *groupWriter // SQLite only, as are the readers
	readers *readers
	after   func()
}

// AfterWrite names a function that runs after every committed write: the due loop's Wake, so that nothing that is
// due at once waits for the next look. It is set once, before the first transaction, and must be quick.
func (d *DB) AfterWrite(fn func()) { d.after = fn }

// committed runs what waited for the commit.
func (d *DB) committed(hooks []func()) {
	for _, hook := range hooks {
		hook()
	}
	if d.after != nil {
		d.after()
	}
}

// Options are what Open needs to know.
type Options struct {
	// Source is a PostgreSQL address (postgres://…) or the folder of a SQLite database.
	Source string
	Clock  base.Clock
	// MaxConns limits the PostgreSQL pool of this node; 0 means 20.
	MaxConns int
	// Hasty leaves out waiting for the disk: only for filling a database that can be made anew.
	Hasty bool
}

// File is the name of the SQLite database in its folder.
const File = "sluice.db"

const (
	sqliteReaders   = 8
	sqliteWriters   = 2 // the group's one, and the migrations'
	defaultMaxConns = 20
)

// Open connects and brings nothing up to date: see Migrate.
func Open(ctx context.Context, o Options) (*DB, error) {
	if strings.HasPrefix(o.Source, "postgres://") || strings.HasPrefix(o.Source, "postgresql://") {
		return openPostgreSQL(ctx, o)
	}
	// An address with a mistake in it would open an empty database, in a folder with a password in its name.
	if scheme, _, cut := strings.Cut(o.Source, ":"); cut && strings.HasPrefix(scheme, "postgres") || strings.Contains(o.Source, "://") {
		return nil, ErrAddress
	}
	return openSQLite(ctx, o)
}

// ErrAddress is returned for a source that means to be an address and is none. It does not repeat it, since it may hold
// a password.
var ErrAddress = errors.New("the address of the database does not begin with postgres:// or postgresql://")

func openPostgreSQL(ctx context.Context, o Options) (*DB, error) {
	source, err := withHaste(o)
	if err != nil {
		return nil, err
	}
	pool, err := sqlx.ConnectContext(ctx, "pgx", source)
	if err != nil {
		return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	conns := o.MaxConns
	if conns == 0 {
		conns = defaultMaxConns
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return &DB{dialect: PostgreSQL, source: o.Source, clock: o.Clock, write: pool, read: pool}, nil
}

// withHaste is the address of the database, with its commits not waiting for the disk where that was asked.
func withHaste(o Options) (string, error) {
	if !o.Hasty {
		return o.Source, nil
	}
	address, err := url.Parse(o.Source)
	if err != nil {
		return "", fmt.Errorf("read the PostgreSQL address: %w", err)
	}
	query := address.Query()
	query.Set("synchronous_commit", "off") // an unknown parameter of the address is a setting of the session
	address.RawQuery = query.Encode()
	return address.String(), nil
}

func openSQLite(ctx context.Context, o Options) (*DB, error) {
	if err := os.MkdirAll(o.Source, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	file := "file:" + filepath.Join(o.Source, File)
	// One writer, durable at every commit. The readers map the file: without that they wait for one another.
	shared := "?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=mmap_size(1073741824)&_pragma=cache_size(-32768)&_pragma=temp_store(2)"
	durable := "&_pragma=synchronous(FULL)"
	if o.Hasty {
		durable = "&_pragma=synchronous(OFF)"
	}
	write, err := sqlx.ConnectContext(ctx, "sqlite", file+shared+"&_pragma=journal_mode(WAL)&_txlock=immediate"+durable)
	if err != nil {
		return nil, fmt.Errorf("open the SQLite database: %w", err)
	}
	write.SetMaxOpenConns(sqliteWriters)
	read, err := sqlx.ConnectContext(ctx, "sqlite", file+shared+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the SQLite database for reading: %w", err), write.Close())
	}
	read.SetMaxOpenConns(sqliteReaders)
	read.SetMaxIdleConns(sqliteReaders)
	d := &DB{dialect: SQLite, source: o.Source, clock: o.Clock, write: write, read: read}
	d.group, d.readers = newGroupWriter(d), newReaders(read, sqliteReaders)
	return d, nil
}

// Close waits for the transactions under way.
func (d *DB) Close() error {
	if d.group != nil {
		d.group.close()
		d.readers.close()
		return errors.Join(d.read.Close(), d.write.Close())
	}
	return d.write.Close()
}

// Dialect is the database behind it.
func (d *DB) Dialect() Dialect { return d.dialect }

// Source is the folder or the address it was opened with.
func (d *DB) Source() string { return d.source }

// Clock is the one that stamps transactions.
func (d *DB) Clock() base.Clock { return d.clock }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if d.readers != nil { // which keep the connections of their pool, so that the pool itself has none to try
		return d.readers.use(ctx, func(*prepared) error { return nil })
	}
	return d.read.PingContext(ctx)
}

// Write runs fn in a read-write transaction for the workspace. It is committed when fn returns nil,
// and durable when Write returns nil. On PostgreSQL fn runs again after a deadlock, so it must not keep state outside.
func (d *DB) Write(ctx context.Context, ws base.ID, fn func(*Tx) error) error {
	if ws == 0 {
		return ErrUnbound
	}
	return d.run(ctx, Tx{ws: ws}, fn)
}

// WriteAcross is Write that sees every workspace: for timers, set-up and the doctor, never for a user's request.
func (d *DB) WriteAcross(ctx context.Context, fn func(*Tx) error) error {
	return d.run(ctx, Tx{across: true}, fn)
}

// Read runs fn in a read-only transaction for the workspace, on one snapshot.
func (d *DB) Read(ctx context.Context, ws base.ID, fn func(*Tx) error) error {
	if ws == 0 {
		return ErrUnbound
	}
	return d.runRead(ctx, Tx{ws: ws}, fn)
}

// ReadAcross is Read that sees every workspace; see WriteAcross for who may.
func (d *DB) ReadAcross(ctx context.Context, fn func(*Tx) error) error {
	return d.runRead(ctx, Tx{across: true}, fn)
}

func (d *DB) begin(tx *Tx, q querier) {
	tx.q, tx.dialect, tx.now = q, d.dialect, base.At(d.clock.Now()).Time
	tx.onCommit = new([]func())
}

func (d *DB) run(ctx context.Context, tx Tx, fn func(*Tx) error) error {
	if d.group != nil {
		return d.group.run(ctx, tx, fn)
	}
	return again(ctx, func() error { return d.runOnce(ctx, tx, fn) })
}

// again repeats what may succeed at another try.
func again(ctx context.Context, once func() error) error {
	const attempts = 5
	var err error
	for range attempts {
		err = once()
		if err == nil || !isTransient(err) || ctx.Err() != nil {
			return err
		}
	}
	return err
}

func (d *DB) runOnce(ctx context.Context, tx Tx, fn func(*Tx) error) error {
	inner, err := d.write.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = inner.Rollback() }() // nothing to do after a commit
	d.begin(&tx, inner)
	if err := fn(&tx); err != nil {
		return err
	}
	if err := inner.Commit(); err != nil {
		return err
	}
	d.committed(*tx.onCommit)
	return nil
}

func (d *DB) runRead(ctx context.Context, tx Tx, fn func(*Tx) error) error {
	return again(ctx, func() error { return d.readOnce(ctx, tx, fn) })
}

func (d *DB) readOnce(ctx context.Context, tx Tx, fn func(*Tx) error) error {
	if d.readers != nil {
		return d.readers.use(ctx, func(p *prepared) error {
			d.begin(&tx, p)
			return fn(&tx)
		})
	}
	inner, err := d.read.BeginTxx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	defer func() { _ = inner.Rollback() }() // a read has nothing to commit
	d.begin(&tx, inner)
	return fn(&tx)
}
