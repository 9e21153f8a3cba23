package place

import (
	"fmt"
	"math"
	"testing"
)

var (
	amsterdam = Point{52.3728, 4.8936}
	apeldoorn = Point{52.2112, 5.9699}
	madrid    = Point{40.4168, -3.7038}
)

func TestDistanceKm(t *testing.T) {
	cases := []struct {
		a, b Point
		want float64
	}{
		{amsterdam, amsterdam, 0},
		{amsterdam, apeldoorn, 75.4},
		{amsterdam, madrid, 1481},
		{Point{0, 0}, Point{0, 180}, math.Pi * earthRadiusKm},
		{Point{90, 0}, Point{-90, 77}, math.Pi * earthRadiusKm},
		{Point{0, 179}, Point{0, -179}, 2 * math.Pi * earthRadiusKm / 180},
	}
	for _, tc := range cases {
		got, back := DistanceKm(tc.a, tc.b), DistanceKm(tc.b, tc.a)
		if math.Abs(got-tc.want) > tc.want*0.005+1e-9 || math.Abs(got-back) > 1e-9 {
			t.Errorf("%v to %v is %.2f km (back %.2f), want %.2f", tc.a, tc.b, got, back, tc.want)
		}
	}
}

func TestCentroid_NearWellKnownPlaces(t *testing.T) {
	cases := []struct {
		country, text string
		at            Point
		withinKm      float64
	}{
		{"NL", "1011 AB", amsterdam, 5},
		{"NL", "7315 KD", apeldoorn, 10},
		{"NL", "6211 AA", Point{50.85, 5.69}, 10},
		{"NL", "9711 AA", Point{53.22, 6.57}, 10},
		{"NL", "4331 AA", Point{51.50, 3.61}, 15},
		{"BE", "2000", Point{51.22, 4.40}, 10},
		{"BE", "9000", Point{51.05, 3.72}, 10},
		{"DE", "80331", Point{48.14, 11.57}, 20},
		{"DE", "24103", Point{54.32, 10.13}, 50},
		{"ES", "28013", madrid, 20},
		{"ES", "41001", Point{37.39, -5.99}, 30},
		{"ES", "38001", Point{28.47, -16.25}, 60},
		{"PL", "00-950", Point{52.23, 21.01}, 10},
		{"PL", "80-001", Point{54.35, 18.65}, 15},
	}
	for _, tc := range cases {
		at, ok := mustParse(t, tc.country, tc.text).Centroid()
		if d := DistanceKm(at, tc.at); !ok || d > tc.withinKm {
			t.Errorf("%s %s: the centroid is %.0f km off", tc.country, tc.text, d)
		}
	}
}

// TestCentroid_WhereverThereIsAProvince also catches a typing error that puts an area abroad.
func TestCentroid_WhereverThereIsAProvince(t *testing.T) {
	bounds := map[string][2]Point{
		"NL": {{50.7, 3.3}, {53.6, 7.3}}, "BE": {{49.4, 2.5}, {51.6, 6.5}}, "DE": {{47.2, 5.8}, {55.1, 15.1}},
		"ES": {{27.6, -18.2}, {43.9, 4.4}}, "PL": {{49.0, 14.1}, {54.9, 24.2}},
	}
	unused := map[string]bool{
		"BE 27": true, "BE 52": true, "BE 54": true, "BE 57": true, "BE 58": true, "BE 59": true, "BE 63": true,
		"BE 72": true, "BE 74": true, "BE 81": true, "DE 11": true, "DE 43": true, "DE 62": true,
	}
	tails := map[string]string{"NL": "00AB", "BE": "00", "DE": "000", "ES": "000", "PL": "000"}
	for country, box := range bounds {
		for n := range 100 {
			p, err := Parse(country, fmt.Sprintf("%02d%s", n, tails[country]))
			if err != nil {
				continue
			}
			_, inProvince := p.Province()
			at, ok := p.Centroid()
			name := fmt.Sprintf("%s %02d", country, n)
			if want := inProvince && !unused[name]; ok != want {
				t.Errorf("%s has a centroid: %t, want %t", name, ok, want)
			}
			if ok && (at.Lat < box[0].Lat || at.Lat > box[1].Lat || at.Lon < box[0].Lon || at.Lon > box[1].Lon) {
				t.Errorf("%s lies at %v, outside %s", name, at, country)
			}
		}
	}
}
