package app_test

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"sluice/internal/access"
	"sluice/internal/app"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db/dbtest"
	"sluice/internal/testworld"
	"sluice/internal/web/kit"
)

var update = flag.Bool("update", false, "write testdata/access.golden anew")

// TestACC3_EveryRouteByRoleAndWorkspace walks the program's own table of routes. What each reader is answered is
// held to the route's rule, and kept in a file that a reviewer can read. A new route joins by itself; one with a new
// kind of value in its path says what to teach in values_test.go.
func TestACC3_EveryRouteByRoleAndWorkspace(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		m := newMatrix(t, source)
		var out bytes.Buffer
		_, _ = fmt.Fprintln(&out, strings.TrimSpace(matrixHead)+"\n")
		table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
		m.heading(table)
		for _, route := range m.app.Routes() {
			m.walk(table, route)
		}
		m.siteRoutes(table)
		must(t, table.Flush())
		compare(t, out.Bytes())
	})
}

const matrixHead = `
What each reader is answered on every route, with an empty form for POST. A route with a value in its path is asked
four times: for a thing of the reader's own, one of the same workspace out of its reach, one of another workspace,
and one that never was. "in" is the way to the sign-in, "-" a question that does not arise. The readers ask one after
the other from the same address, which is why the last of them meets the brake on guessing passwords (429).
`

func compare(t *testing.T, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "access.golden")
	if *update {
		must(t, os.WriteFile(file, got, 0o600))
	}
	want, err := os.ReadFile(file)
	must(t, err)
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("the answers changed; when that is meant, run with -update (-want +got):\n%s", diff)
	}
}

// reader is somebody who opens every route.
type reader struct {
	name  string
	actor base.Actor
	// foreign comes with the session of another workspace.
	foreign bool
	token   string
}

// matrix is two workspaces on one running program.
type matrix struct {
	t          *testing.T
	app        *app.App
	mine, them *testworld.World
	readers    []*reader
	// made counts the things made, so that no two are alike.
	made int
}

func newMatrix(t *testing.T, source string) *matrix {
	m := &matrix{t: t}
	var members []base.Actor
	m.mine = seed(t, source, func(w *testworld.World) {
		m.them = testworld.Named(t, w.DB, w.Clock, "helder")
		doc, err := blueprint.Load("solar-market")
		must(t, err)
		for i := range doc.Roles {
			if role := &doc.Roles[i]; !role.API { // those act by the API, which no session opens
				members = append(members, w.Member(t, placeOf(w, role), role.Key, "Reader "+role.Key, "reader-"+role.Key))
			}
		}
	})
	m.app = start(t, source)
	m.readers = []*reader{{name: "visitor"}, {name: "other workspace", actor: m.them.Admin, foreign: true}}
	for _, a := range members {
		m.readers = append(m.readers, &reader{name: a.Role, actor: a})
	}
	return m
}

// placeOf is where somebody with the role works: as close to the leads as it goes.
func placeOf(w *testworld.World, role *blueprint.Role) base.ID {
	for _, place := range []struct {
		kind blueprint.UnitKind
		unit base.ID
	}{{blueprint.UnitPartner, w.Veluwe}, {blueprint.UnitRegion, w.Region}} {
		if slices.Contains(role.UnitKinds, place.kind) {
			return place.unit
		}
	}
	return w.Root
}

func (m *matrix) heading(table *tabwriter.Writer) {
	_, _ = fmt.Fprint(table, "method\troute\trule")
	for _, r := range m.readers {
		_, _ = fmt.Fprint(table, "\t", r.name)
	}
	_, _ = fmt.Fprintln(table)
}

func ruleName(r kit.Rule) string {
	switch {
	case r.Public():
		return "anyone"
	case r.Permission != "":
		return r.Permission
	default:
		return "signed in"
	}
}

