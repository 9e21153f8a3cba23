package ui

import "strings"

// class joins class names and leaves out the empty ones.
func class(names ...string) string {
	kept := names[:0:0]
	for _, n := range names {
		if n != "" {
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, " ")
}

// ID makes an element's id from parts that may hold anything: what is not a letter, a digit or a hyphen
// becomes a hyphen, and a letter stands in front, so that selectors and hx-target can name it.
func ID(parts ...string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte('-')
		}
		for _, r := range part {
			if r < 128 && (r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
				b.WriteRune(r)
			} else {
				b.WriteByte('-')
			}
		}
	}
	id := b.String()
	if id == "" || (id[0] < 'A' || id[0] > 'Z') && (id[0] < 'a' || id[0] > 'z') {
		return "x" + id
	}
	return id
}
