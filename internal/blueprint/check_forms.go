package blueprint

import (
	"maps"
	"slices"
)

func (c *checker) forms() {
	paths := map[string]string{}
	for i, f := range c.doc.Forms {
		at := item("forms", i)
		c.known(at+".kind", "kind of form", string(f.Kind), texts([]FormKind{FormPlain, FormCalculator}))
		c.known(at+".source", "source", f.Source, c.sourceKeys)
		c.known(at+".lead_type", "lead type", f.LeadType, c.typeKeys)
		c.known(at+".consent", "consent wording", f.Consent, c.consentKeys)
		if f.Path != "" && !pathForm.MatchString(f.Path) {
			c.add(at+".path", "%q is not a path; a path is small letters, digits and -", shorten(f.Path))
		}
		if other := paths[f.Path]; other != "" && f.Path != "" {
			c.add(at+".path", "%q is already the path of the form %q", f.Path, other)
		}
		paths[f.Path] = f.Key
		c.formFields(at, f)
	}
}

func (c *checker) formFields(at string, f Form) {
	required := map[string]bool{}
	for s, section := range f.Sections {
		for i, field := range section.Fields {
			path := item(item(at+".sections", s)+".fields", i) + ".field"
			if !c.known(path, "field", field.Field, c.formables) {
				continue
			}
			if _, twice := required[field.Field]; twice {
				c.add(path, "%q is asked twice", field.Field)
			}
			required[field.Field] = field.Required
			if own, _ := find(c.doc.Fields, func(o Field) bool { return o.Key == field.Field }); own.Computed {
				c.add(path, "field %q is filled by the program and cannot be asked", field.Field)
			}
		}
	}
	c.formNeeds(at, f, required)
}

// formNeeds: a lead has a contact that can be reached, a place by which it is routed, and a type.
func (c *checker) formNeeds(at string, f Form, required map[string]bool) {
	for _, key := range []string{CoreName, CorePostcode} {
		if !required[key] {
			c.add(at, "does not require %s, without which a lead finds no partner", key)
		}
	}
	if !required[CoreEmail] && !required[CorePhone] {
		c.add(at, "requires neither email nor phone; nobody could answer")
	}
	if _, asked := required[CoreLeadType]; !asked && f.LeadType == "" {
		c.add(at, "neither asks for lead_type nor sets it")
	}
	if f.Kind != FormCalculator {
		return
	}
	if c.doc.Calculator == nil {
		c.add(at+".kind", "a calculator needs the document's calculator settings")
	}
	for _, key := range slices.Sorted(maps.Keys(CalculatorInputs)) {
		if _, asked := required[key]; !asked {
			c.add(at, "does not ask for %s, which the calculator reads", key)
		}
	}
}

func (c *checker) calculator() {
	k := c.doc.Calculator
	if k == nil {
		return
	}
	for _, list := range []map[string]FieldType{CalculatorInputs, CalculatorResults} {
		for _, key := range slices.Sorted(maps.Keys(list)) {
			if got := c.fieldType(key); got != list[key] {
				c.add("calculator", "uses a field %q of the type %s; it is %s", key, list[key], orMissing(string(got)))
			}
		}
	}
	c.calculatorFigures(k)
	c.calculatorModules(k)
	for i, y := range k.Yields {
		last := i == len(k.Yields)-1
		if last != (len(y.Provinces) == 0) {
			c.add(item("calculator.yields", i), "the last yield, and only that, names no provinces: it is for all others")
		}
		c.within(item("calculator.yields", i)+".per_kwp", y.PerKWp, 100, 3000)
	}
	for i, kwh := range k.Usage {
		c.within(item("calculator.usage", i), float64(kwh), 1, 1_000_000)
	}
}

func orMissing(got string) string {
	if got == "" {
		return "missing"
	}
	return got
}

func (c *checker) calculatorFigures(k *Calculator) {
	const path = "calculator."
	c.within(path+"price", k.Price, 0.001, 100)
	c.within(path+"growth", k.Growth, -0.5, 0.5)
	c.within(path+"feed_in", k.FeedIn, -100, 100)
	c.within(path+"co2", k.CO2, 0, 5)
	c.within(path+"tree_co2", k.TreeCO2, 0.1, 1000)
	c.within(path+"degradation", k.Degradation, 0, 0.2)
	c.within(path+"years", float64(k.Years), 1, 50)
	c.within(path+"roof_share", k.RoofShare, 0.05, 1)
	c.within(path+"battery_kwh", k.BatteryKWh, 0, 1000)
	c.within(path+"slope", float64(k.Slope), 0, 90)
	c.within(path+"direction", float64(k.Direction), 0, 359)
}

// within is written so that it also refuses a value that is not a number.
func (c *checker) within(path string, got, low, high float64) {
	if !(got >= low && got <= high) {
		c.add(path, "%v is not between %v and %v", got, low, high)
	}
}

// calculatorModules: the customer chooses among the modules by the field "module".
func (c *checker) calculatorModules(k *Calculator) {
	keys := keysOf(k.Modules, func(m SolarModule) string { return m.Key })
	c.unique("calculator.modules", keys, choiceForm)
	for i, m := range k.Modules {
		at := item("calculator.modules", i)
		c.within(at+".watt", float64(m.Watt), 1, 5000)
		c.within(at+".area", m.Area, 0.1, 20)
	}
	f, _ := find(c.doc.Fields, func(f Field) bool { return f.Key == FieldModule })
	if choices := choiceKeys(f.Choices); f.Key != "" && !slices.Equal(choices, keys) {
		c.add("calculator.modules", "are %s, while the field %q has the choices %s", quoted(keys), FieldModule, quoted(choices))
	}
}
