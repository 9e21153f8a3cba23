package solar

import (
	"math"

	"sluice/internal/base"
)

// Calculate estimates yield, costs and savings. The self-used share of the first year is held
// constant. Errors are invalid, with the fields as in Input.Validate.
func Calculate(in Input) (Result, error) {
	if err := in.Validate(); err != nil {
		return Result{}, err
	}
	r := firstYear(in)
	var sum amounts
	first := amountsOf(in, r, 0)
	r.Series = make([]Year, in.Years)
	for k := range in.Years {
		year := amountsOf(in, r, k)
		sum = sum.plus(year)
		r.Series[k] = chartYear(k+1, year, sum)
	}
	r.YieldTotal = sum.yield
	r.Without, r.Savings = costsOf(first.without, sum.without), costsOf(first.savings, sum.savings)
	r.With = r.Without.minus(r.Savings)
	r.CO2Kg = sum.yield * in.CO2PerKWh
	r.Trees = int(math.Round(r.CO2Kg / (in.TreeCO2 * float64(in.Years))))
	return r, nil
}

func firstYear(in Input) Result {
	var r Result
	r.PeakKW = float64(in.Modules) * float64(in.ModuleWatt) / 1000
	r.Factor = OrientationFactor(in.Tilt, in.Azimuth)
	r.YieldYear = r.PeakKW * in.YieldPerKWp * r.Factor
	r.YieldRatio = r.YieldYear / in.Consumption
	r.BatteryRatio = in.BatteryKWh / (in.Consumption / 1000)
	r.SelfSufficiency = SelfSufficiency(r.BatteryRatio, r.YieldRatio)
	r.SelfUsedYear = r.SelfSufficiency * in.Consumption
	r.SelfUse = r.SelfUsedYear / r.YieldYear
	return r
}

// amounts are of one year or of several: kWh, and money before it is rounded.
type amounts struct{ yield, without, savings float64 }

func (a amounts) plus(b amounts) amounts {
	return amounts{a.yield + b.yield, a.without + b.without, a.savings + b.savings}
}

// amountsOf is the year after so many others.
func amountsOf(in Input, r Result, before int) amounts {
	yield := r.YieldYear * math.Pow(1-in.Degradation, float64(before))
	price := in.Price * math.Pow(1+in.Growth, float64(before))
	return amounts{
		yield:   yield,
		without: in.Consumption * price,
		savings: yield * (r.SelfUse*price + (1-r.SelfUse)*in.FeedIn),
	}
}

func chartYear(number int, year, sum amounts) Year {
	y := Year{
		Number: number, Yield: year.yield,
		Without:    base.MoneyFromFloat(year.without),
		SumWithout: base.MoneyFromFloat(sum.without),
	}
	y.With = y.Without - base.MoneyFromFloat(year.savings)
	y.SumWith = y.SumWithout - base.MoneyFromFloat(sum.savings)
	return y
}

func costsOf(year, total float64) Costs {
	return Costs{base.MoneyFromFloat(year / 12), base.MoneyFromFloat(year), base.MoneyFromFloat(total)}
}
