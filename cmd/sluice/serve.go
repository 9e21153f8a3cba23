package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"sluice/internal/app"
	"sluice/internal/web/kit"
)

func serveCommand() command {
	return command{
		name: "serve", summary: "run the server",
		about: "On an empty folder it prints a code, with which the first visitor sets the workspace up in the browser.\n" +
			"It brings the database up to date by itself, and stops on SIGINT or SIGTERM when what runs is finished.",
		bind: func(fs *flag.FlagSet) func(context.Context, io.Writer) error {
			var where storage
			var log logging
			var mail mailServer
			var c app.Config
			where.bind(fs)
			log.bind(fs)
			mail.bind(fs)
			fs.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "`host:port` to listen at")
			fs.StringVar(&c.BaseURL, "url", "", "`address` by which people reach the server, such as https://leads.example")
			fs.Func("proxies", "`addresses` or networks of the reverse proxies in front, between commas", func(text string) (err error) {
				c.Proxies, err = kit.ParseProxies(text)
				return err
			})
			fs.StringVar(&c.Metrics, "metrics", "", "`host:port` for Prometheus at /metrics; keep it inside")
			return func(ctx context.Context, out io.Writer) (err error) {
				if c.Log, err = log.open(); err != nil {
					return err
				}
				c.Source, c.SMTP = where.source(), mail.server()
				return serve(ctx, c, out)
			}
		},
	}
}

func serve(ctx context.Context, c app.Config, out io.Writer) error {
	a, err := app.New(ctx, c)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "Sluice answers at %s\n", a.URL())
	return errors.Join(a.Run(ctx), a.Close())
}
