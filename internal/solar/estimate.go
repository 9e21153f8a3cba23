package solar

import "math"

// RoofShare is the part of a roof that modules can cover; the rest is edges, windows and chimneys.
const RoofShare = 0.75

// MaxModules is how many modules of an area fit on a roof, both in m², when the share of the roof
// can be covered. It is 0 where the figures make no sense.
func MaxModules(roof, module, share float64) int {
	fit := roof * share / module
	if !(fit >= 1 && roof > 0 && share > 0) || fit > math.MaxInt32 {
		return 0
	}
	// The nudge keeps a roof that is a whole number of modules from losing one to binary fractions.
	return int(math.Floor(fit + 1e-9))
}

// EstimateConsumption proposes kWh a year for a household: 900 for the house and 750 for each
// person, one to ten. It is a rule of thumb for homes that are not heated electrically, meant to be
// overwritten from the bill.
func EstimateConsumption(persons int) int { return 900 + 750*min(max(persons, 1), 10) }
