package blueprint

import "sluice/internal/i18n"

// Calculator holds the settings of the public solar calculator. Prices have no default from a source:
// each workspace sets its own.
type Calculator struct {
	// Model names this set of figures; a lead keeps the one it was calculated with.
	Model string `json:"model"`
	// Price is what a kWh costs, FeedIn what a kWh given to the grid earns, in major units of the currency;
	// Growth is the yearly rise of Price as a fraction.
	Price  float64 `json:"price"`
	Growth float64 `json:"growth"`
	FeedIn float64 `json:"feed_in"`
	// CO2 is kg per kWh, TreeCO2 kg per tree and year, Degradation the yearly loss as a fraction.
	CO2         float64 `json:"co2"`
	TreeCO2     float64 `json:"tree_co2"`
	Degradation float64 `json:"degradation"`
	Years       int     `json:"years"`
	// RoofShare is the part of a roof that modules can cover.
	RoofShare float64 `json:"roof_share"`
	// BatteryKWh is the battery assumed when the prospect is interested in one; 0 assumes none.
	BatteryKWh float64 `json:"battery_kwh,omitempty"`
	// Yields are kWh per kWp and year. The first that names the province holds; the last names none.
	Yields []Yield `json:"yields"`
	// Usage is the yearly consumption in kWh proposed for 1, 2, 3… persons; the last stands for more.
	Usage []int `json:"usage"`
	// Slope and Direction are what the form starts with, in degrees; direction 180 is south.
	Slope     int           `json:"slope"`
	Direction int           `json:"direction"`
	Modules   []SolarModule `json:"modules"`
}

// Yield is what a kWp brings in a year in some provinces.
type Yield struct {
	Provinces []string `json:"provinces,omitempty"`
	PerKWp    float64  `json:"per_kwp"`
}

// SolarModule is a module the brand makes.
type SolarModule struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	Watt  int       `json:"watt"` // peak
	Area  float64   `json:"area"` // m²
}

// Module returns the module with the key.
func (c *Calculator) Module(key string) (SolarModule, bool) {
	for _, m := range c.Modules {
		if m.Key == key {
			return m, true
		}
	}
	return SolarModule{}, false
}

// The fields by which the calculator and a lead exchange figures.
const (
	FieldRoofArea     = "roof_area"
	FieldSlope        = "slope"
	FieldDirection    = "direction"
	FieldModule       = "module"
	FieldModuleCount  = "module_count"
	FieldPersons      = "persons"
	FieldConsumption  = "consumption"
	FieldMainUse      = "main_use"
	FieldBattery      = "battery_interest"
	FieldModel        = "calculator_model"
	FieldCapacity     = "capacity"
	FieldYield        = "yield_year"
	FieldSelfUse      = "self_use"
	FieldBeforeMonth  = "cost_before_month"
	FieldBeforeYear   = "cost_before_year"
	FieldBeforeTotal  = "cost_before_total"
	FieldAfterMonth   = "cost_after_month"
	FieldAfterYear    = "cost_after_year"
	FieldAfterTotal   = "cost_after_total"
	FieldSavingsMonth = "savings_month"
	FieldSavingsYear  = "savings_year"
	FieldSavingsTotal = "savings_total"
	FieldCO2          = "co2_saved"
	FieldTrees        = "trees"
)

// CalculatorInputs are the fields that a calculator form asks for, with their types.
var CalculatorInputs = map[string]FieldType{
	FieldRoofArea: TypeNumber, FieldSlope: TypeNumber, FieldDirection: TypeNumber, FieldModule: TypeChoice,
	FieldModuleCount: TypeNumber, FieldPersons: TypeNumber, FieldConsumption: TypeNumber, FieldMainUse: TypeChoice,
	FieldBattery: TypeYesNo,
}

// CalculatorResults are the fields that hold what the customer was shown, with their types. Months and
// years are those of the first year, totals those of all years of the model.
var CalculatorResults = map[string]FieldType{
	FieldModel: TypeText, FieldCapacity: TypeNumber, FieldYield: TypeNumber, FieldSelfUse: TypeNumber,
	FieldBeforeMonth: TypeMoney, FieldBeforeYear: TypeMoney, FieldBeforeTotal: TypeMoney,
	FieldAfterMonth: TypeMoney, FieldAfterYear: TypeMoney, FieldAfterTotal: TypeMoney,
	FieldSavingsMonth: TypeMoney, FieldSavingsYear: TypeMoney, FieldSavingsTotal: TypeMoney,
	FieldCO2: TypeNumber, FieldTrees: TypeNumber,
}
