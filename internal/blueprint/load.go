package blueprint

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"reflect"
	"strings"

	"sluice/internal/calendar"
)

// MaxSize bounds a blueprint file, many times the largest of ours.
const MaxSize = 512 << 10

//go:embed blueprints/*.yaml
var builtIn embed.FS

// Names lists the built-in blueprints.
func Names() []string {
	entries, err := builtIn.ReadDir("blueprints")
	if err != nil {
		return nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".yaml")
	}
	return names
}

// Load reads a built-in blueprint. An unknown name is an error that lists the known ones.
func Load(name string) (*Document, error) {
	file := name + ".yaml"
	data, err := builtIn.ReadFile(path.Join("blueprints", file))
	if err != nil {
		return nil, errors.New(unknown("blueprint", name, Names()))
	}
	return Parse(file, data)
}

// Parse reads and checks a blueprint; name is how messages call the file. The error is Problems, with all
// that is wrong and where.
func Parse(name string, data []byte) (*Document, error) {
	doc, problems := parse(data)
	for i := range problems {
		problems[i].File = name
	}
	problems.sort()
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return doc, nil
}

func parse(data []byte) (*Document, Problems) {
	if len(data) > MaxSize {
		return nil, Problems{{Text: fmt.Sprintf("the file has %d bytes; at most %d are read", len(data), MaxSize)}}
	}
	body, problems := syntax(data)
	if problems != nil {
		return nil, problems
	}
	doc := &Document{}
	d := &decoder{at: map[string]position{}, failed: map[string]bool{}}
	d.value(body, reflect.ValueOf(doc).Elem(), "")
	doc.fillDefaults()
	if d.failed[""] {
		return nil, d.problems
	}
	return doc, append(d.problems, d.placed(Check(doc))...)
}

// placed gives the problems of a check their places in the file, and drops the echoes of parts that could not be read.
func (d *decoder) placed(found Problems) Problems {
	var out Problems
	for _, p := range found {
		if d.echo(p.Path) {
			continue
		}
		at := d.nearestPosition(p.Path)
		p.Line, p.Column = at.line, at.column
		out = append(out, p)
	}
	return out
}

func (d *decoder) echo(path string) bool {
	for ; path != ""; path = parent(path) {
		if d.failed[path] {
			return true
		}
	}
	return false
}

// nearestPosition is where the part stands, or the part around it when it is not in the file.
func (d *decoder) nearestPosition(of string) position {
	for p := of; ; p = parent(p) {
		if at, ok := d.at[p]; ok || p == "" {
			return at
		}
	}
}

// parent is the path around a part: of "stages[3].moves[1]" it is "stages[3].moves".
func parent(of string) string { return of[:max(0, strings.LastIndexAny(of, ".["))] }

// Decode reads a document from the JSON it is stored as. It was checked before it was stored.
func Decode(data []byte) (*Document, error) {
	doc := &Document{}
	if err := json.Unmarshal(data, doc); err != nil {
		return nil, fmt.Errorf("read a stored configuration: %w", err)
	}
	doc.fillDefaults()
	return doc, nil
}

// Clone returns a copy to edit, sharing nothing with the original.
func (d *Document) Clone() (*Document, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("copy a configuration: %w", err)
	}
	return Decode(data)
}

// fillDefaults sets what the policy may leave out, so that its readers find it.
func (d *Document) fillDefaults() {
	for _, s := range d.Policy.Steps {
		if s.Market != nil {
			s.Market.Hold = orSpan(s.Market.Hold, "2d")
			s.Market.Warn = orSpan(s.Market.Warn, "4h")
			if s.Market.Order == "" {
				s.Market.Order = OrderNewest
			}
		}
		if s.Offer != nil && s.Offer.Calendar == "" {
			s.Offer.Calendar = CalendarWorking
		}
	}
}

func orSpan(s calendar.Span, otherwise string) calendar.Span {
	if s.IsZero() {
		s, _ = calendar.ParseSpan(otherwise)
	}
	return s
}
