package db

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"testing/fstest"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNewerSchema is returned when the database was written by a newer version of the program.
var ErrNewerSchema = errors.New("the database was made by a newer version of sluice; use that version")

// Migrate brings the schema up to this program's version, and refuses a newer one.
// It returns the version reached.
func (d *DB) Migrate(ctx context.Context) (int64, error) {
	provider, err := d.migrator()
	if err != nil {
		return 0, err
	}
	current, known, err := provider.GetVersions(ctx)
	if err != nil {
		return 0, fmt.Errorf("read the schema's version: %w", err)
	}
	if current > known {
		return current, fmt.Errorf("%w (schema %d, known here %d)", ErrNewerSchema, current, known)
	}
	if _, err := provider.Up(ctx); err != nil {
		return current, fmt.Errorf("migrate: %w", err)
	}
	return known, d.assume(ctx)
}

func (d *DB) migrator() (*goose.Provider, error) {
	files, err := adapted(d.dialect)
	if err != nil {
		return nil, err
	}
	dialect, options := database.DialectSQLite3, []goose.ProviderOption{}
	if d.dialect == PostgreSQL {
		dialect = database.DialectPostgres
		locker, err := newSessionLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(dialect, d.write.DB, files, options...)
}

// adapted holds every migration in the words of the dialect.
func adapted(d Dialect) (fs.FS, error) {
	out := fstest.MapFS{}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out[name[len("migrations/"):]] = &fstest.MapFile{Data: []byte(d.adapt(string(text)))}
	}
	return out, nil
}
