package solar

import "testing"

func TestOrientationFactor(t *testing.T) {
	cases := []struct{ tilt, azimuth, want float64 }{
		{0, 0, .87}, {0, 180, .87}, {0, 300, .87},
		{30, 180, 1}, {40, 180, 1}, {35, 180, 1},
		{30, 90, .82}, {30, 270, .82}, // east and west are alike
		{90, 0, .18}, {90, 360, .18}, {90, 180, .69},
		{35, 225, .9375}, {15, 90, .855}, {25, 165, .975},
		{80, 30, .29}, {85, 15, .235},
	}
	for _, tc := range cases {
		near(t, "factor", OrientationFactor(tc.tilt, tc.azimuth), tc.want, 9)
	}
}

// TestOrientationFactor_FallsAwayFromSouth for every tilt, also between the table's points.
func TestOrientationFactor_FallsAwayFromSouth(t *testing.T) {
	for tilt := 0.0; tilt <= 90; tilt += 2.5 {
		for a := 0.0; a < 180; a += 2.5 {
			if near, far := OrientationFactor(tilt, 180-a), OrientationFactor(tilt, 177.5-a); far > near+1e-12 {
				t.Fatalf("tilt %g: %g at %g° from south, %g further on", tilt, near, a, far)
			}
		}
	}
}

func TestSelfSufficiency(t *testing.T) {
	cases := []struct{ battery, ratio, want float64 }{
		{0, 0, 0}, {0, 1, .33}, {2, 4, .87},
		{0, 9, .43}, {5, 2, .83}, {9, 9, .87}, // beyond the edges
		{.25, 1, .41}, {0, .875, .315}, {1.5, 1.25, .69},
		{0, .1, .068}, {2, .1, .096},
	}
	for _, tc := range cases {
		near(t, "SSR", SelfSufficiency(tc.battery, tc.ratio), tc.want, 9)
	}
}

// TestSelfSufficiency_GrowsWithBoth a bigger battery and more modules never cover less, and nobody
// covers more than there is.
func TestSelfSufficiency_GrowsWithBoth(t *testing.T) {
	for b := 0.0; b <= 2.5; b += .125 {
		for r := 0.0; r <= 4.5; r += .125 {
			s := SelfSufficiency(b, r)
			if s > r || s < 0 || SelfSufficiency(b+.125, r) < s-1e-12 || SelfSufficiency(b, r+.125) < s-1e-12 {
				t.Fatalf("SSR(%g, %g) = %g", b, r, s)
			}
		}
	}
}
