package place

// Middle is Postcode.Centroid for the beginning of a postcode, two characters or more: the middle of "73" is
// that of "7311 AA" too.
func Middle(country, prefix string) (Point, bool) {
	key := compact(prefix)
	if len(key) < 2 || !isPrefix(country, key) {
		return Point{}, false
	}
	at, ok := centroids()[areaKey{country, key[:2]}]
	return at, ok
}

// PrefixAt is the beginning of a postcode of which Middle gives exactly this point, false where there is none.
func PrefixAt(country string, at Point) (string, bool) {
	for key, middle := range centroids() {
		if key.country == country && middle == at {
			return key.area, true
		}
	}
	return "", false
}
