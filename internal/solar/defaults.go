package solar

// Zone is a part of a country with a yield of its own. Only Spain has them.
type Zone string

// The zones of Spain.
const (
	ZoneNone   Zone = ""
	ZoneNorth  Zone = "north"
	ZoneCentre Zone = "centre"
	ZoneSouth  Zone = "south"
	ZoneCanary Zone = "canary"
)

// yields are kWh per kWp and year in the best position, rounded for the model.
var yields = map[string]map[Zone]float64{
	"NL": {ZoneNone: 950},
	"BE": {ZoneNone: 960},
	"DE": {ZoneNone: 990},
	"PL": {ZoneNone: 1040},
	"ES": {ZoneNorth: 1250, ZoneCentre: 1500, ZoneSouth: 1650, ZoneCanary: 1750},
}

// co2 is kg per kWh of the country's electricity.
var co2 = map[string]float64{"NL": .268, "DE": .363, "BE": .122, "PL": .657, "ES": .12}

// DefaultYield is kWh per kWp and year in the best position, and false for a country or zone that
// is not known. The zone is ZoneOf the place.
func DefaultYield(country string, zone Zone) (float64, bool) {
	y, ok := yields[country][zone]
	return y, ok
}

// DefaultCO2 is kg of CO2 per kWh of the country's electricity, and false for a country that is not
// known.
func DefaultCO2(country string) (float64, bool) {
	e, ok := co2[country]
	return e, ok
}

// spanishZones are by the two digits of the province; the others are the centre.
var spanishZones = map[string]Zone{
	"01": ZoneNorth, "15": ZoneNorth, "20": ZoneNorth, "26": ZoneNorth, "27": ZoneNorth, "31": ZoneNorth,
	"32": ZoneNorth, "33": ZoneNorth, "36": ZoneNorth, "39": ZoneNorth, "48": ZoneNorth,
	"03": ZoneSouth, "04": ZoneSouth, "06": ZoneSouth, "10": ZoneSouth, "11": ZoneSouth, "14": ZoneSouth,
	"18": ZoneSouth, "21": ZoneSouth, "23": ZoneSouth, "29": ZoneSouth, "30": ZoneSouth, "41": ZoneSouth,
	"51": ZoneSouth, "52": ZoneSouth,
	"35": ZoneCanary, "38": ZoneCanary,
}

// ZoneOf is the zone of a province, in Spain by its two digits: the Atlantic coast with Navarra and
// La Rioja is the north; Andalucía, Extremadura, Murcia, Alicante, Ceuta and Melilla the south. The
// borders are an approximation, which a workspace's own yields replace.
func ZoneOf(country, province string) Zone {
	if country != "ES" {
		return ZoneNone
	}
	if z, ok := spanishZones[province]; ok {
		return z
	}
	return ZoneCentre
}
