package solar

import "sluice/internal/base"

// Input is a roof, a household and the workspace's figures. Prices are in major units of one
// currency, which the result is in as well.
type Input struct {
	Modules    int     // how many, 1 to 10 000
	ModuleWatt int     // peak power of one, Wp
	Tilt       float64 // degrees from flat, 0 to 90
	Azimuth    float64 // degrees from north over east, 0 to 360; south is 180
	// Consumption is kWh a year, 1 to 500 000.
	Consumption float64
	// BatteryKWh is the battery's usable capacity; 0 is none.
	BatteryKWh float64
	// YieldPerKWp is kWh per kWp and year in the best position; see DefaultYield.
	YieldPerKWp float64
	Price       float64 // of a bought kWh in the first year
	Growth      float64 // yearly rise of Price, as a fraction
	FeedIn      float64 // earned by a kWh given to the grid; negative where that costs
	CO2PerKWh   float64 // kg saved by a kWh; see DefaultCO2
	TreeCO2     float64 // kg that one tree binds in a year
	Degradation float64 // yearly loss of yield, as a fraction
	Years       int     // how long the modules are looked at, 1 to 50
}

// limit is the least and the most that a field may be. The fields have the names that forms and
// the blueprint give them.
type limit struct {
	field          string
	got, low, high float64
}

func (in Input) limits() []limit {
	return []limit{
		{"module_count", float64(in.Modules), 1, 10_000},
		{"watt", float64(in.ModuleWatt), 1, 5000},
		{"slope", in.Tilt, 0, 90},
		{"direction", in.Azimuth, 0, 360},
		{"consumption", in.Consumption, 1, 500_000},
		{"battery_kwh", in.BatteryKWh, 0, 1000},
		{"per_kwp", in.YieldPerKWp, 100, 3000},
		{"price", in.Price, 0.001, 100},
		{"growth", in.Growth, -0.5, 0.5},
		{"feed_in", in.FeedIn, -100, 100},
		{"co2", in.CO2PerKWh, 0, 5},
		{"tree_co2", in.TreeCO2, 0.1, 1000},
		{"degradation", in.Degradation, 0, 0.2},
		{"years", float64(in.Years), 1, 50},
	}
}

// Validate returns every field that is out of its limits as an invalid error.
func (in Input) Validate() error {
	var wrong base.Fields
	for _, l := range in.limits() {
		if !(l.got >= l.low && l.got <= l.high) { // a NaN fails both ways
			wrong.Add(l.field, "error.range", map[string]any{"Min": l.low, "Max": l.high})
		}
	}
	return wrong.Err()
}
