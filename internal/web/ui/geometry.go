package ui

import (
	"math"
	"strconv"
	"strings"
)

// plot maps values to the drawing: x between left and right, y between top and bottom with zero at the bottom.
type plot struct {
	left, right, top, bottom float64
	most                     float64 // the value at the top
}

func (p plot) y(v float64) float64 { return p.bottom - v/p.most*(p.bottom-p.top) }

// x is the place of point i of n.
func (p plot) x(i, n int) float64 {
	if n < 2 {
		return (p.left + p.right) / 2
	}
	return p.left + float64(i)*(p.right-p.left)/float64(n-1)
}

// niceStep is the distance of two to five grid lines that end in 1, 2 or 5.
func niceStep(most float64) float64 {
	if most <= 0 || math.IsInf(most, 0) || math.IsNaN(most) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(most)))
	for _, m := range []float64{.2, .5, 1, 2} {
		if most/(power*m) <= 5 {
			return power * m
		}
	}
	return power * 2
}

// gridValues are the marks from zero up to the highest below most.
func gridValues(most float64) []float64 {
	step := niceStep(most)
	var out []float64
	for i := 0; float64(i)*step <= most*1.0001; i++ {
		out = append(out, float64(i)*step)
	}
	return out
}

func highest(series ...[]float64) float64 {
	top := 0.0
	for _, s := range series {
		for _, v := range s {
			top = max(top, v)
		}
	}
	if top == 0 {
		return 1
	}
	return top
}

// num writes a coordinate.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

// path joins the points of a series; start is "M" for a new line, "L" to go on with one.
func (p plot) path(start string, series []float64, backwards bool) string {
	var b strings.Builder
	for k := range series {
		i := k
		if backwards {
			i = len(series) - 1 - k
		}
		b.WriteString(start)
		b.WriteString(num(p.x(i, len(series))))
		b.WriteByte(' ')
		b.WriteString(num(p.y(series[i])))
		start = "L"
	}
	return b.String()
}

// between is the closed shape of what lies between two series.
func (p plot) between(upper, lower []float64) string {
	if len(upper) == 0 || len(lower) == 0 {
		return ""
	}
	return p.path("M", upper, false) + p.path("L", lower, true) + "z"
}

// share keeps a part of a whole between 0 and 1.
func share(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return math.Min(1, math.Max(0, v))
}
