package facts

import (
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/solar"
	"sluice/internal/web/ui"
)

// Calculation is the calculator's result as the prospect saw it.
type Calculation struct {
	Stats []ui.StatView
	Costs []CostRow
	Model string
	Years int
}

// CostRow is a line of the table of costs.
type CostRow struct {
	Label              string
	Month, Year, Total string
	Strong             bool
}

// Calculation reads the result out of a lead; not ok when it was never calculated.
func (w Words) Calculation(l *lead.Lead) (c Calculation, ok bool) {
	if w.Doc.Calculator == nil || l.Fields.Number(blueprint.FieldYield) == 0 {
		return Calculation{}, false
	}
	f := l.Fields
	years := i18n.Args{"Years": w.Doc.Calculator.Years}
	amount := func(key string) string { return w.P.MoneyRound(base.Money(f.Number(key)), w.Doc.Currency) }
	c = Calculation{Model: f.Text(blueprint.FieldModel), Years: w.Doc.Calculator.Years, Stats: []ui.StatView{
		{Label: w.P.T("facts.yield"), Value: w.P.Decimal(f.Number(blueprint.FieldYield), 0), Unit: "kWh", Small: true},
		{Label: w.P.T("facts.saves_year"), Value: amount(blueprint.FieldSavingsYear), Small: true},
		{Label: w.P.T("facts.saves_total", years), Value: amount(blueprint.FieldSavingsTotal), Small: true},
	}}
	if kg := f.Number(blueprint.FieldCO2); kg > 0 {
		trees := w.P.N("facts.trees", int(f.Number(blueprint.FieldTrees)))
		c.Stats = append(c.Stats, ui.StatView{
			Label: w.P.T("facts.co2", years), Value: w.P.Decimal(kg/1000, 1), Unit: "t, " + trees, Small: true,
		})
	}
	c.Costs = []CostRow{
		w.costs(l, w.P.T("facts.without"), blueprint.FieldBeforeMonth, blueprint.FieldBeforeYear, blueprint.FieldBeforeTotal),
		w.costs(l, w.P.T("facts.with"), blueprint.FieldAfterMonth, blueprint.FieldAfterYear, blueprint.FieldAfterTotal),
		w.costs(l, w.P.T("facts.saved"), blueprint.FieldSavingsMonth, blueprint.FieldSavingsYear, blueprint.FieldSavingsTotal),
	}
	c.Costs[len(c.Costs)-1].Strong = true
	return c, true
}

func (w Words) costs(l *lead.Lead, label, month, year, total string) CostRow {
	amount := func(key string) string { return w.Money(base.Money(l.Fields.Number(key))) }
	return CostRow{Label: label, Month: amount(month), Year: amount(year), Total: amount(total)}
}

// Use is the consumption spread over the months, as a chart; not ok when it is not known.
func (w Words) Use(l *lead.Lead) (chart ui.BarChartView, ok bool) {
	year := l.Fields.Number(blueprint.FieldConsumption)
	if year <= 0 {
		return ui.BarChartView{}, false
	}
	chart.Y = func(v float64) string { return w.P.Decimal(v, 0) }
	chart.Label = w.P.T("facts.use_chart")
	for i, kwh := range solar.UseByMonth(year) {
		name := w.P.T(monthWords[i])
		chart.Values, chart.Names = append(chart.Values, kwh), append(chart.Names, name)
		chart.Label += " " + name + " " + w.P.Decimal(kwh, 0)
	}
	return chart, true
}

var monthWords = [12]string{
	"time.month_short_1", "time.month_short_2", "time.month_short_3", "time.month_short_4", "time.month_short_5",
	"time.month_short_6", "time.month_short_7", "time.month_short_8", "time.month_short_9", "time.month_short_10",
	"time.month_short_11", "time.month_short_12",
}
