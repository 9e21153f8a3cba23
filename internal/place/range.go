package place

import (
	"slices"

	"sluice/internal/base"
)

// Range is a stretch of postcodes of one country, both ends within. The ends may be cut short:
// 73 to 75 holds every Dutch postcode from 7300 AA to 7599 ZZ.
type Range struct {
	Country string `json:"country" yaml:"country"`
	From    string `json:"from" yaml:"from"`
	To      string `json:"to" yaml:"to"`
}

// NewRange checks and normalises a range as an admin types it; an empty end is the same as the
// beginning. Errors are invalid, with the fields "country", "from" and "to".
func NewRange(country, from, to string) (Range, error) {
	r := Range{country, compact(from), compact(to)}
	if r.To == "" {
		r.To = r.From
	}
	var wrong base.Fields
	if !slices.Contains(Countries(), country) {
		wrong.Add("country", "error.unknown")
		return Range{}, wrong.Err()
	}
	addNoPrefix(&wrong, country, "from", r.From)
	addNoPrefix(&wrong, country, "to", r.To)
	if len(wrong) == 0 && r.empty() {
		wrong.Add("to", "error.too_small", map[string]any{"Min": r.From})
	}
	if err := wrong.Err(); err != nil {
		return Range{}, err
	}
	return r, nil
}

func addNoPrefix(wrong *base.Fields, country, field, key string) {
	switch {
	case key == "":
		wrong.Add(field, "error.required")
	case !isPrefix(country, key):
		wrong.Add(field, "error.postcode")
	}
}

// isPrefix says whether some postcode of the country begins with the key.
func isPrefix(country, key string) bool {
	if len(key) > length[country] {
		return false
	}
	filler := "000000"
	switch {
	case country == "NL":
		filler = "0000BB"
	case country == "ES" && key == "0":
		filler = "010000" // the first province is 01
	}
	return valid(country, key+filler[len(key):length[country]])
}

// empty says that no postcode can lie within.
func (r Range) empty() bool {
	n := min(len(r.From), len(r.To))
	return r.From[:n] > r.To[:n]
}

// Contains says whether the postcode lies in the range.
func (r Range) Contains(p Postcode) bool {
	return p.country == r.Country && cut(p.key, r.From) >= r.From && cut(p.key, r.To) <= r.To
}

// cut is the key at the length of the end that it is compared with.
func cut(key, end string) string { return key[:min(len(key), len(end))] }
