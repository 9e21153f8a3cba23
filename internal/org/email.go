package org

import (
	"net/mail"
	"strings"

	"golang.org/x/net/idna"

	"sluice/internal/base"
)

const longestEmail = 254

// NormalEmail is an address in the form by which two are the same: trimmed, in lower case, its domain in
// ASCII. It is false for what is not an address.
func NormalEmail(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if len(text) > longestEmail || strings.ContainsAny(text, "\r\n<>\"") {
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

// checkText notes a text that is too long, or missing where it must be there, and trims it.
func checkText(wrong *base.Fields, field string, text *string, most int, required bool) {
	*text = strings.TrimSpace(*text)
	switch {
	case required && *text == "":
		wrong.Add(field, "error.required")
	case len([]rune(*text)) > most:
		wrong.Add(field, "error.too_long", map[string]any{"Max": most})
	case strings.ContainsFunc(*text, isControl):
		wrong.Add(field, "error.choice")
	}
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
