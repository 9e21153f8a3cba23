package solar

// monthlyUse is how the electricity of an average household without electric heating is spread over the year, in
// thousandths: more in the dark months, least in July. A rule of thumb, for a chart at a glance.
var monthlyUse = [12]float64{101, 92, 89, 77, 69, 65, 63, 66, 75, 86, 102, 115}

// UseByMonth spreads a year's consumption in kWh over the months, January first.
func UseByMonth(year float64) [12]float64 {
	var out [12]float64
	for i, share := range monthlyUse {
		out[i] = year * share / 1000
	}
	return out
}
