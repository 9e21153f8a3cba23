package blueprint

import (
	"math"
	"slices"

	"sluice/internal/base"
	"sluice/internal/place"
	"sluice/internal/solar"
)

// Input is what the model is told of the workspace and its module; the roof and the household are left to fill in.
func (c *Calculator) Input(module SolarModule, count int, perKWp float64) solar.Input {
	return solar.Input{
		Modules: count, ModuleWatt: module.Watt, YieldPerKWp: perKWp, Price: c.Price, Growth: c.Growth, FeedIn: c.FeedIn,
		CO2PerKWh: c.CO2, TreeCO2: c.TreeCO2, Degradation: c.Degradation, Years: c.Years,
	}
}

// YieldIn is kWh per kWp and year in the province; the zero province has the yield of everywhere else.
func (c *Calculator) YieldIn(p place.Province) float64 {
	for _, y := range c.Yields {
		named := p.Code != "" && (slices.Contains(y.Provinces, p.Code) || slices.Contains(y.Provinces, p.Name))
		if named || len(y.Provinces) == 0 {
			return y.PerKWp
		}
	}
	return 0
}

// Figures are the fields of CalculatorResults as a lead keeps them; amounts are in minor units.
func (c *Calculator) Figures(r solar.Result) map[string]any {
	out := map[string]any{
		FieldModel:    c.Model,
		FieldCapacity: math.Round(r.PeakKW*100) / 100,
		FieldYield:    math.Round(r.YieldYear),
		FieldSelfUse:  math.Round(r.SelfUse * 100),
		FieldCO2:      math.Round(r.CO2Kg),
		FieldTrees:    float64(r.Trees),
	}
	for key, amount := range map[string]base.Money{
		FieldBeforeMonth: r.Without.Month, FieldBeforeYear: r.Without.Year, FieldBeforeTotal: r.Without.Total,
		FieldAfterMonth: r.With.Month, FieldAfterYear: r.With.Year, FieldAfterTotal: r.With.Total,
		FieldSavingsMonth: r.Savings.Month, FieldSavingsYear: r.Savings.Year, FieldSavingsTotal: r.Savings.Total,
	} {
		out[key] = float64(amount)
	}
	return out
}
