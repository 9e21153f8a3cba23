package solar

import (
	"math"
	"testing"
)

func TestMaxModules(t *testing.T) {
	cases := []struct {
		roof, module, share float64
		want                int
	}{
		{144, 1.685, RoofShare, 64},
		{20.22, 1.685, RoofShare, 9}, // nine to the last centimetre
		{2.2, 1.685, RoofShare, 0},
		{16.85, 1.685, 1, 10},
		{.3, .1, 1, 3},
		{0, 1.685, RoofShare, 0},
		{144, 0, RoofShare, 0},
		{-144, -1.685, RoofShare, 0},
		{-144, 1.685, -.75, 0},
		{math.NaN(), 1.685, RoofShare, 0},
		{math.Inf(1), 1.685, RoofShare, 0},
	}
	for _, tc := range cases {
		if got := MaxModules(tc.roof, tc.module, tc.share); got != tc.want {
			t.Errorf("MaxModules(%g, %g, %g) = %d, want %d", tc.roof, tc.module, tc.share, got, tc.want)
		}
	}
}

func TestEstimateConsumption(t *testing.T) {
	for persons, want := range map[int]int{-1: 1650, 0: 1650, 1: 1650, 2: 2400, 4: 3900, 10: 8400, 99: 8400} {
		if got := EstimateConsumption(persons); got != want {
			t.Errorf("EstimateConsumption(%d) = %d, want %d", persons, got, want)
		}
	}
}

func TestDefaults(t *testing.T) {
	cases := []struct {
		country, province string
		yield, co2        float64
	}{
		{"NL", "GE", 950, .268}, {"BE", "VAN", 960, .122}, {"DE", "BY", 990, .363}, {"PL", "MZ", 1040, .657},
		{"ES", "48", 1250, .12}, {"ES", "28", 1500, .12}, {"ES", "41", 1650, .12}, {"ES", "38", 1750, .12},
		{"ES", "", 1500, .12},
	}
	for _, tc := range cases {
		yield, ok := DefaultYield(tc.country, ZoneOf(tc.country, tc.province))
		co2, known := DefaultCO2(tc.country)
		if !ok || !known || yield != tc.yield || co2 != tc.co2 {
			t.Errorf("%s %s: yield %g, CO2 %g", tc.country, tc.province, yield, co2)
		}
	}
	if y, ok := DefaultYield("FR", ZoneOf("FR", "75")); ok {
		t.Errorf("France yields %g", y)
	}
	if y, ok := DefaultYield("ES", ZoneNone); ok {
		t.Errorf("Spain without a zone yields %g", y)
	}
	if e, ok := DefaultCO2("FR"); ok {
		t.Errorf("France has %g", e)
	}
}

// TestDefaults_AreAccepted by the model itself.
func TestDefaults_AreAccepted(t *testing.T) {
	in := roofA
	for country, zones := range yields {
		in.CO2PerKWh, _ = DefaultCO2(country)
		for zone := range zones {
			in.YieldPerKWp, _ = DefaultYield(country, zone)
			if err := in.Validate(); err != nil {
				t.Errorf("%s %s: %v", country, zone, err)
			}
		}
	}
}
