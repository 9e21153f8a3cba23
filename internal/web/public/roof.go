package public

import (
	"math"
	"strconv"
	"strings"
)

// corner is a point of the house of the picture: x along the ridge, z towards where the roof looks, y up. Up is the
// part of the ridge's rise that is added to y, so that the slope moves the roof and nothing else.
type corner struct{ x, y, z, up float64 }

// face is a flat part of the house, seen only from its outside: its corners turn the clock's way there.
type face struct {
	class   string
	corners []corner
}

// The house in units of the picture: half its length, half its depth, the walls' height, and how far the roof sticks out.
const (
	halfLength = 62.0
	halfDepth  = 46.0
	wallHeight = 50.0
	overhang   = 8.0
	// steepest keeps an upright roof in the picture.
	steepest = 1.3
)

// house is convex, so the faces turned to the viewer never hide one another and need no order but theirs.
func house() []face {
	l, d, h, o := halfLength, halfDepth, wallHeight, overhang
	wall := func(class string, c ...corner) face { return face{class, c} }
	// The eaves hang below the walls' top by as much as they stick out, in the roof's own plane.
	eave := -o / d
	roof := func(side float64) face {
		return face{"air-h2", []corner{{-l - o, h, side * (d + o), eave}, {-l - o, h, 0, 1}, {l + o, h, 0, 1}, {l + o, h, side * (d + o), eave}}}
	}
	faces := []face{
		wall("air-r", corner{-l, 0, d, 0}, corner{-l, h, d, 0}, corner{l, h, d, 0}, corner{l, 0, d, 0}),
		wall("air-r", corner{l, 0, -d, 0}, corner{l, h, -d, 0}, corner{-l, h, -d, 0}, corner{-l, 0, -d, 0}),
		wall("gable", corner{l, 0, d, 0}, corner{l, h, d, 0}, corner{l, h, 0, 1}, corner{l, h, -d, 0}, corner{l, 0, -d, 0}),
		wall("gable", corner{-l, 0, -d, 0}, corner{-l, h, -d, 0}, corner{-l, h, 0, 1}, corner{-l, h, d, 0}, corner{-l, 0, d, 0}),
		{"air-h", []corner{{-10, 0, d, 0}, {-10, 32, d, 0}, {10, 32, d, 0}, {10, 0, d, 0}}},
		{"pane", []corner{{-44, 18, d, 0}, {-44, 34, d, 0}, {-24, 34, d, 0}, {-24, 18, d, 0}}},
		{"pane", []corner{{24, 18, d, 0}, {24, 34, d, 0}, {44, 34, d, 0}, {44, 18, d, 0}}},
		roof(1),
	}
	back := roof(-1)
	for i, j := 0, len(back.corners)-1; i < j; i, j = i+1, j-1 {
		back.corners[i], back.corners[j] = back.corners[j], back.corners[i]
	}
	return append(append(faces, back), panels()...)
}

// panels are two rows of four on the side that looks in the direction.
func panels() []face {
	const wide, gap = 27.0, 3.0
	on := func(x, v float64) corner { return corner{x, wallHeight, halfDepth * (1 - v), v} }
	var out []face
	for _, row := range [][2]float64{{.08, .46}, {.52, .9}} {
		for i := range 4 {
			x := (float64(i)-2)*(wide+gap) + gap/2
			out = append(out, face{"air-p", []corner{on(x, row[0]), on(x, row[1]), on(x+wide, row[1]), on(x+wide, row[0])}})
		}
	}
	return out
}

// data is the face for the page's script, which only projects: "x,y,z,up x,y,z,up …".
func (f face) data() string {
	var points []string
	for _, c := range f.corners {
		points = append(points, coordinate(c.x)+","+coordinate(c.y)+","+coordinate(c.z)+","+coordinate(c.up))
	}
	return strings.Join(points, " ")
}

// view is the picture from the south, a little from above and from one side, so that it has depth.
type view struct{ sin, cos, rise float64 }

const (
	centreX, centreY = 126.0, 158.0
	above            = .42 // sine of the height from which one looks
	level            = .9075
	aside            = 22.0 // degrees
)

func viewOf(slope, direction float64) view {
	turn := (180 - direction - aside) * math.Pi / 180
	rise := halfDepth * min(math.Tan(min(slope, 89)*math.Pi/180), steepest)
	return view{math.Sin(turn), math.Cos(turn), rise}
}

// points projects a face; not visible when it is turned away.
func (v view) points(f face) (text string, visible bool) {
	var xs, ys []float64
	var out []string
	for _, c := range f.corners {
		x := c.x*v.cos + c.z*v.sin
		depth := c.z*v.cos - c.x*v.sin
		y := c.y + c.up*v.rise
		xs, ys = append(xs, centreX+x), append(ys, centreY-y*level+depth*above)
		out = append(out, coordinate(xs[len(xs)-1])+","+coordinate(ys[len(ys)-1]))
	}
	area := 0.0
	for i := range xs {
		j := (i + 1) % len(xs)
		area += xs[i]*ys[j] - xs[j]*ys[i]
	}
	return strings.Join(out, " "), area > 0
}

func coordinate(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}
