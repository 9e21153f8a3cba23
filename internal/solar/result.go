package solar

import "sluice/internal/base"

// Result is what the modules yield and save.
type Result struct {
	PeakKW float64 // power of all modules, kWp
	// Factor is the roof's yield against the best position, 0 to 1.
	Factor    float64
	YieldYear float64 // kWh in the first year
	// YieldTotal is kWh over all years.
	YieldTotal float64
	// YieldRatio is the first year's yield against the consumption.
	YieldRatio float64
	// BatteryRatio is the battery in kWh per MWh of consumption.
	BatteryRatio float64
	// SelfSufficiency is the part of the consumption that the modules cover, 0 to 1.
	SelfSufficiency float64
	SelfUsedYear    float64 // kWh used at home in the first year
	// SelfUse is the part of the yield that is used at home, 0 to 1. It holds for all years.
	SelfUse float64

	Without Costs // of electricity without the modules
	With    Costs // with them; negative where more is earned than paid
	Savings Costs // the difference, to the cent

	CO2Kg  float64 // saved over all years
	Trees  int     // that bind as much CO2 in the same time
	Series []Year  // one entry per year, for the chart
}

// Costs are of the first year, its twelfth, and all years together.
type Costs struct {
	Month, Year, Total base.Money
}

// minus subtracts in cents, so that the figures on a screen add up.
func (c Costs) minus(d Costs) Costs {
	return Costs{c.Month - d.Month, c.Year - d.Year, c.Total - d.Total}
}

// Year is one year of the chart. The sums run from the first year to the end of this one.
type Year struct {
	Number     int     // from 1
	Yield      float64 // kWh
	Without    base.Money
	With       base.Money
	SumWithout base.Money
	SumWith    base.Money
}
