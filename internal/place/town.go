package place

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/towns_nl.txt
var townText string

type townRange struct{ from, to, name string }

var dutchTowns = sync.OnceValue(func() []townRange {
	var out []townRange
	for f := range records(townText, "\n") {
		codes, name, _ := strings.Cut(f[0], " ")
		from, to, isRange := strings.Cut(codes, "-")
		if !isRange {
			to = from
		}
		out = append(out, townRange{from, to, name})
	}
	return out
})

// Town is the town of a Dutch postcode where it is one of the larger ones, to fill in a form with.
// It is "" for the villages, and in other countries.
func (p Postcode) Town() string {
	if p.country != "NL" {
		return ""
	}
	area, towns := p.Area(), dutchTowns()
	i, found := slices.BinarySearchFunc(towns, area, func(t townRange, code string) int {
		return strings.Compare(t.from, code)
	})
	if !found {
		i--
	}
	if i < 0 || area > towns[i].to {
		return ""
	}
	return towns[i].name
}
