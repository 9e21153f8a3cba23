package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"sluice/internal/base"
	"sluice/internal/db"
)

func migrateCommand() command {
	return command{
		name: "migrate", summary: "bring the database up to date without serving",
		about: "The server does this by itself; use it to see an upgrade through before the nodes start.\n" +
			"A database of a newer version is refused.",
		bind: func(fs *flag.FlagSet) func(context.Context, io.Writer) error {
			var where storage
			where.bind(fs)
			return func(ctx context.Context, out io.Writer) error {
				d, err := db.Open(ctx, db.Options{Source: where.source(), Clock: base.SystemClock{}})
				if err != nil {
					return err
				}
				reached, err := d.Migrate(ctx)
				if err == nil {
					_, _ = fmt.Fprintf(out, "The schema is at version %d.\n", reached)
				}
				return errors.Join(err, d.Close())
			}
		},
	}
}
