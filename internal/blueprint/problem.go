package blueprint

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Problem is one thing wrong with a document: where, what, and what is allowed. It is written for the
// person who edits the document.
type Problem struct {
	// File, Line and Column are set for a parsed file; Line and Column count from 1.
	File   string
	Line   int
	Column int
	// Path names the part, for example "stages[3].moves[1]"; empty is the whole document.
	Path string
	Text string
}

// String is "file:line:column: path: text", without the parts that are not known.
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File + ":")
		if p.Line > 0 {
			fmt.Fprintf(&b, "%d:%d:", p.Line, p.Column)
		}
		b.WriteString(" ")
	}
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Text)
	return b.String()
}

// Problems are all that is wrong with a document, in its order. As an error they are one per line.
type Problems []Problem

// Error lists the problems.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// Err is nil when there are none, so that an empty list never becomes an error by its type.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func (p Problems) sort() {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// mostListed keeps a sentence readable when a list is long.
const mostListed = 24

// unknown says that a name is not one of those allowed, and which it may have been meant for.
func unknown(what, got string, allowed []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "unknown %s %q", what, shorten(got))
	if near := nearest(got, allowed); near != "" {
		fmt.Fprintf(&b, ", near %q", near)
	}
	if len(allowed) == 0 {
		return b.String() + "; there are none"
	}
	b.WriteString("; allowed: ")
	if len(allowed) > mostListed {
		fmt.Fprintf(&b, "%s and %d more", strings.Join(allowed[:mostListed], ", "), len(allowed)-mostListed)
		return b.String()
	}
	b.WriteString(strings.Join(allowed, ", "))
	return b.String()
}

// nearest is the allowed name with the fewest letters changed, among those that look like a slip: a few
// letters off, or the same beginning.
func nearest(got string, allowed []string) string {
	if len(got) > 60 {
		return ""
	}
	got = strings.ToLower(got)
	best, bestAt := "", math.MaxInt
	for _, a := range allowed {
		d := distance(got, a)
		if (d <= max(2, len(got)/3) || sharedStart(got, a) >= 4) && d < bestAt {
			best, bestAt = a, d
		}
	}
	return best
}

func sharedStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// distance counts the letters to add, drop or change to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
