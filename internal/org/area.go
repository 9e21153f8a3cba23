package org

import (
	"math"
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/place"
)

// Area is a part of the map: a stretch of postcodes, a province, or a circle. Exactly one of the three is set.
type Area struct {
	Country string `json:"country"` // ISO 3166; a circle may leave it out
	// From and To are the ends of a stretch of postcodes, both within, and may be cut short: see place.Range.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Province is the code of place.Province.
	Province string `json:"province,omitempty"`
	// Lat, Lng and RadiusKM are a circle, in degrees and kilometres.
	Lat      float64 `json:"lat,omitempty"`
	Lng      float64 `json:"lng,omitempty"`
	RadiusKM float64 `json:"radius_km,omitempty"`
}

// Spot is where a lead is, made ready for being compared with many areas.
type Spot struct {
	country  string
	province string // its code
	postcode place.Postcode
	at       *place.Point
}

// NewSpot reads a place as a lead carries it. The province is a code or a name; without one, and without
// coordinates, the postcode says roughly. What cannot be read covers nothing.
func NewSpot(country, province, postcode string, lat, lng *float64) Spot {
	code, err := place.Parse(country, postcode)
	if err != nil {
		code = place.Postcode{}
	}
	spot := Spot{country: country, province: provinceCode(country, province), postcode: code}
	if derived, ok := code.Province(); ok && spot.province == "" {
		spot.province = derived.Code
	}
	if lat != nil && lng != nil {
		spot.at = &place.Point{Lat: *lat, Lon: *lng}
	} else if middle, ok := code.Centroid(); ok {
		spot.at = &middle
	}
	return spot
}

func provinceCode(country, text string) string {
	for _, p := range place.Provinces(country) {
		if strings.EqualFold(p.Code, text) || strings.EqualFold(p.Name, text) {
			return p.Code
		}
	}
	return ""
}

// Covers tells whether the spot is inside the area.
func (a Area) Covers(p Spot) bool {
	switch {
	case a.From != "":
		return place.Range{Country: a.Country, From: a.From, To: a.To}.Contains(p.postcode)
	case a.Province != "":
		return a.Country == p.country && a.Province == p.province
	default:
		return p.at != nil && (a.Country == "" || a.Country == p.country) &&
			place.DistanceKm(place.Point{Lat: a.Lat, Lon: a.Lng}, *p.at) <= a.RadiusKM
	}
}

// precision orders areas that cover the same spot: the closer description wins.
func (a Area) precision() int {
	switch {
	case a.From != "":
		return 3
	case a.Province != "":
		return 1
	default:
		return 2
	}
}

// covering is the precision of the closest area that covers the spot, 0 when none does.
func covering(areas []Area, p Spot) int {
	best := 0
	for _, a := range areas {
		if a.Covers(p) {
			best = max(best, a.precision())
		}
	}
	return best
}

const (
	mostAreas      = 2000
	widestRadiusKM = 2000
)

// checkAreas notes what is wrong, and returns the areas as they are stored.
func checkAreas(wrong *base.Fields, areas []Area) []Area {
	if len(areas) > mostAreas {
		wrong.Add("areas", "error.too_large", map[string]any{"Max": mostAreas})
		return nil
	}
	out := make([]Area, 0, len(areas))
	for _, a := range areas {
		checked, ok := a.checked()
		if !ok {
			wrong.Add("areas", "org.error_area")
			return nil
		}
		if !slices.Contains(out, checked) {
			out = append(out, checked)
		}
	}
	return out
}

// checked is the area in its stored form; false unless exactly one of the three ways is filled in, and sensibly.
func (a Area) checked() (Area, bool) {
	isRange, isCircle := a.From != "" || a.To != "", a.RadiusKM != 0 || a.Lat != 0 || a.Lng != 0
	switch {
	case isRange && a.Province == "" && !isCircle:
		r, err := place.NewRange(a.Country, a.From, a.To)
		return Area{Country: r.Country, From: r.From, To: r.To}, err == nil
	case a.Province != "" && !isRange && !isCircle:
		a.Province = provinceCode(a.Country, a.Province)
		return a, a.Province != ""
	case isCircle && !isRange && a.Province == "":
		return a, a.RadiusKM > 0 && a.RadiusKM <= widestRadiusKM && onEarth(a.Lat, a.Lng)
	default:
		return a, false
	}
}

func onEarth(lat, lng float64) bool { return math.Abs(lat) <= 90 && math.Abs(lng) <= 180 }
