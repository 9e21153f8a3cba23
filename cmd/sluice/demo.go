package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"sluice/internal/app"
	"sluice/internal/base"
	"sluice/internal/demo"
	"sluice/internal/web/kit"
)

// demoFlags are what the demo is told.
type demoFlags struct {
	addr, dir, database, credentials, blueprint string
	leads                                       int
	log                                         logging
}

func demoCommand() command {
	return command{
		name: "demo", summary: "open invented workspaces to try everything out",
		about: "Everybody can be signed in without a password, time can be set forward, and no mail leaves.\n" +
			"The data starts afresh each time, unless --dir or --database keeps it.",
		bind: func(fs *flag.FlagSet) func(context.Context, io.Writer) error {
			var f demoFlags
			fs.StringVar(&f.addr, "addr", "127.0.0.1:8080", "`host:port` to listen at")
			fs.StringVar(&f.dir, "dir", "", "`folder` to keep the data in; without one it is thrown away at the end")
			fs.StringVar(&f.database, "database", "", "PostgreSQL `address` (postgres://…) to keep the data in")
			fs.StringVar(&f.credentials, "credentials", "", "`file` to write the address and everybody's sign-in to, once the demo answers")
			fs.StringVar(&f.blueprint, "blueprint", "", "open only the workspace of this `blueprint`: "+strings.Join(demo.Blueprints(), ", "))
			fs.IntVar(&f.leads, "leads", demo.StandardLeads, "how many leads each workspace starts with")
			f.log.bind(fs)
			return f.run
		},
	}
}

func (f *demoFlags) run(ctx context.Context, out io.Writer) error {
	log, err := f.log.open()
	if err != nil {
		return err
	}
	source, tidy, err := f.source()
	if err != nil {
		return err
	}
	defer tidy()
	// A file of an earlier run would tell scripts that this one already answers.
	if err := forget(f.credentials); err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	url := "http://" + listener.Addr().String()
	world, err := demo.Open(ctx, demo.Options{Source: source, BaseURL: url, Blueprint: f.blueprint, Leads: f.leads, Log: log})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	clock := &base.ShiftedClock{}
	clock.Advance(world.Latest.Sub(clock.Now())) // a demo that is opened again goes on where it stood
	a, err := app.New(ctx, app.Config{Listener: listener, Source: source, BaseURL: url, Clock: clock, Log: log, Demo: true})
	if err != nil {
		return err
	}
	a.Site.Demo.People = people(world)
	_, _ = fmt.Fprintf(out, "The demo is at %s\n", url)
	if f.credentials != "" {
		go writeCredentials(ctx, log, f.credentials, url, world)
	}
	return errors.Join(a.Run(ctx), a.Close())
}

// source is where the data goes, and what throws it away.
func (f *demoFlags) source() (source string, tidy func(), err error) {
	switch {
	case f.database != "":
		return f.database, func() {}, nil
	case f.dir != "":
		return f.dir, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "sluice-demo-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}

func forget(file string) error {
	if file == "" {
		return nil
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove the credentials of an earlier demo: %w", err)
	}
	return nil
}

func people(world *demo.World) []kit.DemoWorkspace {
	var all []kit.DemoWorkspace
	for _, w := range world.Workspaces {
		one := kit.DemoWorkspace{Workspace: w.Workspace}
		for _, m := range w.Members {
			one.Members = append(one.Members, kit.DemoMember{
				ID: m.ID, Name: m.Name, Email: m.Email, Password: m.Password, Role: m.Role, Unit: m.Unit, Token: m.Token,
			})
		}
		all = append(all, one)
	}
	return all
}
