// Command sluice is the whole program: the server, the demo, and what an operator needs. There is one short file per
// command; what a command does stands in internal.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the build.
var version = "dev"

// command is one verb of the program. Bind declares its flags and returns what runs once they are read.
type command struct {
	name    string
	summary string
	about   string // the rest of its help
	bind    func(fs *flag.FlagSet) func(ctx context.Context, out io.Writer) error
}

func commands() []command {
	return []command{demoCommand(), serveCommand(), migrateCommand(), doctorCommand(), versionCommand()}
}

// errFailed ends the program with a failure that was already told.
var errFailed = errors.New("failed")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program without its process: it returns the exit code, 2 for a wrong command line.
func run(ctx context.Context, args []string, env func(string) (string, bool), out, problems io.Writer) int {
	if len(args) == 0 {
		usage(problems)
		return 2
	}
	if name := args[0]; name == "help" || name == "-h" || name == "-help" || name == "--help" {
		usage(out)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:], env, out, problems)
		}
	}
	_, _ = fmt.Fprintf(problems, "sluice: there is no command %q\n\n", args[0])
	usage(problems)
	return 2
}

func (c command) run(ctx context.Context, args []string, env func(string) (string, bool), out, problems io.Writer) int {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	do := c.bind(fs)
	err := configure(fs, args, env)
	if errors.Is(err, flag.ErrHelp) {
		c.help(out, fs)
		return 0
	}
	if err != nil {
		_, _ = fmt.Fprintf(problems, "sluice %s: %v\nSee: sluice %s --help\n", c.name, err, c.name)
		return 2
	}
	err = do(ctx, out)
	if err != nil && !errors.Is(err, errFailed) {
		_, _ = fmt.Fprintf(problems, "sluice %s: %v\n", c.name, err)
	}
	if err != nil {
		return 1
	}
	return 0
}

func usage(w io.Writer) {
	_, _ = fmt.Fprintln(w, "Sluice passes leads on to the partners who sell, and sees that none is lost.\n\nUsage: sluice COMMAND [flags]")
	_, _ = fmt.Fprintln(w)
	for _, c := range commands() {
		_, _ = fmt.Fprintf(w, "  %-9s %s\n", c.name, c.summary)
	}
	_, _ = fmt.Fprintln(w, "\nEvery command explains itself: sluice COMMAND --help")
}

func (c command) help(w io.Writer, fs *flag.FlagSet) {
	_, _ = fmt.Fprintf(w, "sluice %s: %s\n", c.name, c.summary)
	if c.about != "" {
		_, _ = fmt.Fprintf(w, "\n%s\n", c.about)
	}
	_, _ = fmt.Fprintln(w, "\nFlags:")
	fs.SetOutput(w)
	fs.PrintDefaults()
	_, _ = fmt.Fprintln(w, "\nA flag that is not given is read from the environment (--smtp-host from SLUICE_SMTP_HOST),\n"+
		"then from the file that --config names, which holds lines like \"smtp-host: mail.example\".")
}