// walk asks a route for every reader and writes its line.
func (m *matrix) walk(table *tabwriter.Writer, route kit.Route) {
	m.t.Helper()
	if !route.Rule.Stated() {
		m.t.Errorf("%s %s states no rule", route.Method, route.Path)
	}
	_, _ = fmt.Fprintf(table, "%s\t%s\t%s", route.Method, shown(route.Path), ruleName(route.Rule))
	for _, r := range m.readers {
		_, _ = fmt.Fprint(table, "\t", m.cell(route, r))
	}
	_, _ = fmt.Fprintln(table)
}

func shown(path string) string {
	if path == "" {
		return "(the workspace)"
	}
	return path
}

// cell asks a route for one reader, once or for each of the four things.
func (m *matrix) cell(route kit.Route, r *reader) string {
	names := parameters(route.Path)
	if len(names) == 0 {
		got := m.ask(route, r, "/"+m.mine.Slug+strings.TrimSuffix(route.Path, "{$}"))
		m.judge(route, r, own, got)
		return got.short()
	}
	var words []string
	answers := map[whose]reply{}
	for _, w := range allWhose {
		path, asked := m.fill(route.Path, names, r, w)
		if !asked {
			words = append(words, "-")
			continue
		}
		got := m.ask(route, r, path)
		m.judge(route, r, w, got)
		answers[w] = got
		words = append(words, got.short())
	}
	m.sameAsNothing(route, r, answers)
	return strings.Join(words, " ")
}

// signedIn tells whether the workspace knows the reader.
func (r *reader) signedIn() bool { return r.actor.Member != 0 && !r.foreign }

// lets tells whether the rule lets the reader in.
func (r *reader) lets(rule kit.Rule) bool {
	return rule.Public() || r.signedIn() && (rule.Permission == "" || access.May(r.actor, rule.Permission))
}

// judge holds one answer to the rule of its route.
func (m *matrix) judge(route kit.Route, r *reader, w whose, got reply) {
	m.t.Helper()
	says := func(what string) {
		m.t.Helper()
		m.t.Errorf("%s %s, %s, %s: %s (%d)", route.Method, route.Path, r.name, w, what, got.status)
	}
	switch {
	case got.status >= http.StatusInternalServerError:
		says("the program failed")
	case !r.lets(route.Rule) && !r.signedIn():
		if !got.toSignIn {
			says("a visitor is not sent to the sign-in")
		}
	case !r.lets(route.Rule):
		if got.status != http.StatusForbidden {
			says("the rule does not hold")
		}
	case got.toSignIn && !route.Rule.Public():
		says("a member is sent to the sign-in")
	case w != own && got.status != http.StatusNotFound:
		says("what is not the reader's answers")
	}
}

// sameAsNothing: what is not yours and what is not there answer alike, to the byte (INV-7).
func (m *matrix) sameAsNothing(route kit.Route, r *reader, answers map[whose]reply) {
	m.t.Helper()
	for _, w := range []whose{elsewhere, foreign} {
		got, asked := answers[w]
		if asked && got.body != answers[nowhere].body {
			m.t.Errorf("%s %s, %s, %s differs from what does not exist:\n%s", route.Method, route.Path, r.name, w,
				cmp.Diff(strings.Split(answers[nowhere].body, "\n"), strings.Split(got.body, "\n")))
		}
	}
}

// siteRoutes asks the routes outside any workspace, which know no members.
func (m *matrix) siteRoutes(table *tabwriter.Writer) {
	_, _ = fmt.Fprintln(table, "\nmethod\troute of the installation\trule\tvisitor")
	for _, route := range m.app.SiteRoutes() {
		path, _ := m.fill(route.Path, parameters(route.Path), m.readers[0], nowhere)
		got := m.ask(route, m.readers[0], strings.TrimPrefix(strings.TrimSuffix(path, "{$}"), "/"+m.mine.Slug))
		m.judge(route, m.readers[0], own, got)
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", route.Method, route.Path, ruleName(route.Rule), got.short())
	}
}
