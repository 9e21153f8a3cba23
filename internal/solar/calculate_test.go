package solar

import (
	"math"
	"testing"

	"sluice/internal/base"
)

// The three roofs of the vectors.
var (
	roofA = Input{
		Modules: 9, ModuleWatt: 325, Tilt: 30, Azimuth: 180, YieldPerKWp: 950, Consumption: 3100,
		Price: .27, Growth: .02, FeedIn: .05, CO2PerKWh: .268, TreeCO2: 10, Degradation: .005, Years: 20,
	}
	roofB = Input{
		Modules: 20, ModuleWatt: 440, Tilt: 35, Azimuth: 225, YieldPerKWp: 990, Consumption: 4500, BatteryKWh: 7.5,
		Price: .36, Growth: .02, FeedIn: .08, CO2PerKWh: .363, TreeCO2: 10, Degradation: .005, Years: 20,
	}
	roofC = Input{
		Modules: 12, ModuleWatt: 450, Tilt: 15, Azimuth: 90, YieldPerKWp: 1500, Consumption: 3500, BatteryKWh: 5,
		Price: .18, Growth: 0, FeedIn: .06, CO2PerKWh: .12, TreeCO2: 10, Degradation: .005, Years: 20,
	}
)

func calculate(t testing.TB, in Input) Result {
	t.Helper()
	r, err := Calculate(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// near compares at the number of decimals that the expectation states.
func near(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if math.Abs(got-want) > 0.5000001*math.Pow10(-decimals) {
		t.Errorf("%s = %.*f, want %.*f", what, decimals+2, got, decimals, want)
	}
}

func TestSOL1_Vectors(t *testing.T) {
	cases := []struct {
		name                          string
		in                            Input
		factor, yield, ratio, battery float64
		ssr, selfUsed                 float64
		saveYear, saveTotal           base.Money
		costYear, costTotal           base.Money
		kWh, co2                      float64
		trees                         int
	}{
		{"A", roofA, 1, 2778.75, .8964, 0, .3176, 984.45, 355_52, 7851_83, 837_00, 20336_90, 53012.7, 14207.4, 71},
		{"B", roofB, .9375, 8167.50, 1.8150, 1.6667, .7752, 3488.40, 1630_15, 36152_07, 1620_00, 39361_74, 155818.8, 56562.2, 283},
		{"C", roofC, .855, 6925.50, 1.9787, 1.4286, .7597, 2659.04, 734_61, 14014_91, 630_00, 12600_00, 132124.0, 15854.9, 79},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r := calculate(t, tc.in)
			near(t, "factor", r.Factor, tc.factor, 6)
			near(t, "yield", r.YieldYear, tc.yield, 2)
			near(t, "r", r.YieldRatio, tc.ratio, 4)
			near(t, "b", r.BatteryRatio, tc.battery, 4)
			near(t, "SSR", r.SelfSufficiency, tc.ssr, 4)
			near(t, "self-used", r.SelfUsedYear, tc.selfUsed, 2)
			near(t, "kWh", r.YieldTotal, tc.kWh, 1)
			near(t, "CO2", r.CO2Kg, tc.co2, 1)
			if r.Savings.Year != tc.saveYear || r.Savings.Total != tc.saveTotal {
				t.Errorf("savings %v, want %d and %d", r.Savings, tc.saveYear, tc.saveTotal)
			}
			if r.Without.Year != tc.costYear || r.Without.Total != tc.costTotal {
				t.Errorf("costs without %v, want %d and %d", r.Without, tc.costYear, tc.costTotal)
			}
			if r.Trees != tc.trees {
				t.Errorf("%d trees, want %d", r.Trees, tc.trees)
			}
		})
	}
}

