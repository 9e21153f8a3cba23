package ui

import (
	"math"
	"slices"
	"testing"
)

func TestGridValuesAreRound(t *testing.T) {
	for most, want := range map[float64][]float64{
		20337: {0, 5000, 10000, 15000, 20000},
		358:   {0, 100, 200, 300},
		1:     {0, .2, .4, .6000000000000001, .8, 1},
		7:     {0, 2, 4, 6},
	} {
		if got := gridValues(most); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", most, got, want)
		}
	}
	for _, odd := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if got := niceStep(odd); got != 1 {
			t.Errorf("%v: step %v", odd, got)
		}
	}
}

func TestCostChartPutsHigherValuesHigher(t *testing.T) {
	v := CostChartView{Label: "costs", Without: []float64{0, 200}, With: []float64{0, 100}, X: []AxisLabel{{1, "2"}}, Y: func(float64) string { return "k" }}
	doc := render(t, CostChart(v))
	for selector, want := range map[string]string{
		"path.ln2":  "M34 180L352 16",
		"path.ln":   "M34 180L352 98",
		"path.area": "M34 180L352 16L352 98L34 180z",
	} {
		if got := doc.Find(selector).AttrOr("d", ""); got != want {
			t.Errorf("%s is %q, want %q", selector, got, want)
		}
	}
	if got := doc.Find("svg").AttrOr("viewBox", ""); got != "0 0 366 206" {
		t.Errorf("view box %q", got)
	}
	has(t, doc, map[string]int{`svg.chart[role=img][aria-label=costs]`: 1, `text[x="352"][y="200"]`: 1, ".gridline": 5})
}

func TestChartsSurviveNothing(t *testing.T) {
	y := func(float64) string { return "" }
	has(t, render(t, CostChart(CostChartView{Label: "none", Y: y})), map[string]int{`path.ln[d=""]`: 1})
	has(t, render(t, BarChart(BarChartView{Label: "none", Names: []string{"Jan"}, Y: y})), map[string]int{"rect": 0, "text[text-anchor=middle]": 0})
	has(t, render(t, BarChart(BarChartView{Label: "zero", Values: []float64{0, -5, math.NaN()}, Y: y})), map[string]int{`rect[height="0"]`: 3})
	has(t, render(t, Spark([]float64{1})), map[string]int{"svg": 0})
}

func TestBarsStandInTheirPlaces(t *testing.T) {
	doc := render(t, BarChart(BarChartView{Label: "use", Values: []float64{50, 100}, Names: []string{"Jan", "Feb"}, Y: func(float64) string { return "" }, Width: 238}))
	has(t, doc, map[string]int{
		`rect.bar[x="56"][y="80"][width="64"][height="68"]`:   1,
		`rect.bar[x="156"][y="12"][width="64"][height="136"]`: 1,
	})
	says(t, doc, `text[x="88"]`, "Jan")
}

func TestHbarKeepsWithinItsWidth(t *testing.T) {
	for part, want := range map[float64]string{.768: "76.8", 2: "100", -1: "0", math.NaN(): "0"} {
		if got := render(t, Hbar(part, "gold")).Find("rect").AttrOr("width", ""); got != want {
			t.Errorf("%v: width %s, want %s", part, got, want)
		}
	}
}
