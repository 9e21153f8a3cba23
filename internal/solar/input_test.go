package solar

import (
	"math"
	"testing"

	"sluice/internal/base"
)

func TestInput_RefusesEachFieldOutOfItsLimits(t *testing.T) {
	cases := []struct {
		field string
		set   func(*Input, float64)
		bad   []float64
	}{
		{"module_count", func(in *Input, x float64) { in.Modules = int(x) }, []float64{0, -1, 10_001}},
		{"watt", func(in *Input, x float64) { in.ModuleWatt = int(x) }, []float64{0, 5001}},
		{"slope", func(in *Input, x float64) { in.Tilt = x }, []float64{-1, 90.5, math.NaN()}},
		{"direction", func(in *Input, x float64) { in.Azimuth = x }, []float64{-1, 361, math.Inf(1)}},
		{"consumption", func(in *Input, x float64) { in.Consumption = x }, []float64{0, -3100, 500_001, math.NaN()}},
		{"battery_kwh", func(in *Input, x float64) { in.BatteryKWh = x }, []float64{-1, 1001}},
		{"per_kwp", func(in *Input, x float64) { in.YieldPerKWp = x }, []float64{0, 99, 3001}},
		{"price", func(in *Input, x float64) { in.Price = x }, []float64{0, -.2, 101}},
		{"growth", func(in *Input, x float64) { in.Growth = x }, []float64{-.6, .6, math.NaN()}},
		{"feed_in", func(in *Input, x float64) { in.FeedIn = x }, []float64{-101, 101}},
		{"co2", func(in *Input, x float64) { in.CO2PerKWh = x }, []float64{-.1, 6}},
		{"tree_co2", func(in *Input, x float64) { in.TreeCO2 = x }, []float64{0, 1001}},
		{"degradation", func(in *Input, x float64) { in.Degradation = x }, []float64{-.01, .3}},
		{"years", func(in *Input, x float64) { in.Years = int(x) }, []float64{0, 51}},
	}
	if len(cases) != len(roofA.limits()) {
		t.Errorf("%d of %d limits are tested", len(cases), len(roofA.limits()))
	}
	for _, tc := range cases {
		for _, x := range tc.bad {
			in := roofA
			tc.set(&in, x)
			r, err := Calculate(in)
			if base.CodeOf(err) != base.CodeInvalid || r.Series != nil {
				t.Errorf("%s %v: got %v", tc.field, x, err)
				continue
			}
			f := base.AsError(err).Fields
			if len(f) != 1 || f[0].Field != tc.field || f[0].Key != "error.range" || f[0].Args["Max"] == nil {
				t.Errorf("%s %v: got %+v", tc.field, x, f)
			}
		}
	}
}

func TestInput_NamesEveryFieldAtOnce(t *testing.T) {
	err := Input{}.Validate()
	if got := len(base.AsError(err).Fields); got != 7 {
		t.Errorf("an empty input has %d wrong fields, want 7: %v", got, err)
	}
}

func TestInput_LimitsAreAllowed(t *testing.T) {
	in := roofA
	in.Tilt, in.Azimuth, in.BatteryKWh, in.Degradation, in.Growth = 90, 360, 1000, 0, -.5
	if err := in.Validate(); err != nil {
		t.Error(err)
	}
}
