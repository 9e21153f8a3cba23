package blueprint

import (
	"testing"

	"sluice/internal/place"
)

func TestSOL1_ACalculatorMovesToTheSunOfItsCountry(t *testing.T) {
	for _, tc := range []struct {
		country, province string
		yield, co2        float64
	}{
		{"PL", "MZ", 1040, .657}, {"DE", "BY", 990, .363}, {"ES", "28", 1500, .12}, {"ES", "41", 1650, .12},
		{"ES", "48", 1250, .12}, {"ES", "38", 1750, .12}, {"ES", "", 1500, .12}, {"FR", "75", 950, .268},
	} {
		doc := load(t, "solar-market")
		doc.Calculator.MoveTo(tc.country)
		province, _ := place.ProvinceByCode(tc.country, tc.province)
		if got := doc.Calculator.YieldIn(province); got != tc.yield || doc.Calculator.CO2 != tc.co2 {
			t.Errorf("%s %s: %g kWh and %g kg, want %g and %g", tc.country, tc.province, got, doc.Calculator.CO2, tc.yield, tc.co2)
		}
		if problems := Check(doc); len(problems) > 0 {
			t.Errorf("%s: %v", tc.country, problems)
		}
	}
}