// TestSOL1_CostsOnTheScreen are what the calculator shows for roof A.
func TestSOL1_CostsOnTheScreen(t *testing.T) {
	r := calculate(t, roofA)
	if want := (Costs{69_75, 837_00, 20336_90}); r.Without != want {
		t.Errorf("without: %v, want %v", r.Without, want)
	}
	if want := (Costs{40_12, 481_48, 12485_07}); r.With != want {
		t.Errorf("with: %v, want %v", r.With, want)
	}
	near(t, "self-use", r.SelfUse, .3543, 4)
	near(t, "kWp", r.PeakKW, 2.925, 3)
}

func TestSOL1_Series(t *testing.T) {
	for name, in := range map[string]Input{"A": roofA, "B": roofB, "C": roofC} {
		r := calculate(t, in)
		if len(r.Series) != in.Years {
			t.Fatalf("%s: %d years, want %d", name, len(r.Series), in.Years)
		}
		var yield float64
		var without, with base.Money
		for i, y := range r.Series {
			yield, without, with = yield+y.Yield, without+y.Without, with+y.With
			if y.Number != i+1 {
				t.Errorf("%s: year %d stands at %d", name, y.Number, i)
			}
			if d := y.SumWithout - without; d < -base.Money(in.Years) || d > base.Money(in.Years) {
				t.Errorf("%s: the sum of year %d is %d cents off", name, y.Number, d)
			}
			if d := y.SumWith - with; d < -base.Money(in.Years) || d > base.Money(in.Years) {
				t.Errorf("%s: the sum with modules of year %d is %d cents off", name, y.Number, d)
			}
		}
		first, last := r.Series[0], r.Series[in.Years-1]
		if first.Without != r.Without.Year || first.With != r.With.Year || first.SumWith != first.With {
			t.Errorf("%s: the first year %+v does not begin the totals", name, first)
		}
		if last.SumWithout != r.Without.Total || last.SumWith != r.With.Total {
			t.Errorf("%s: the last year %+v does not end at the totals", name, last)
		}
		near(t, "yield", yield, r.YieldTotal, 6)
		near(t, "last year's yield", last.Yield, r.YieldYear*math.Pow(.995, 19), 6)
	}
}

// TestSOL1_EverythingSmall has a yield so small that all of it is used at home.
func TestSOL1_EverythingSmall(t *testing.T) {
	in := roofA
	in.Modules, in.Consumption = 1, 500_000
	r := calculate(t, in)
	if r.SelfSufficiency > r.YieldRatio || r.SelfUse > 1 {
		t.Errorf("more is used at home than there is: %+v", r)
	}
}

// TestSOL1_EarnsMoreThanItCosts is roof C, which gives to the grid what the household cannot use.
func TestSOL1_EarnsMoreThanItCosts(t *testing.T) {
	if r := calculate(t, roofC); r.With.Year >= 0 || r.Savings.Year <= r.Without.Year {
		t.Errorf("with %v, savings %v", r.With, r.Savings)
	}
}

// TestSOL1_LargestInputStaysInMoney keeps the limits together within what Money can hold.
func TestSOL1_LargestInputStaysInMoney(t *testing.T) {
	in := roofA
	for _, feedIn := range []float64{-100, 100} {
		in.Modules, in.ModuleWatt, in.Consumption, in.YieldPerKWp = 10_000, 5000, 500_000, 3000
		in.Price, in.Growth, in.Years, in.FeedIn, in.Degradation = 100, .5, 50, feedIn, 0
		r := calculate(t, in)
		if got, want := r.Without.Total.Float(), 500_000*100*(math.Pow(1.5, 50)-1)/.5; math.Abs(got/want-1) > 1e-9 {
			t.Errorf("the total is %g, want %g", got, want)
		}
		if got := r.With.Total.Float() / r.Without.Total.Float(); math.Abs(got-.57) > .001 {
			t.Errorf("with modules %g of the costs are left, want .57", got)
		}
	}
}

func BenchmarkCalculate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Calculate(roofB); err != nil {
			b.Fatal(err)
		}
	}
}
