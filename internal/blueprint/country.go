package blueprint

import (
	"maps"
	"slices"

	"sluice/internal/place"
	"sluice/internal/solar"
)

// MoveTo takes the yields and the CO2 of the country's electricity that the model knows; one it does not know
// changes nothing. Prices stay: they have no source that holds for everybody.
func (c *Calculator) MoveTo(country string) {
	co2, known := solar.DefaultCO2(country)
	if !known {
		return
	}
	c.CO2, c.Yields = co2, yieldsOf(country)
}

// yieldsOf names the provinces of every zone but the one that holds for all others, which comes last.
func yieldsOf(country string) []Yield {
	rest := solar.ZoneOf(country, "")
	provinces := map[solar.Zone][]string{}
	for _, p := range place.Provinces(country) {
		if zone := solar.ZoneOf(country, p.Code); zone != rest {
			provinces[zone] = append(provinces[zone], p.Code)
		}
	}
	var out []Yield
	for _, zone := range slices.Sorted(maps.Keys(provinces)) {
		out = append(out, yieldOf(country, zone, provinces[zone]))
	}
	return append(out, yieldOf(country, rest, nil))
}

func yieldOf(country string, zone solar.Zone, provinces []string) Yield {
	perKWp, _ := solar.DefaultYield(country, zone) // a country that is known has all of its zones
	return Yield{Provinces: provinces, PerKWp: perKWp}
}
