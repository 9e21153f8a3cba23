package place

import "testing"

func TestTown(t *testing.T) {
	cases := []struct{ country, text, want string }{
		{"NL", "1011 AB", "Amsterdam"},
		{"NL", "1109 ZZ", "Amsterdam"},
		{"NL", "7315 KD", "Apeldoorn"},
		{"NL", "2511 AA", "Den Haag"},
		{"NL", "5211 AA", "'s-Hertogenbosch"},
		{"NL", "1731 AA", ""}, // a village
		{"NL", "1000 AA", ""}, // boxes, before the first town
		{"NL", "9999 AA", ""},
		{"BE", "1011", ""},
	}
	for _, tc := range cases {
		if got := mustParse(t, tc.country, tc.text).Town(); got != tc.want {
			t.Errorf("%s %s lies in %q, want %q", tc.country, tc.text, got, tc.want)
		}
	}
}

// TestTowns_AreInOrder because the search halves the list.
func TestTowns_AreInOrder(t *testing.T) {
	last := ""
	for _, town := range dutchTowns() {
		if town.from <= last || town.to < town.from || len(town.from) != 4 || len(town.to) != 4 || town.name == "" {
			t.Errorf("%+v stands after %s", town, last)
		}
		last = town.to
	}
	if n := len(dutchTowns()); n < 250 {
		t.Errorf("only %d towns", n)
	}
}

// TestTowns_LieInOneProvince finds a mistyped end, which would reach into the neighbours.
func TestTowns_LieInOneProvince(t *testing.T) {
	for _, town := range dutchTowns() {
		from, _ := mustParse(t, "NL", town.from+"AB").Province()
		to, _ := mustParse(t, "NL", town.to+"AB").Province()
		if from != to {
			t.Errorf("%s begins in %s and ends in %s", town.name, from.Name, to.Name)
		}
	}
}
