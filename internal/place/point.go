package place

import (
	_ "embed"
	"math"
	"strconv"
	"sync"
)

// Point is a place on earth in degrees, north and east positive.
type Point struct {
	Lat, Lon float64
}

// earthRadiusKm is the mean radius.
const earthRadiusKm = 6371.0088

// DistanceKm is the great-circle distance in kilometres; roads are longer.
func DistanceKm(a, b Point) float64 {
	lat1, lat2 := radians(a.Lat), radians(b.Lat)
	dLat, dLon := lat2-lat1, radians(b.Lon-a.Lon)
	h := haversine(dLat) + math.Cos(lat1)*math.Cos(lat2)*haversine(dLon)
	return 2 * earthRadiusKm * math.Asin(math.Sqrt(min(h, 1)))
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

func haversine(angle float64) float64 {
	s := math.Sin(angle / 2)
	return s * s
}

//go:embed data/centroids.txt
var centroidText string

type areaKey struct{ country, area string }

var centroids = sync.OnceValue(func() map[areaKey]Point {
	out := map[areaKey]Point{}
	for f := range records(centroidText, " ") {
		out[areaKey{f[0], f[1]}] = Point{degrees(f[2]), degrees(f[3])}
	}
	return out
})

// degrees reads a number of a built-in table, which can be wrong only by a mistake of the build.
func degrees(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("place: centroids: " + err.Error())
	}
	return n
}

// Centroid is about the middle of the area that shares the postcode's first two digits, by
// population rather than by surface. It is an approximation for sorting by distance where no
// address was looked up: some 10 km off in NL and BE, up to 50 km in the larger areas of DE, ES
// and PL. It is false where the area is not in use.
func (p Postcode) Centroid() (Point, bool) {
	if p.IsZero() {
		return Point{}, false
	}
	at, ok := centroids()[areaKey{p.country, p.key[:2]}]
	return at, ok
}
