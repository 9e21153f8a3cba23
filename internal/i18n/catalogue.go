package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed locales
var localeFiles embed.FS

// message is one sentence, or one per plural form. A sentence without forms has only other.
type message struct {
	forms  map[form]*template
	plural bool
}

func (m *message) in(f form) *template {
	if t := m.forms[f]; t != nil {
		return t
	}
	return m.forms[formOther]
}

// tongue is all that is known of one language.
type tongue struct {
	lang     Lang
	messages map[string]*message
	plural   *pluralRule
	calendar *calendarNames
	numbers  *numberStyle
}

// Catalogue holds every sentence in every language. It is safe for concurrent use.
type Catalogue struct {
	tongues map[Lang]*tongue
	missing missing
}

// LoadOption changes what Load makes.
type LoadOption func(*Catalogue)

// WithLogger makes the catalogue warn, once per key, about keys that it does not have.
func WithLogger(log *slog.Logger) LoadOption {
	return func(c *Catalogue) { c.missing.log = log }
}

// Load reads the catalogue that is built into the program. The files are read once, however
// often it is called. A file that cannot be read is a mistake of the build and panics.
func Load(opts ...LoadOption) *Catalogue {
	tongues, err := builtIn()
	if err != nil {
		panic(fmt.Errorf("i18n: %w", err))
	}
	c := &Catalogue{tongues: tongues}
	for _, o := range opts {
		o(c)
	}
	return c
}

var builtIn = sync.OnceValues(func() (map[Lang]*tongue, error) { return readTongues(localeFiles) })

func readTongues(files fs.FS) (map[Lang]*tongue, error) {
	out := make(map[Lang]*tongue, len(Langs))
	for _, l := range Langs {
		t, err := readTongue(files, l)
		if err != nil {
			return nil, err
		}
		out[l] = t
	}
	for key, m := range out[English].messages {
		for _, l := range Langs {
			if out[l].messages[key] == nil {
				out[l].messages[key] = m
			}
		}
	}
	for _, t := range out {
		t.calendar = newCalendarNames(t.messages)
	}
	return out, nil
}

func readTongue(files fs.FS, l Lang) (*tongue, error) {
	rule, err := newPluralRule(l)
	if err != nil {
		return nil, err
	}
	messages, err := readMessages(files, l)
	if err != nil {
		return nil, err
	}
	return &tongue{lang: l, messages: messages, plural: rule, numbers: numberStyles[l]}, nil
}

// readMessages gathers the sections of one language as they stand in the files.
func readMessages(files fs.FS, l Lang) (map[string]*message, error) {
	names, err := fs.Glob(files, "locales/*/"+string(l)+".yaml")
	if err != nil {
		return nil, err
	}
	out := map[string]*message{}
	for _, name := range names {
		if err := readSection(files, name, out); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return out, nil
}

func readSection(files fs.FS, name string, into map[string]*message) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var entries map[string]any
	if err := yaml.Unmarshal(data, &entries); err != nil {
		return err
	}
	section := path.Base(path.Dir(name))
	for key, value := range entries {
		m, err := newMessage(value)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		into[section+"."+key] = m
	}
	return nil
}

func newMessage(value any) (*message, error) {
	switch v := value.(type) {
	case string:
		t, err := compileStrict(v)
		return &message{forms: map[form]*template{formOther: t}}, err
	case map[string]any:
		return newPluralMessage(v)
	default:
		return nil, fmt.Errorf("wants a text or a map of plural forms, not %T", value)
	}
}

func newPluralMessage(entries map[string]any) (*message, error) {
	m := &message{forms: map[form]*template{}, plural: true}
	for _, f := range forms {
		text, ok := entries[string(f)].(string)
		if !ok {
			continue
		}
		t, err := compileStrict(text)
		if err != nil {
			return nil, err
		}
		m.forms[f] = t
	}
	if len(m.forms) != len(entries) {
		return nil, fmt.Errorf("plural forms are %v, each a text", forms)
	}
	if m.forms[formOther] == nil {
		return nil, fmt.Errorf("the form %q is missing", formOther)
	}
	return m, nil
}

// Has tells whether the catalogue has the key.
func (c *Catalogue) Has(key string) bool { return c.tongues[English].messages[key] != nil }
