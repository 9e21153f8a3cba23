package org

import (
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"sluice/internal/base"
)

const longestEmail = 254

// NormalEmail is an address in the form by which two are the same: trimmed, in lower case, its domain in
// ASCII. It is false for what is not an address.
func NormalEmail(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if len(text) > longestEmail || strings.ContainsAny(text, "<>\"") || strings.ContainsFunc(text, isHidden) {
		return "", false
	}
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text {
		return "", false
	}
	at := strings.LastIndexByte(text, '@')
	domain, err := idna.Lookup.ToASCII(text[at+1:])
	if err != nil || !strings.Contains(domain, ".") {
		return "", false
	}
	return text[:at+1] + domain, true
}

func checkEmail(wrong *base.Fields, field, text string) string {
	norm, ok := NormalEmail(text)
	switch {
	case strings.TrimSpace(text) == "":
		wrong.Add(field, "error.required")
	case !ok:
		wrong.Add(field, "error.email")
	}
	return norm
}

// CheckName notes what is wrong with the name of a person or a brand: empty, longer than 120 characters, or of more
// than one line.
func CheckName(wrong *base.Fields, field, text string) {
	checkText(wrong, field, &text, longestName, true)
}

// checkText notes a text that is too long, or missing where it must be there, and trims it.
func checkText(wrong *base.Fields, field string, text *string, most int, required bool) {
	*text = strings.TrimSpace(*text)
	switch {
	case required && *text == "":
		wrong.Add(field, "error.required")
	case len([]rune(*text)) > most:
		wrong.Add(field, "error.too_long", map[string]any{"Max": most})
	case strings.ContainsFunc(*text, isControl):
		wrong.Add(field, "org.error_signs")
	}
}

// isControl finds what ends a line, in any reading of "line", or turns the direction of the words behind it.
func isControl(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

func isHidden(r rune) bool { return !unicode.IsGraphic(r) }
