package org

import (
	"strings"
	"testing"

	"sluice/internal/base"
)

func TestACC1_EmailNormalForm(t *testing.T) {
	for text, want := range map[string]string{
		" Joost@Zonwerk.EXAMPLE ": "joost@zonwerk.example",
		"o'neil+zon@a.example":    "o'neil+zon@a.example",
		"zoë@zonwerk.example":     "zoë@zonwerk.example",
		"a@zön.example":           "a@xn--zn-fka.example",
		"":                        "", "joost": "", "joost@": "", "@zonwerk.example": "", "joost@zonwerk": "", "a b@c.example": "",
		"Joost <joost@zonwerk.example>": "", "a@b.example, c@d.example": "", "a@b.example\r\nBcc: x@y.example": "", "a@b..example": "",
		"a\u0085b@c.example": "", "a\u2028b@c.example": "", "a\u202eb@c.example": "", "a@c.example\u200b": "",
		strings.Repeat("a", 250) + "@b.example": "",
	} {
		got, ok := NormalEmail(text)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}

// A name stands in the subjects and senders of mails, which are one line, and beside the words of others.
func TestACC1_NamesAreOneLineInOneDirection(t *testing.T) {
	for name, fits := range map[string]bool{
		"Zonwerk": true, "Zoë & zn.": true, "שמש": true, "👩‍🔧 Zon": true,
		"a\nb": false, "a\u0085b": false, "a\u2028b": false, "a\u202eb": false, "a\u2067b": false, "a\x00b": false,
	} {
		var wrong base.Fields
		checkText(&wrong, "name", &name, longestName, true)
		if fits != (len(wrong) == 0) {
			t.Errorf("%q: %v", name, wrong)
		}
	}
}

// FuzzACC1_Email: the normal form of a normal form is itself, and is one line.
func FuzzACC1_Email(f *testing.F) {
	f.Add("Joost@Zonwerk.example")
	f.Add("zoë@zön.example")
	f.Fuzz(func(t *testing.T, text string) {
		norm, ok := NormalEmail(text)
		if !ok {
			return
		}
		again, ok := NormalEmail(norm)
		if !ok || again != norm || strings.ContainsAny(norm, "\r\n ") {
			t.Errorf("%q became %q and then %q", text, norm, again)
		}
	})
}

func TestACC1_PasswordRules(t *testing.T) {
	for password, key := range map[string]string{
		"zeven blauwe fietsen":               "",
		"ąęśćżźńółx":                         "",
		strings.Repeat("ab", 100):            "",
		"":                                   "error.too_short",
		"ninechars":                          "error.too_short",
		"ąęśćżźńół":                          "error.too_short",
		strings.Repeat("ab", 100)[1:] + "xy": "error.too_long",
		"joost@zonwerk.example":              "org.error_password_email",
		"JOOST@zonwerk.example":              "org.error_password_email",
		"Password 123":                       "org.error_password_common",
		"wachtwoord1":                        "org.error_password_common",
		"aaaaaaaaaaaa":                       "org.error_password_common",
		"          ":                         "org.error_password_common",
	} {
		var wrong base.Fields
		CheckPassword(&wrong, "password", password, "joost@zonwerk.example")
		got := ""
		if len(wrong) > 0 {
			got = wrong[0].Key
		}
		if got != key {
			t.Errorf("%q: %q, want %q", password, got, key)
		}
	}
}

func TestACC1_AddressesOfOneNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "2001:db8:1:2:3::4": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "": "", "x": "x",
	} {
		if got := networkOf(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
