package i18n

import (
	"fmt"
	"time"

	"sluice/internal/base"
)

// Args fill the gaps of a sentence by name. Whole numbers, decimals and moments are written as
// the language does; a year or a house number is therefore given as a string.
type Args = map[string]any

// Printer writes for one reader: in a language, a time zone and the wording of a workspace.
// It never changes, costs next to nothing to make, and is safe for concurrent use.
type Printer struct {
	catalogue *Catalogue
	tongue    *tongue
	zone      *time.Location
	wording   map[string]string
}

// PrinterOption changes how a printer writes.
type PrinterOption func(*Printer)

// WithWording replaces sentences by those of a workspace, in the printer's language. A key of
// a plural replaces all its forms; with ".one", ".few", ".many" or ".other" behind it, one of them.
// The map must not be changed afterwards.
func WithWording(wording map[string]string) PrinterOption {
	return func(p *Printer) { p.wording = wording }
}

// Printer makes the printer of a reader. A language that the product does not speak becomes
// English, a nil zone UTC.
func (c *Catalogue) Printer(lang Lang, zone *time.Location, opts ...PrinterOption) *Printer {
	t := c.tongues[lang]
	if t == nil {
		t = c.tongues[English]
	}
	if zone == nil {
		zone = time.UTC
	}
	p := &Printer{catalogue: c, tongue: t, zone: zone}
	for _, o := range opts {
		o(p)
	}
	return p
}

// Lang is the language that the printer writes.
func (p *Printer) Lang() Lang { return p.tongue.lang }

// Zone is where the reader's clock hangs.
func (p *Printer) Zone() *time.Location { return p.zone }

// LangName is the name of a language in the reader's own.
func (p *Printer) LangName(l Lang) string { return p.T(langNames.Key(string(l))) }

// T is the sentence of a key. A key that the catalogue lacks comes back as it is, and is counted.
func (p *Printer) T(key string, args ...Args) string {
	t := p.find(key, formOther)
	if t == nil {
		p.catalogue.missing.note(key, p.Lang())
		return key
	}
	if t.pieces == nil {
		return t.plain
	}
	return t.fill(func(gap string) string { return p.argument(gap, args) })
}

// N is the sentence of a key for a count, in the plural form that the language wants.
// {{.Count}} in it is the count as the language writes numbers.
func (p *Printer) N(key string, count int, args ...Args) string {
	t := p.find(key, p.tongue.plural.form(count))
	if t == nil {
		p.catalogue.missing.note(key, p.Lang())
		return key
	}
	return t.fill(func(gap string) string {
		if gap == "Count" {
			return p.Int(count)
		}
		return p.argument(gap, args)
	})
}

func (p *Printer) find(key string, f form) *template {
	if len(p.wording) > 0 {
		if t := p.ownWording(key, f); t != nil {
			return t
		}
	}
	m := p.tongue.messages[key]
	if m == nil {
		return nil
	}
	return m.in(f)
}

func (p *Printer) ownWording(key string, f form) *template {
	if text, ok := p.wording[key+"."+string(f)]; ok {
		return compile(text)
	}
	if text, ok := p.wording[key]; ok {
		return compile(text)
	}
	return nil
}

// argument is a gap's value as text; a gap that nobody fills stays empty.
func (p *Printer) argument(gap string, args []Args) string {
	for _, a := range args {
		if v, ok := a[gap]; ok {
			return p.write(v)
		}
	}
	return ""
}

func (p *Printer) write(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return p.Int(v)
	case int64:
		return p.Int(int(v))
	case float64:
		return p.number(v)
	case time.Time:
		return p.DateTime(v)
	case time.Duration:
		return p.Duration(v)
	case Text:
		return v.In(p.Lang())
	default:
		return fmt.Sprint(v)
	}
}

// Err is the sentence that tells a user what failed. A key that the catalogue lacks gives the
// sentence for internal failures; no error gives "".
func (p *Printer) Err(err *base.Error) string {
	if err == nil {
		return ""
	}
	return p.failure(err.Key, err.Args)
}

// FieldErr is the sentence beside a field that was filled in wrongly.
func (p *Printer) FieldErr(err base.FieldError) string { return p.failure(err.Key, err.Args) }

func (p *Printer) failure(key string, args Args) string {
	if !p.catalogue.Has(key) {
		p.catalogue.missing.note(key, p.Lang())
		return p.T("error.internal")
	}
	return p.T(key, args)
}
