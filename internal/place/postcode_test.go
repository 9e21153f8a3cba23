package place

import (
	"slices"
	"strings"
	"testing"

	"sluice/internal/base"
)

func mustParse(t testing.TB, country, text string) Postcode {
	t.Helper()
	p, err := Parse(country, text)
	if err != nil {
		t.Fatalf("Parse(%s, %q): %v", country, text, err)
	}
	return p
}

func TestParse_Normalises(t *testing.T) {
	cases := []struct{ country, text, want, area, key string }{
		{"NL", "7315kd", "7315 KD", "7315", "7315KD"},
		{"NL", " 7315  KD ", "7315 KD", "7315", "7315KD"},
		{"NL", "7315\u00a0KD", "7315 KD", "7315", "7315KD"},
		{"BE", "1000", "1000", "1000", "1000"},
		{"DE", "01067", "01067", "01067", "01067"},
		{"ES", "01000", "01000", "01000", "01000"},
		{"ES", "52999", "52999", "52999", "52999"},
		{"PL", "00950", "00-950", "00-9", "00950"},
		{"PL", "00–950", "00-950", "00-9", "00950"},
	}
	for _, tc := range cases {
		p := mustParse(t, tc.country, tc.text)
		if p.String() != tc.want || p.Area() != tc.area || p.SortKey() != tc.key || p.Country() != tc.country {
			t.Errorf("Parse(%s, %q) = %q, area %q, key %q", tc.country, tc.text, p, p.Area(), p.SortKey())
		}
	}
}

func TestParse_Refuses(t *testing.T) {
	cases := []struct{ country, text, field, key string }{
		{"", "1000", "country", "error.unknown"},
		{"FR", "75001", "country", "error.unknown"},
		{"NL", "", "postcode", "error.required"},
		{"NL", " - ", "postcode", "error.required"},
		{"NL", "0315 KD", "postcode", "error.postcode"},
		{"NL", "7315", "postcode", "error.postcode"},
		{"NL", "7315 SA", "postcode", "error.postcode"},
		{"NL", "7315 SD", "postcode", "error.postcode"},
		{"NL", "7315 SS", "postcode", "error.postcode"},
		{"NL", "7315 K1", "postcode", "error.postcode"},
		{"NL", "731A KD", "postcode", "error.postcode"},
		{"NL", "7315 ÉD", "postcode", "error.postcode"},
		{"NL", "7315 KDX", "postcode", "error.postcode"},
		{"BE", "0999", "postcode", "error.postcode"},
		{"BE", "10000", "postcode", "error.postcode"},
		{"ES", "00999", "postcode", "error.postcode"},
		{"ES", "53000", "postcode", "error.postcode"},
		{"ES", "28O13", "postcode", "error.postcode"},
		{"DE", "1011", "postcode", "error.postcode"},
		{"PL", "00-95", "postcode", "error.postcode"},
		{"PL", "٠٠-٩٥", "postcode", "error.postcode"},
	}
	for _, tc := range cases {
		p, err := Parse(tc.country, tc.text)
		if !p.IsZero() || base.CodeOf(err) != base.CodeInvalid {
			t.Errorf("Parse(%s, %q) = %q, %v; want invalid", tc.country, tc.text, p, err)
			continue
		}
		if f := base.AsError(err).Fields[0]; f.Field != tc.field || f.Key != tc.key {
			t.Errorf("Parse(%s, %q): %s %s, want %s %s", tc.country, tc.text, f.Field, f.Key, tc.field, tc.key)
		}
	}
}

func TestPostcode_ZeroIsNothing(t *testing.T) {
	var p Postcode
	if _, ok := p.Province(); ok || !p.IsZero() || p.String() != "" || p.Area() != "" || p.Town() != "" {
		t.Error("the zero postcode is somewhere")
	}
	if _, ok := p.Centroid(); ok {
		t.Error("the zero postcode has a centroid")
	}
}

func TestINV8_AreaHidesTheAddress(t *testing.T) {
	for _, country := range []string{"NL", "PL"} {
		text := map[string]string{"NL": "7315 KD", "PL": "00-950"}[country]
		p := mustParse(t, country, text)
		if !strings.HasPrefix(p.String(), p.Area()) || len(p.Area()) >= len(p.String()) {
			t.Errorf("the area of %s is %s", p, p.Area())
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, country := range append(Countries(), "XX") {
		for _, text := range []string{"7315 KD", "1000", "01067", "28013", "00-950", "", "-", "٠١٢٣٤", "\xff"} {
			f.Add(country, text)
		}
	}
	f.Fuzz(func(t *testing.T, country, text string) {
		p, err := Parse(country, text)
		if err != nil {
			if !p.IsZero() || base.CodeOf(err) != base.CodeInvalid {
				t.Fatalf("Parse(%q, %q) = %q, %v", country, text, p, err)
			}
			return
		}
		if again := mustParse(t, country, p.String()); again != p {
			t.Fatalf("%q is written %q, and that %q", text, p, again)
		}
		if r, err := NewRange(country, p.SortKey(), ""); err != nil || !r.Contains(p) {
			t.Fatalf("%q is not in its own range %v, %v", p, r, err)
		}
		if province, ok := p.Province(); ok && !slices.Contains(Provinces(country), province) {
			t.Fatalf("%q lies in %v, which %s does not have", p, province, country)
		}
		p.Centroid()
		p.Town()
	})
}

func BenchmarkProvince(b *testing.B) {
	p := mustParse(b, "NL", "9901 AA")
	for b.Loop() {
		p.Province()
	}
}
