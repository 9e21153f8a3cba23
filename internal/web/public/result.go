package public

import (
	"strconv"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/web/ui"
)

// resultView is what the calculator found, in the visitor's words and figures.
type resultView struct {
	OK bool
	// Why there is no result.
	Why string
	// Example says which assumption the figures still stand on, "" when they are the visitor's own.
	Example string

	Lead, Savings, FirstYear string
	Chart                    ui.CostChartView
	Legend                   []ui.LegendItem
	Facts                    []ui.Fact
	CO2, Trees, TreesWord    string
	Costs                    []costRow
	CostsLabel               string
	Small                    string
	// Hints beside fields, and what was proposed for others, for the page that is already there.
	Hints     []hintView
	Proposals []proposalView
}

type costRow struct{ What, Month, Year, Total string }

type hintView struct{ Field, Text string }

// proposalView is a proposal for a field, under a name of its own.
type proposalView struct {
	Name, Field, Value string
	Holds              bool
}

func (p *page) result() resultView {
	v := resultView{OK: p.calc.ok, Hints: p.hints(), Proposals: p.proposals()}
	v.Lead = p.r.P.N("calc.savings", p.calc.settings.Years)
	v.Savings = "–"
	if !v.OK {
		v.Why = p.r.P.T("calc.out_of_range")
		if p.calc.area > 0 && p.calc.fits == 0 {
			v.Why = p.r.P.T("calc.roof_too_small")
		}
		return v
	}
	p.sayResult(&v)
	return v
}

func (p *page) sayResult(v *resultView) {
	c, w := p.calc, p.r.P
	r := c.result
	v.Savings = p.money(r.Savings.Total)
	v.FirstYear = w.T("calc.first_year", i18n.Args{"Amount": p.money(r.Savings.Year)})
	if c.example {
		v.Example = w.T("calc.example")
	}
	v.Chart = p.chart()
	v.Legend = []ui.LegendItem{
		{Kind: "dash", Text: w.T("calc.without", i18n.Args{"Amount": p.money(r.Without.Total)})},
		{Text: w.T("calc.with", i18n.Args{"Amount": p.money(r.With.Total)})},
	}
	v.Facts = []ui.Fact{
		{Label: w.T("calc.system"), Value: p.system()},
		{Label: w.T("calc.yield"), Value: w.Unit(r.YieldYear, 0, "kWh")},
		{Label: w.T("calc.self_use"), Value: w.Percent(r.SelfUse, 0)},
		{Label: w.T("calc.month_now"), Value: p.cents(r.Without.Month)},
		{Label: w.T("calc.month_with"), Value: p.cents(r.With.Month)},
	}
	v.CO2, v.Trees, v.TreesWord = w.Unit(r.CO2Kg/1000, 1, "t"), w.Int(r.Trees), w.N("calc.trees", r.Trees)
	v.CostsLabel = w.N("calc.total", c.settings.Years)
	for _, row := range []struct {
		what                string
		month, year, amount base.Money
	}{
		{w.T("calc.row_without"), r.Without.Month, r.Without.Year, r.Without.Total},
		{w.T("calc.row_with"), r.With.Month, r.With.Year, r.With.Total},
		{w.T("calc.row_saved"), r.Savings.Month, r.Savings.Year, r.Savings.Total},
	} {
		v.Costs = append(v.Costs, costRow{row.what, p.cents(row.month), p.money(row.year), p.money(row.amount)})
	}
	v.Small = w.T("calc.model", i18n.Args{
		"Model": c.settings.Model, "Price": p.cents(base.MoneyFromFloat(c.settings.Price)), "Growth": w.Percent(c.settings.Growth, 0),
	})
}

func (p *page) money(m base.Money) string { return p.r.P.MoneyRound(m, p.doc().Currency) }

func (p *page) cents(m base.Money) string { return p.r.P.Money(m, p.doc().Currency) }

func (p *page) system() string {
	c := p.calc
	return p.r.P.Int(c.count) + " × " + p.r.P.Unit(float64(c.module.Watt), 0, "Wp") + " = " + p.r.P.Unit(c.result.PeakKW, 2, "kWp")
}

func (p *page) chart() ui.CostChartView {
	r, w := p.calc.result, p.r.P
	v := ui.CostChartView{
		Label: w.N("calc.chart", len(r.Series), i18n.Args{"Without": p.money(r.Without.Total), "With": p.money(r.With.Total)}),
		Y: func(amount float64) string {
			if amount < 1000 {
				return w.Decimal(amount, 0)
			}
			return w.T("calc.thousands", i18n.Args{"Amount": w.Decimal(amount/1000, 0)})
		},
	}
	for i, year := range r.Series {
		v.Without = append(v.Without, year.SumWithout.Float())
		v.With = append(v.With, max(0, year.SumWith.Float()))
		switch {
		case year.Number == 1:
			v.X = append(v.X, ui.AxisLabel{At: i, Text: w.T("calc.year_one")})
		case year.Number%5 == 0:
			v.X = append(v.X, ui.AxisLabel{At: i, Text: strconv.Itoa(year.Number)})
		}
	}
	return v
}

func (p *page) hints() []hintView {
	return []hintView{
		{blueprint.CorePostcode, p.whereabouts()},
		{blueprint.FieldRoofArea, p.roomHint()},
		{blueprint.FieldModuleCount, p.countHint()},
	}
}

// proposals are what the roof and the persons suggest. One holds while the visitor has not typed anything else.
func (p *page) proposals() []proposalView {
	var out []proposalView
	for _, v := range []proposalView{
		{Name: proposedCount, Field: blueprint.FieldModuleCount}, {Name: proposedUse, Field: blueprint.FieldConsumption},
	} {
		v.Value = p.answers.text(v.Name)
		v.Holds = v.Value != "" && v.Value == p.answers.text(v.Field)
		out = append(out, v)
	}
	return out
}
