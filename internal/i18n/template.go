package i18n

import (
	"fmt"
	"regexp"
	"strings"
)

// template is a sentence with gaps. Only {{.Name}} is a gap: sentences may be written by a
// workspace, and a full template language would hand it loops and printf.
type template struct {
	plain  string // the whole sentence when it has no gaps
	pieces []piece
}

type piece struct{ text, gap string }

var gapPattern = regexp.MustCompile(`\{\{\s*\.([A-Za-z][A-Za-z0-9]*)\s*\}\}`)

func compile(source string) *template {
	found := gapPattern.FindAllStringSubmatchIndex(source, -1)
	if found == nil {
		return &template{plain: source}
	}
	t := &template{}
	from := 0
	for _, at := range found {
		t.pieces = append(t.pieces, piece{text: source[from:at[0]], gap: source[at[2]:at[3]]})
		from = at[1]
	}
	t.pieces = append(t.pieces, piece{text: source[from:]})
	return t
}

// compileStrict refuses braces that are no gap: in the catalogue they are a slip of the pen.
func compileStrict(source string) (*template, error) {
	t := compile(source)
	rest := gapPattern.ReplaceAllString(source, "")
	if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		return nil, fmt.Errorf("%q has braces that are not of the form {{.Name}}", source)
	}
	return t, nil
}

// fill puts the values into the gaps. What comes from a value is never read as a template.
func (t *template) fill(value func(gap string) string) string {
	if t.pieces == nil {
		return t.plain
	}
	var b strings.Builder
	for _, p := range t.pieces {
		b.WriteString(p.text)
		if p.gap != "" {
			b.WriteString(value(p.gap))
		}
	}
	return b.String()
}
