package place

import (
	"slices"
	"strings"

	"sluice/internal/base"
)

// Postcode is a checked postcode of a country. It is comparable; the zero value is none.
type Postcode struct {
	country string
	key     string
}

// Countries lists the countries whose postcodes are known, by ISO code.
func Countries() []string { return []string{"BE", "DE", "ES", "NL", "PL"} }

// length is how many characters a postcode has without its separator.
var length = map[string]int{"BE": 4, "DE": 5, "ES": 5, "NL": 6, "PL": 5}

// Parse reads a postcode as people type it: in any case, with or without its space or hyphen.
// Errors are invalid, with the field "country" or "postcode".
func Parse(country, text string) (Postcode, error) {
	if !slices.Contains(Countries(), country) {
		return Postcode{}, base.Invalid(base.FieldError{Field: "country", Key: "error.unknown"})
	}
	key := compact(text)
	if key == "" {
		return Postcode{}, base.Invalid(base.FieldError{Field: "postcode", Key: "error.required"})
	}
	if !valid(country, key) {
		return Postcode{}, base.Invalid(base.FieldError{Field: "postcode", Key: "error.postcode"})
	}
	return Postcode{country, key}, nil
}

// compact takes out what people put between the characters.
func compact(text string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '-', '.', '\u00a0', '\u2013':
			return -1
		default:
			return r
		}
	}, text))
}

func valid(country, key string) bool {
	if len(key) != length[country] {
		return false
	}
	switch country {
	case "NL":
		return digits(key[:4]) && key[0] != '0' && dutchLetters(key[4:])
	case "BE":
		return digits(key) && key[0] != '0'
	case "ES":
		return digits(key) && key >= "01000" && key <= "52999"
	default:
		return digits(key)
	}
}

func digits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// dutchLetters refuses the three pairs that are never given out.
func dutchLetters(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return false
	}
	return s != "SA" && s != "SD" && s != "SS"
}

// Country is the ISO code of the postcode's country.
func (p Postcode) Country() string { return p.country }

// IsZero says that there is no postcode.
func (p Postcode) IsZero() bool { return p == Postcode{} }

// String is the postcode as its country writes it: "7315 KD", "1000", "10115", "28013", "00-950".
func (p Postcode) String() string {
	switch p.country {
	case "NL":
		return p.key[:4] + " " + p.key[4:]
	case "PL":
		return p.key[:2] + "-" + p.key[2:]
	default:
		return p.key
	}
}

// SortKey orders the postcodes of a country, and is what ranges compare.
func (p Postcode) SortKey() string { return p.key }

// Area is the postcode as shown to who may not know the address yet (INV-8): so short that a few
// thousand people share it. A full Dutch postcode is one side of a street, and a Polish one can be
// a single building; elsewhere a postcode is a district already.
func (p Postcode) Area() string {
	switch p.country {
	case "NL":
		return p.key[:4]
	case "PL":
		return p.key[:2] + "-" + p.key[2:3]
	default:
		return p.key
	}
}
