package public

import (
	"math"
	"strconv"

	"sluice/internal/blueprint"
	"sluice/internal/place"
	"sluice/internal/solar"
)

// calculation is a roof and a household, as far as they are told, with what the model makes of them.
type calculation struct {
	settings *blueprint.Calculator
	module   blueprint.SolarModule
	at       place.Postcode // zero while there is none

	slope, direction, area float64
	// fits is how many modules the roof has room for, 0 while the roof is not known or too small.
	fits, count int
	consumption float64
	// example: the roof or the consumption is still assumed, to show what will stand here.
	example bool

	// ok: the figures were within what can be calculated, and result is theirs.
	ok     bool
	result solar.Result
}

// typicalHousehold is the place in Calculator.Usage of the household that an example assumes: three persons.
const typicalHousehold = 2

// The names under which a form keeps what was proposed, so that a changed roof or household changes the proposal
// and never what the visitor typed.
const (
	proposedCount = "proposed_" + blueprint.FieldModuleCount
	proposedUse   = "proposed_" + blueprint.FieldConsumption
)

// calculate reckons with the answers and writes into them what follows from others: the number of modules from the
// roof, the consumption from the persons, and where the sliders stand at first.
func calculate(doc *blueprint.Document, a answers) calculation {
	c := calculation{settings: doc.Calculator}
	c.at, _ = place.Parse(doc.Country, a.text(blueprint.CorePostcode)) // none yet: the yield of the whole country
	c.slope = start(a, blueprint.FieldSlope, c.settings.Slope)
	c.direction = start(a, blueprint.FieldDirection, c.settings.Direction)
	c.pickModule(a)
	c.readUse(a)
	c.readRoof(a)
	battery := 0.0
	if a.text(blueprint.FieldBattery) != "" {
		battery = c.settings.BatteryKWh
	}
	c.result, c.ok = c.reckon(battery)
	return c
}

// start reads a slider, which stands somewhere before it is touched.
func start(a answers, name string, initial int) float64 {
	if a.text(name) == "" {
		a.set(name, strconv.Itoa(initial))
	}
	v, ok := a.number(name)
	if !ok || v < 0 || v > 360 {
		return float64(initial)
	}
	return v
}

func (c *calculation) pickModule(a answers) {
	module, ok := c.settings.Module(a.text(blueprint.FieldModule))
	if !ok {
		module = c.settings.Modules[0]
	}
	if a.text(blueprint.FieldModule) == "" {
		a.set(blueprint.FieldModule, module.Key)
	}
	c.module = module
}

// readUse takes the consumption that was typed, else the one proposed for the persons.
func (c *calculation) readUse(a answers) {
	typed, ok := a.number(blueprint.FieldConsumption)
	persons, told := a.number(blueprint.FieldPersons)
	if told && persons >= 1 && proposes(a, blueprint.FieldConsumption, proposedUse) {
		typed, ok = float64(c.usage(int(persons)-1)), true
		propose(a, blueprint.FieldConsumption, proposedUse, int(typed))
	}
	c.consumption = typed
	if !ok || typed <= 0 {
		c.consumption, c.example = float64(c.usage(typicalHousehold)), true
	}
}

func (c *calculation) usage(i int) int {
	if len(c.settings.Usage) == 0 {
		return solar.EstimateConsumption(i + 1)
	}
	return c.settings.Usage[min(max(i, 0), len(c.settings.Usage)-1)]
}

// readRoof takes the roof's area, and the number of modules that was typed, else as many as fit. Without a roof the
// example has as many modules as make what the household uses.
func (c *calculation) readRoof(a answers) {
	area, ok := a.number(blueprint.FieldRoofArea)
	if !ok || area <= 0 {
		c.example = true
		perModule := float64(c.module.Watt) / 1000 * c.perKWp()
		c.count = max(1, int(math.Round(c.consumption/perModule)))
		return
	}
	c.area, c.fits = area, solar.MaxModules(area, c.module.Area, c.settings.RoofShare)
	if c.fits > 0 && proposes(a, blueprint.FieldModuleCount, proposedCount) {
		propose(a, blueprint.FieldModuleCount, proposedCount, c.fits)
	}
	typed, _ := a.number(blueprint.FieldModuleCount)
	c.count = int(min(max(typed, 0), float64(c.fits)))
}

// proposes tells whether a field is still the program's to fill in.
func proposes(a answers, field, proposed string) bool {
	return a.text(field) == "" || a.text(field) == a.text(proposed)
}

func propose(a answers, field, proposed string, v int) {
	a.set(field, strconv.Itoa(v))
	a.set(proposed, strconv.Itoa(v))
}

// perKWp is the yield of the place.
func (c *calculation) perKWp() float64 {
	province, _ := c.at.Province() // not known: the yield of everywhere else
	return c.settings.YieldIn(province)
}

func (c *calculation) reckon(battery float64) (solar.Result, bool) {
	in := c.settings.Input(c.module, c.count, c.perKWp())
	in.Tilt, in.Azimuth, in.Consumption, in.BatteryKWh = c.slope, c.direction, c.consumption, battery
	result, err := solar.Calculate(in)
	return result, err == nil
}

// figures are what the lead keeps of the result.
func (c *calculation) figures() map[string]any {
	if !c.ok || c.example {
		return nil
	}
	return c.settings.Figures(c.result)
}
