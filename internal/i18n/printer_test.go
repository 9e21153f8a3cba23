package i18n

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"sluice/internal/base"
)

// small is a catalogue of a few sentences, so that tests do not lean on the product's wording.
func small(t *testing.T, opts ...LoadOption) *Catalogue {
	t.Helper()
	tongues, err := readTongues(fstest.MapFS{
		"locales/home/en.yaml": {Data: []byte("hello: \"Hello {{.Name}}\"\nplain: Plain\nonly: Only English\n" +
			"leads: {one: \"one lead of {{.Name}}\", other: \"{{.Count}} leads of {{.Name}}\"}\nfew: {one: one day, other: \"{{.Count}} days\"}")},
		"locales/home/pl.yaml": {Data: []byte("hello: \"Cześć {{ .Name }}\"\nplain: Zwykłe\n" +
			"leads: {one: \"jeden {{.Name}}\", few: \"{{.Count}} leady\", many: \"{{.Count}} leadów\", other: \"{{.Count}} leada\"}")},
		"locales/home/es.yaml":  {Data: []byte("leads: {one: \"{{.Count}} lead\", many: \"{{.Count}} de leads\", other: \"{{.Count}} leads\"}")},
		"locales/error/en.yaml": {Data: []byte("internal: Our fault.\ntoo_long: \"At most {{.Max}}.\"")},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := &Catalogue{tongues: tongues}
	for _, o := range opts {
		o(c)
	}
	return c
}

func TestLNG1_SentencesAndFallback(t *testing.T) {
	c := small(t)
	pl := c.Printer(Polish, nil)
	for _, tt := range []struct{ got, want string }{
		{pl.T("home.plain"), "Zwykłe"},
		{pl.T("home.hello", Args{"Name": "Ola"}), "Cześć Ola"},
		{pl.T("home.hello"), "Cześć "},
		{pl.T("home.hello", Args{"Other": 1}, Args{"Name": 12345}), "Cześć 12" + hardSpace + "345"},
		{pl.T("home.only"), "Only English"},
		{pl.N("home.few", 3), "3 days"},
		{pl.N("home.plain", 3), "Zwykłe"},
		{pl.T("home.nowhere"), "home.nowhere"},
		{c.Printer("xx", nil).T("home.plain"), "Plain"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if l := c.Printer("xx", nil).Lang(); l != English {
		t.Errorf("an unknown language becomes %s", l)
	}
}

func TestLNG1_Plurals(t *testing.T) {
	c := small(t)
	for _, tt := range []struct {
		lang  Lang
		count int
		want  string
	}{
		{English, 0, "0 leads of Bo"}, {English, 1, "one lead of Bo"}, {English, 1234, "1,234 leads of Bo"},
		{English, -1, "one lead of Bo"},
		{Polish, 0, "0 leadów"}, {Polish, 1, "jeden Bo"}, {Polish, 2, "2 leady"}, {Polish, 5, "5 leadów"},
		{Polish, 12, "12 leadów"}, {Polish, 22, "22 leady"}, {Polish, 101, "101 leadów"},
		{Polish, 1002, "1002 leady"}, {Polish, 12_112, "12 112 leadów"},
		{Spanish, 0, "0 leads"}, {Spanish, 1, "1 lead"}, {Spanish, 1_000_000, "1.000.000 de leads"},
		{Spanish, 1_000_001, "1.000.001 leads"},
	} {
		got := c.Printer(tt.lang, nil).N("home.leads", tt.count, Args{"Name": "Bo"})
		if got := strings.ReplaceAll(got, hardSpace, " "); got != tt.want {
			t.Errorf("%s %d: %q, want %q", tt.lang, tt.count, got, tt.want)
		}
	}
}

func TestLNG1_PluralsOfTheProduct(t *testing.T) {
	c := Load()
	for lang, want := range map[Lang][4]string{
		English: {"1 d", "2 d", "5 d", "22 d"},
		Dutch:   {"1 d", "2 d", "5 d", "22 d"},
		Polish:  {"1 dzień", "2 dni", "5 dni", "22 dni"},
		Spanish: {"1 d", "2 d", "5 d", "22 d"},
		German:  {"1 Tg.", "2 Tg.", "5 Tg.", "22 Tg."},
	} {
		for i, n := range []int{1, 2, 5, 22} {
			if got := c.Printer(lang, nil).N("time.days", n); got != want[i] {
				t.Errorf("%s: %q, want %q", lang, got, want[i])
			}
		}
	}
}

func TestLNG1_HostileArgumentsStayText(t *testing.T) {
	p := small(t).Printer(English, nil)
	for _, hostile := range []string{
		"{{.Name}}", "{{range .}}x{{end}}", "<script>alert(1)</script>", "%d %s %!", "{{", "\x00", "a\nb",
	} {
		if got, want := p.T("home.hello", Args{"Name": hostile}), "Hello "+hostile; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestLNG1_WordingOfAWorkspace(t *testing.T) {
	c := small(t)
	p := c.Printer(Polish, nil, WithWording(map[string]string{
		"home.plain":     "Nasze {{.Name}} {{range .}} {{printf \"%9999999d\" 1}}",
		"home.leads.few": "{{.Count}} szanse",
	}))
	if got, want := p.T("home.plain", Args{"Name": "słowo"}), "Nasze słowo {{range .}} {{printf \"%9999999d\" 1}}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := p.N("home.leads", 3); got != "3 szanse" {
		t.Errorf("the few form became %q", got)
	}
	if got := p.N("home.leads", 5); got != "5 leadów" {
		t.Errorf("the many form became %q", got)
	}
	if got := c.Printer(Polish, nil).T("home.plain"); got != "Zwykłe" {
		t.Errorf("another workspace reads %q", got)
	}
}

func TestLNG1_ArgumentsAreWrittenAsTheLanguageDoes(t *testing.T) {
	p := Load().Printer(Dutch, time.FixedZone("", 3600))
	at := time.Date(2026, 3, 9, 16, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		value any
		want  string
	}{
		{nil, ""}, {"12345", "12345"}, {12345, "12.345"}, {int64(12345), "12.345"}, {1234.5, "1.234,5"},
		{0.256, "0,26"}, {3.0, "3"}, {at, "ma 9 mrt 17:00"}, {90 * time.Minute, "1 u 30 min"},
		{Text{Dutch: "ja", English: "yes"}, "ja"}, {base.CodeInvalid, "invalid"},
	} {
		if got := p.write(tt.value); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.value, got, tt.want)
		}
	}
}

func TestLNG1_Errors(t *testing.T) {
	c := small(t)
	p := c.Printer(Dutch, nil)
	for _, tt := range []struct{ got, want string }{
		{p.Err(nil), ""},
		{p.Err(base.Internal(errors.New("disk"))), "Our fault."},
		{p.Err(base.Fail(base.CodeInvalid, "error.too_long").With("Max", 1200)), "At most 1.200."},
		{p.Err(base.Fail(base.CodeInvalid, "error.of_another_version")), "Our fault."},
		{p.FieldErr(base.FieldError{Key: "error.too_long", Args: Args{"Max": 5}}), "At most 5."},
		{p.FieldErr(base.FieldError{Key: ""}), "Our fault."},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if c.Missing()["error.of_another_version"] != 1 {
		t.Errorf("missing: %v", c.Missing())
	}
}

func TestLNG1_EveryCodeHasASentence(t *testing.T) {
	c := Load()
	for _, code := range []base.Code{
		base.CodeInvalid, base.CodeUnauthenticated, base.CodeForbidden, base.CodeNotFound,
		base.CodeConflict, base.CodeExpired, base.CodeRateLimited, base.CodeInternal,
	} {
		if !c.Has("error." + string(code)) {
			t.Errorf("error.%s is missing", code)
		}
	}
}

func TestLNG1_MissingKeysAreLoggedOnce(t *testing.T) {
	var log bytes.Buffer
	c := small(t, WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 10 {
				c.Printer(German, nil).T("home.gone")
				c.Printer(German, nil).N("home.gone", 2)
			}
		})
	}
	all.Wait()
	if got := c.Missing()["home.gone"]; got != 160 {
		t.Errorf("counted %d", got)
	}
	if got := strings.Count(log.String(), "key=home.gone"); got != 1 {
		t.Errorf("logged %d times:\n%s", got, log.String())
	}
	for i := range 2 * mostMissing {
		c.Printer(German, nil).T(c.Printer(German, nil).Int(i))
	}
	if got := len(c.Missing()); got != mostMissing {
		t.Errorf("%d wrong keys are remembered", got)
	}
}

func TestLNG1_BrokenFilesAreRefused(t *testing.T) {
	for name, source := range map[string]string{
		"not yaml":       "a: [",
		"twice":          "a: x\na: y",
		"a number":       "a: 5",
		"a strange form": "a: {one: x, other: y, two: z}",
		"no other":       "a: {one: x}",
		"a deep map":     "a: {other: {b: c}}",
		"a template":     "a: \"{{range .X}}\"",
		"in a form":      "a: {other: \"{{.X\"}",
	} {
		_, err := readTongues(fstest.MapFS{"locales/home/nl.yaml": {Data: []byte(source)}})
		if err == nil || !strings.Contains(err.Error(), "locales/home/nl.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
