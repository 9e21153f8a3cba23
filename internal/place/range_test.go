package place

import (
	"testing"

	"sluice/internal/base"
)

func TestRange_Contains(t *testing.T) {
	cases := []struct {
		country, from, to string
		text              string
		want              bool
	}{
		{"NL", "7300", "7399", "7300 AA", true},
		{"NL", "7300", "7399", "7399 ZZ", true},
		{"NL", "7300", "7399", "7400 AA", false},
		{"NL", "7300", "7399", "7299 ZZ", false},
		{"NL", "73", "75", "7599 ZZ", true},
		{"NL", "73", "75", "7600 AA", false},
		{"NL", "7315", "", "7315 KD", true},
		{"NL", "7315", "", "7316 KD", false},
		{"NL", "7315 ka", "7315 KZ", "7315 KD", true},
		{"NL", "7315 KA", "7315 KZ", "7315 LA", false},
		{"NL", "7399", "74", "7398 AA", false},
		{"NL", "7399", "74", "7499 AA", true},
		{"PL", "00-1", "05", "00-950", true},
		{"PL", "00-1", "05", "00-050", false},
		{"ES", "0", "1", "19001", true},
		{"ES", "5", "", "52001", true},
		{"DE", "10000", "13999", "12435", true},
		{"DE", "1", "", "01067", false},
		{"BE", "2000", "2999", "3000", false},
	}
	for _, tc := range cases {
		r, err := NewRange(tc.country, tc.from, tc.to)
		if err != nil {
			t.Errorf("NewRange(%s, %q, %q): %v", tc.country, tc.from, tc.to, err)
			continue
		}
		if got := r.Contains(mustParse(t, tc.country, tc.text)); got != tc.want {
			t.Errorf("%v contains %s: %t, want %t", r, tc.text, got, tc.want)
		}
	}
}

func TestRange_HoldsOnlyItsCountry(t *testing.T) {
	r, err := NewRange("BE", "1000", "9999")
	if err != nil {
		t.Fatal(err)
	}
	if r.Contains(mustParse(t, "NL", "1011 AB")) || r.Contains(Postcode{}) {
		t.Error("a Belgian range holds a postcode from elsewhere")
	}
}

func TestNewRange_Refuses(t *testing.T) {
	cases := []struct{ country, from, to, field, key string }{
		{"XX", "1", "2", "country", "error.unknown"},
		{"NL", "", "", "from", "error.required"},
		{"NL", "0", "9", "from", "error.postcode"},
		{"NL", "73x", "75", "from", "error.postcode"},
		{"NL", "73", "7315 KDX", "to", "error.postcode"},
		{"NL", "75", "7399", "to", "error.too_small"},
		{"ES", "28", "53", "to", "error.postcode"},
		{"BE", "0", "1", "from", "error.postcode"},
	}
	for _, tc := range cases {
		_, err := NewRange(tc.country, tc.from, tc.to)
		if base.CodeOf(err) != base.CodeInvalid {
			t.Errorf("NewRange(%s, %q, %q) = %v, want invalid", tc.country, tc.from, tc.to, err)
			continue
		}
		if f := base.AsError(err).Fields[0]; f.Field != tc.field || f.Key != tc.key {
			t.Errorf("NewRange(%s, %q, %q): %s %s, want %s %s", tc.country, tc.from, tc.to, f.Field, f.Key, tc.field, tc.key)
		}
	}
}
