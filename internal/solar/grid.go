package solar

import "slices"

// grid is a table of values over two rising axes, in percent.
type grid struct {
	rows, columns []float64
	percent       [][]float64
}

// at is the value between the grid's points, bilinear, as a fraction. Beyond the edges it is the
// value of the edge.
func (g grid) at(row, column float64) float64 {
	i, v := locate(g.rows, row)
	j, u := locate(g.columns, column)
	low := between(g.percent[i][j], g.percent[i][j+1], u)
	high := between(g.percent[i+1][j], g.percent[i+1][j+1], u)
	return between(low, high, v) / 100
}

// locate finds the cell of the axis that x lies in, and how far into it, 0 to 1.
func locate(axis []float64, x float64) (int, float64) {
	last := len(axis) - 1
	x = min(max(x, axis[0]), axis[last])
	i, found := slices.BinarySearch(axis, x)
	if !found || i == last {
		i--
	}
	return i, (x - axis[i]) / (axis[i+1] - axis[i])
}

func between(a, b, share float64) float64 { return a + (b-a)*share }
