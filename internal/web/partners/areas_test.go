package partners

import (
	"reflect"
	"testing"

	"sluice/internal/org"
	"sluice/internal/place"
)

func TestAreasAreReadAsTheyAreTyped(t *testing.T) {
	middle := func(country, code string) place.Point {
		at, ok := place.Middle(country, code)
		if !ok {
			t.Fatal(country, code)
		}
		return at
	}
	apeldoorn, krakow := middle("NL", "7311"), middle("PL", "30-001")
	for _, c := range []struct {
		country, line string
		want          org.Area
		written       string // what is shown for it; "" is the line itself
	}{
		{"NL", "7000-7999", org.Area{Country: "NL", From: "7000", To: "7999"}, ""},
		{"NL", "73 – 75", org.Area{Country: "NL", From: "73", To: "75"}, "73-75"},
		{"NL", "7311 ab - 7315 kd", org.Area{Country: "NL", From: "7311AB", To: "7315KD"}, "7311AB-7315KD"},
		{"NL", "7311", org.Area{Country: "NL", From: "7311", To: "7311"}, ""},
		{"NL", "gelderland", org.Area{Country: "NL", Province: "GE"}, "Gelderland"},
		{"NL", "GE", org.Area{Country: "NL", Province: "GE"}, "Gelderland"},
		{"NL", "7311 r30", org.Area{Country: "NL", Lat: apeldoorn.Lat, Lng: apeldoorn.Lon, RadiusKM: 30}, "73 r30"},
		{"NL", "7311 R 12,5 km", org.Area{Country: "NL", Lat: apeldoorn.Lat, Lng: apeldoorn.Lon, RadiusKM: 12.5}, "73 r12.5"},
		{"NL", "52.2, 5.9 r20", org.Area{Country: "NL", Lat: 52.2, Lng: 5.9, RadiusKM: 20}, ""},
		{"PL", "30-000 - 34-999", org.Area{Country: "PL", From: "30000", To: "34999"}, ""},
		{"PL", "30-001", org.Area{Country: "PL", From: "30001", To: "30001"}, ""},
		{"PL", "30-001 r40", org.Area{Country: "PL", Lat: krakow.Lat, Lng: krakow.Lon, RadiusKM: 40}, "30 r40"},
		{"ES", "28000-28999", org.Area{Country: "ES", From: "28000", To: "28999"}, ""},
	} {
		got, problem := parseArea(c.country, c.line)
		if problem != "" || got != c.want {
			t.Errorf("%q: %+v %s, want %+v", c.line, got, problem, c.want)
			continue
		}
		written := c.written
		if written == "" {
			written = c.line
		}
		if line := areaLine(got); line != written {
			t.Errorf("%q is written %q, want %q", c.line, line, written)
		}
		if again, problem := parseArea(c.country, areaLine(got)); problem != "" || again != got {
			t.Errorf("%q written and read again: %+v %s", c.line, again, problem)
		}
	}
}

func TestINV12_AWrongLineIsNamed(t *testing.T) {
	for line, want := range map[string]string{
		"Atlantis": "roster.error_province", "8000-7000": "roster.error_range", "70000-79999": "roster.error_range", "7-x": "roster.error_range",
		"7311 r0": "roster.error_radius", "7311 r..": "roster.error_radius", "0001 r30": "roster.error_center", "Gelderland r30": "roster.error_center",
	} {
		if _, problem := parseArea("NL", line); problem != want {
			t.Errorf("%q: %q, want %q", line, problem, want)
		}
	}
	areas, wrong := parseAreas("NL", "7000-7999\n\n  Gelderland \r\nAtlantis\n9-1")
	if len(areas) != 2 || len(wrong) != 2 || !reflect.DeepEqual(wrong[0].Args, map[string]any{"Line": "Atlantis"}) {
		t.Errorf("%+v, %+v", areas, wrong)
	}
}

func FuzzParseArea(f *testing.F) {
	for _, seed := range []string{"7000-7999", "Gelderland", "7311 r30", "52.2, 5.9 r20", "-", "r", " r1", "–"} {
		f.Add("NL", seed)
		f.Add("PL", seed)
	}
	f.Fuzz(func(t *testing.T, country, text string) {
		areas, _ := parseAreas(country, text)
		for _, a := range areas {
			again, problem := parseArea(a.Country, areaLine(a))
			if problem != "" || again != a {
				t.Errorf("%+v is written %q, which reads as %+v %s", a, areaLine(a), again, problem)
			}
		}
	})
}
