package facts

import "sluice/internal/i18n"

// nearby is the distance below which postcode areas say nothing more exact.
const nearby = 5

// About says in a sentence how far apart two places are. Their positions are the middles of postcode areas, so some
// kilometres off.
func About(p *i18n.Printer, km float64) string {
	if km < nearby {
		return Distance(p, km)
	}
	return p.T("facts.about_km", i18n.Args{"Distance": Distance(p, km)})
}

// Distance is the same for a column of distances.
func Distance(p *i18n.Printer, km float64) string {
	if km < nearby {
		return p.T("facts.nearby")
	}
	return p.Unit(km, 0, "km")
}
