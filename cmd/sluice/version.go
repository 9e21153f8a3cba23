package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"runtime"
)

func versionCommand() command {
	return command{
		name: "version", summary: "tell the version",
		bind: func(*flag.FlagSet) func(context.Context, io.Writer) error {
			return func(_ context.Context, out io.Writer) error {
				_, err := fmt.Fprintf(out, "sluice %s %s/%s %s\n", version, runtime.GOOS, runtime.GOARCH, runtime.Version())
				return err
			}
		},
	}
}
