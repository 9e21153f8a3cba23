package outbox

import (
	"fmt"
	"math"
)

// oklch is a colour as the style sheet writes it: lightness 0 to 1, chroma, hue in degrees.
type oklch struct{ l, c, h float64 }

// hex is the colour for mail programs, which know nothing newer. A colour that a screen cannot show keeps its
// lightness and hue and gives up chroma: cutting off the channels would change how readable it is.
func (c oklch) hex() string {
	low, high := 0.0, c.c
	if !inGamut(c.linear()) {
		for range 20 {
			c.c = (low + high) / 2
			if inGamut(c.linear()) {
				low = c.c
			} else {
				high = c.c
			}
		}
		c.c = low
	}
	rgb := c.linear()
	return fmt.Sprintf("#%02x%02x%02x", eightBit(rgb[0]), eightBit(rgb[1]), eightBit(rgb[2]))
}

// linear is the colour in linear sRGB, by way of Oklab (Björn Ottosson's matrices).
func (c oklch) linear() [3]float64 {
	sin, cos := math.Sincos(c.h * math.Pi / 180)
	a, b := c.c*cos, c.c*sin
	l := cube(c.l + 0.3963377774*a + 0.2158037573*b)
	m := cube(c.l - 0.1055613458*a - 0.0638541728*b)
	s := cube(c.l - 0.0894841775*a - 1.2914855480*b)
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func cube(x float64) float64 { return x * x * x }

func inGamut(rgb [3]float64) bool {
	const slack = 1e-4
	for _, v := range rgb {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}

func eightBit(v float64) int {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return int(math.Round(v * 255))
}
