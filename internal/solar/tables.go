package solar

import "math"

// orientation is the yield by tilt and deviation from south, against the best position, after a
// table published at photovoltaik-web.de for central Europe.
var orientation = grid{
	rows:    []float64{0, 10, 20, 30, 40, 50, 60, 70, 80, 90},
	columns: []float64{0, 30, 60, 90, 120, 150, 180},
	percent: [][]float64{
		{87, 87, 87, 87, 87, 87, 87},
		{93, 92, 90, 86, 83, 80, 79},
		{97, 96, 91, 85, 77, 71, 70},
		{100, 97, 91, 82, 72, 64, 61},
		{100, 97, 90, 79, 67, 56, 52},
		{98, 95, 87, 75, 61, 48, 43},
		{94, 91, 82, 70, 55, 41, 35},
		{88, 85, 76, 63, 49, 35, 28},
		{80, 77, 68, 56, 42, 29, 23},
		{69, 67, 60, 48, 35, 24, 18},
	},
}

// sufficiency is the part of the consumption that the modules cover, by battery (kWh per MWh of
// yearly consumption) and by yield against consumption: the function fitted by Quoilin et al.,
// Applied Energy 2016, at the grid's points.
var sufficiency = grid{
	rows:    []float64{0, 0.5, 1, 2},
	columns: []float64{0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4},
	percent: [][]float64{
		{0, 17, 25, 30, 33, 36, 39, 42, 43},
		{0, 19, 35, 45, 49, 55, 58, 61, 62},
		{0, 22, 41, 54, 60, 67, 71, 73, 75},
		{0, 24, 46, 62, 70, 79, 83, 85, 87},
	},
}

// OrientationFactor is the yield of a roof against the best one, 0.18 to 1. Tilt is in degrees from
// flat (0) to upright (90), azimuth in degrees from north over east; south is 180.
func OrientationFactor(tilt, azimuth float64) float64 {
	return orientation.at(tilt, math.Abs(azimuth-180))
}

// SelfSufficiency is the part of the consumption that the modules cover, 0 to 1. Battery is in kWh
// per MWh of yearly consumption, ratio is the yearly yield against the consumption.
func SelfSufficiency(battery, ratio float64) float64 {
	return min(sufficiency.at(battery, ratio), ratio)
}
