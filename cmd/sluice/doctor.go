package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/doctor"
)

func doctorCommand() command {
	return command{
		name: "doctor", summary: "prove that no lead is lost",
		about: "It looks at every lead: one holder at most, always somewhere, one next deadline or a reason for none, and a\n" +
			"timeline that tells the same story. It changes nothing, names each lead that breaks a rule, and ends with 1 then.",
		bind: func(fs *flag.FlagSet) func(context.Context, io.Writer) error {
			var where storage
			where.bind(fs)
			return func(ctx context.Context, out io.Writer) error {
				if err := where.mustExist(); err != nil {
					return err
				}
				d, err := db.Open(ctx, db.Options{Source: where.source(), Clock: base.SystemClock{}})
				if err != nil {
					return err
				}
				return errors.Join(examine(ctx, d, out), d.Close())
			}
		},
	}
}

func examine(ctx context.Context, d *db.DB, out io.Writer) error {
	report, err := doctor.Examine(ctx, d, func(f doctor.Finding) { _, _ = fmt.Fprintln(out, f) })
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%d leads and %d messages in %d workspaces: ", report.Leads, report.Messages, report.Workspaces)
	if report.Findings == 0 {
		_, _ = fmt.Fprintln(out, "all is well.")
		return nil
	}
	_, _ = fmt.Fprintf(out, "%d findings.\n", report.Findings)
	return errFailed
}
