package blueprint

import (
	"testing"

	"sluice/internal/place"
	"sluice/internal/solar"
)

func TestSOL1_FiguresFillExactlyTheFieldsOfTheResult(t *testing.T) {
	c := load(t, "solar-market").Calculator
	in := c.Input(c.Modules[0], 10, c.YieldIn(place.Province{}))
	in.Tilt, in.Azimuth, in.Consumption = 30, 180, 3100
	result, err := solar.Calculate(in)
	if err != nil {
		t.Fatal(err)
	}
	figures := c.Figures(result)
	for key, kind := range CalculatorResults {
		switch value := figures[key].(type) {
		case string:
			if kind != TypeText || value == "" {
				t.Errorf("%s is the text %q", key, value)
			}
		case float64:
			if kind == TypeText || value == 0 {
				t.Errorf("%s is the number %g", key, value)
			}
		default:
			t.Errorf("%s is %v", key, value)
		}
	}
	if len(figures) != len(CalculatorResults) {
		t.Errorf("%d figures for %d fields", len(figures), len(CalculatorResults))
	}
}

func TestSOL1_YieldIsThatOfTheProvince(t *testing.T) {
	c := Calculator{Yields: []Yield{{Provinces: []string{"GE", "Utrecht"}, PerKWp: 940}, {PerKWp: 950}}}
	for _, tc := range []struct {
		province place.Province
		want     float64
	}{
		{place.Province{Code: "GE", Name: "Gelderland"}, 940},
		{place.Province{Code: "UT", Name: "Utrecht"}, 940},
		{place.Province{Code: "ZE", Name: "Zeeland"}, 950},
		{place.Province{}, 950},
	} {
		if got := c.YieldIn(tc.province); got != tc.want {
			t.Errorf("%s: %g, want %g", tc.province.Name, got, tc.want)
		}
	}
}
