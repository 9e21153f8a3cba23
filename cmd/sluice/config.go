package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

const configFlag = "config"

// configure fills the flags from the command line, then the environment, then the configuration file (OPS-1).
func configure(fs *flag.FlagSet, args []string, env func(string) (string, bool)) error {
	fs.SetOutput(io.Discard)
	fs.String(configFlag, "", "`file` with settings, one \"name: value\" a line")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("%q is not a flag", fs.Arg(0))
	}
	if err := fillFrom(fs, envSource(env)); err != nil {
		return err
	}
	file := fs.Lookup(configFlag).Value.String()
	if file == "" {
		return nil
	}
	values, err := readFile(file)
	if err != nil {
		return err
	}
	return fillFrom(fs, func(name string) (value, from string, ok bool) {
		value, ok = values[name]
		return value, file, ok
	})
}

// fillFrom sets every flag that is not set yet and that the source has a value for.
func fillFrom(fs *flag.FlagSet, source func(name string) (value, from string, ok bool)) error {
	set := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { set[f.Name] = true })
	var failure error
	fs.VisitAll(func(f *flag.Flag) {
		value, from, ok := source(f.Name)
		if !ok || set[f.Name] || failure != nil {
			return
		}
		if err := fs.Set(f.Name, value); err != nil {
			failure = fmt.Errorf("%s: %s: %w", from, f.Name, err)
		}
	})
	return failure
}

func envSource(env func(string) (string, bool)) func(string) (string, string, bool) {
	return func(name string) (string, string, bool) {
		key := "SLUICE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
		value, ok := env(key)
		return value, key, ok
	}
}

// readFile reads the settings of a file. One file may serve all commands, so a name has to be known to some of them.
func readFile(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	raw := map[string]any{}
	if err := yaml.Unmarshal(data, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	values := map[string]string{}
	known := settingNames()
	for key, value := range raw {
		if !slices.Contains(known, key) {
			return nil, fmt.Errorf("%s: there is no setting %q; there are %s", name, key, strings.Join(known, ", "))
		}
		switch value.(type) {
		case string, bool, int, int64, uint64, float64:
			values[key] = fmt.Sprint(value)
		default:
			return nil, fmt.Errorf("%s: %s needs one value", name, key)
		}
	}
	return values, nil
}

// settingNames are the flags of all commands.
func settingNames() []string {
	var names []string
	for _, c := range commands() {
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.bind(fs)
		fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	}
	slices.Sort(names)
	return slices.Compact(names)
}
