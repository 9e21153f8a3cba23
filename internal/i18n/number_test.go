package i18n

import (
	"math"
	"strings"
	"testing"

	"sluice/internal/base"
)

// visible shows spaces that do not break: _ for the hard one, ~ for the thin one.
var visible = strings.NewReplacer(hardSpace, "_", thinSpace, "~")

func TestLNG1_Figures(t *testing.T) {
	c := Load()
	write := []func(*Printer) string{
		func(p *Printer) string { return p.Int(1234) },
		func(p *Printer) string { return p.Int(-1234567) },
		func(p *Printer) string { return p.Decimal(12345.678, 2) },
		func(p *Printer) string { return p.Percent(0.256, 1) },
		func(p *Printer) string { return p.Unit(1234.5, 1, "kWh") },
		func(p *Printer) string { return p.Money(123450, "EUR") },
		func(p *Printer) string { return p.Money(-1234505, "EUR") },
		func(p *Printer) string { return p.Money(123450, "PLN") },
		func(p *Printer) string { return p.Money(5, "CHF") },
		func(p *Printer) string { return p.Money(-99, "USD") },
		func(p *Printer) string { return p.Money(123450, "") },
		func(p *Printer) string { return p.MoneyRound(1234550, "EUR") },
	}
	for lang, want := range map[Lang]string{
		English: "1,234|-1,234,567|12,345.68|25.6%|1,234.5~kWh|€1,234.50|-€12,345.05|zł_1,234.50|CHF_0.05|-$0.99|1,234.50|€12,346",
		Dutch:   "1.234|-1.234.567|12.345,68|25,6%|1.234,5~kWh|€_1.234,50|€_-12.345,05|zł_1.234,50|CHF_0,05|$_-0,99|1.234,50|€_12.346",
		Polish:  "1234|-1_234_567|12_345,68|25,6%|1234,5~kWh|1234,50_€|-12_345,05_€|1234,50_zł|0,05_CHF|-0,99_$|1234,50|12_346_€",
		Spanish: "1.234|-1.234.567|12.345,68|25,6_%|1.234,5~kWh|1.234,50_€|-12.345,05_€|1.234,50_zł|0,05_CHF|-0,99_$|1.234,50|12.346_€",
		German:  "1.234|-1.234.567|12.345,68|25,6_%|1.234,5~kWh|1.234,50_€|-12.345,05_€|1.234,50_zł|0,05_CHF|-0,99_$|1.234,50|12.346_€",
	} {
		p := c.Printer(lang, nil)
		var got []string
		for _, f := range write {
			got = append(got, visible.Replace(f(p)))
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", lang, got, want)
		}
	}
}

func TestLNG1_FiguresAtTheEdges(t *testing.T) {
	p := Load().Printer(English, nil)
	for _, tt := range []struct{ got, want string }{
		{p.Int(0), "0"}, {p.Int(999), "999"}, {p.Int(math.MinInt), "-9,223,372,036,854,775,808"},
		{p.Decimal(2.5, 0), "3"}, {p.Decimal(-2.5, 0), "-3"}, {p.Decimal(-0.001, 2), "0.00"}, {p.Decimal(1, -1), "1"},
		{p.Decimal(math.NaN(), 1), "–"}, {p.Decimal(math.Inf(-1), 1), "–"}, {p.Percent(math.NaN(), 0), "–%"},
		{p.Decimal(1e300, 20)[:5], "1,000"},
		{p.Money(math.MinInt64, "EUR"), "-€92,233,720,368,547,758.08"},
		{p.MoneyRound(math.MaxInt64, "EUR"), "€92,233,720,368,547,758"},
		{p.MoneyRound(-49, "EUR"), "€0"}, {p.MoneyRound(-50, "EUR"), "-€1"}, {p.MoneyRound(99950, "EUR"), "€1,000"},
		{p.Money(base.MoneyFromFloat(0.1+0.2), "EUR"), "€0.30"},
		{p.Unit(5, 0, "m²"), "5" + thinSpace + "m²"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}
