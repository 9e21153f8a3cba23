package i18n

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// usage is what the source of the repository says about keys.
type usage struct {
	sections map[string]bool
	literals map[string]string // key to a place where it stands
	plural   map[string]string // keys given to N, to a place
	single   map[string]string // keys given to T, to a place
	families map[string]string // prefix to the place of its declaration
}

func TestLNG1_NoMissingAndNoUnusedKeys(t *testing.T) {
	messages := readAll(t)[English]
	found, err := scan(os.DirFS(repositoryRoot(t)), messages)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range found.problems(messages) {
		t.Error(problem)
	}
}

func TestLNG1_TheScanFindsWhatIsWrong(t *testing.T) {
	text := func(plural bool) *message {
		return &message{forms: map[form]*template{formOther: {plain: "x"}}, plural: plural}
	}
	messages := map[string]*message{
		"home.title": text(false), "home.leads": text(true), "home.idle": text(false),
		"home.list": text(false), "event.made": text(false),
	}
	source := fstest.MapFS{
		"a/a.go": {Data: []byte(`package a
			// "home.comment" is no use of a key
			var kinds = i18n.Family("event.")
			var dead = i18n.Family("home.none_")
			func f() { p.N("home.title", 1); p.T("home.wrong"); g("home.list", "other.thing", "home.") }`)},
		"a/page.templ":        {Data: []byte(`templ page() { <h1 title={ p.T("home.absent") }>{ p.T("home.leads") }</h1> }`)},
		"a/page_templ.go":     {Data: []byte("package a\nvar x = \"home.generated\"")},
		"a/a_test.go":         {Data: []byte("package a\nvar x = \"home.tested\"")},
		"node_modules/b/b.go": {Data: []byte("not even Go")},
	}
	found, err := scan(source, messages)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a/a.go:4: the family "home.none_" has no member`,
		`a/a.go:5: home.title is no plural but is given to N`,
		`a/a.go:5: home.wrong is not in the catalogue`,
		`a/page.templ:1: home.absent is not in the catalogue`,
		`a/page.templ:1: home.leads is a plural but is given to T`,
		`home.idle is in the catalogue, but nothing uses it`,
	}
	got := found.problems(messages)
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (u *usage) problems(messages map[string]*message) []string {
	var out []string
	note := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for key, place := range u.literals {
		if messages[key] == nil && u.families[key] == "" {
			note("%s: %s is not in the catalogue", place, key)
		}
	}
	for key, place := range u.plural {
		if m := messages[key]; m != nil && !m.plural {
			note("%s: %s is no plural but is given to N", place, key)
		}
	}
	for key, place := range u.single {
		if m := messages[key]; m != nil && m.plural {
			note("%s: %s is a plural but is given to T", place, key)
		}
	}
	for key := range messages {
		if u.literals[key] == "" && !u.inFamily(key) {
			note("%s is in the catalogue, but nothing uses it", key)
		}
	}
	for prefix, place := range u.families {
		if !hasMember(messages, prefix) {
			note("%s: the family %q has no member", place, prefix)
		}
	}
	slices.Sort(out)
	return out
}

func (u *usage) inFamily(key string) bool {
	for prefix := range u.families {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func hasMember(messages map[string]*message, prefix string) bool {
	for key := range messages {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func repositoryRoot(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above this package")
		}
		dir = up
	}
}

func scan(files fs.FS, messages map[string]*message) (*usage, error) {
	u := &usage{
		sections: map[string]bool{}, literals: map[string]string{}, plural: map[string]string{},
		single: map[string]string{}, families: map[string]string{},
	}
	for key := range messages {
		section, _, _ := strings.Cut(key, ".")
		u.sections[section] = true
	}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && isForeign(entry.Name()):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case path.Ext(name) == ".templ":
			return u.scanTempl(files, name)
		case path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go"):
			return u.scanGo(files, name)
		}
		return nil
	})
	return u, err
}

func isForeign(dir string) bool {
	return strings.HasPrefix(dir, ".") || dir == "node_modules" || dir == "testdata" || dir == "dist"
}

func (u *usage) scanGo(files fs.FS, name string) error {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	place := func(n ast.Node) string {
		at := set.Position(n.Pos())
		return fmt.Sprintf("%s:%d", name, at.Line)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			u.literal(text(n), place(n))
		case *ast.CallExpr:
			u.call(n, place(n))
		}
		return true
	})
	return nil
}

func text(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}

func (u *usage) call(call *ast.CallExpr, place string) {
	if len(call.Args) == 0 {
		return
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	u.named(name, text(call.Args[0]), place)
}

func (u *usage) named(function, argument, place string) {
	if argument == "" {
		return
	}
	switch function {
	case "Family":
		u.families[argument] = place
	case "T":
		u.single[argument] = place
	case "N":
		u.plural[argument] = place
	}
}

var (
	keyShape     = regexp.MustCompile(`^([a-z][a-z0-9]*)\.[a-z0-9_]+(\.[a-z0-9_]+)*$`)
	templLiteral = regexp.MustCompile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`([^`]*)`")
	templCall    = regexp.MustCompile(`\b(T|N|Family)\(\s*"([^"\n]+)"`)
)

func (u *usage) literal(s, place string) {
	if m := keyShape.FindStringSubmatch(s); m != nil && u.sections[m[1]] && u.literals[s] == "" {
		u.literals[s] = place
	}
}

// scanTempl reads templ as text: its Go lies in markup that the Go parser does not know. A text
// in the markup that holds a lone quotation mark ends with its line, so it hides nothing further on.
func (u *usage) scanTempl(files fs.FS, name string) error {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(source), "\n") {
		place := fmt.Sprintf("%s:%d", name, i+1)
		for _, m := range templLiteral.FindAllStringSubmatch(line, -1) {
			u.literal(m[1]+m[2], place)
		}
		for _, m := range templCall.FindAllStringSubmatch(line, -1) {
			u.literal(m[2], place)
			u.named(m[1], m[2], place)
		}
	}
	return nil
}
