package partners

import (
	"regexp"
	"strconv"
	"strings"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/place"
)

// An area is typed as a line: postcodes "7000-7999", a province "Gelderland", or a circle "7311 r30".

var (
	circlePattern = regexp.MustCompile(`(?i)^(.+?)\s+r\s*([0-9.,]+)\s*(?:km)?$`)
	pointPattern  = regexp.MustCompile(`^(-?\d+(?:\.\d+)?)[,;\s]+(-?\d+(?:\.\d+)?)$`)
	rangePattern  = regexp.MustCompile(`\s*(?:–|\.\.|-)\s*`)
	// A Polish postcode holds a hyphen itself, so a range wants space around its own.
	polishPattern = regexp.MustCompile(`\s*(?:–|\.\.)\s*|\s+-\s+`)
)

// parseAreas reads one area from each line. What is wrong is told with the line.
func parseAreas(country, text string) ([]org.Area, base.Fields) {
	var out []org.Area
	var wrong base.Fields
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		area, problem := parseArea(country, line)
		if problem != "" {
			wrong.Add("areas", problem, map[string]any{"Line": base.Shorten(line, longestQuote)})
			continue
		}
		out = append(out, area)
	}
	return out, wrong
}

const longestQuote = 60

func parseArea(country, line string) (area org.Area, problem string) {
	if circle := circlePattern.FindStringSubmatch(line); circle != nil {
		return parseCircle(country, circle[1], circle[2])
	}
	if !strings.ContainsAny(line[:1], "0123456789") {
		for _, p := range place.Provinces(country) {
			if strings.EqualFold(p.Name, line) || strings.EqualFold(p.Code, line) {
				return org.Area{Country: country, Province: p.Code}, ""
			}
		}
		return org.Area{}, "roster.error_province"
	}
	separator := rangePattern
	if country == "PL" {
		separator = polishPattern
	}
	ends := separator.Split(line, 2)
	r, err := place.NewRange(country, ends[0], ends[len(ends)-1])
	if err != nil {
		return org.Area{}, "roster.error_range"
	}
	return org.Area{Country: country, From: r.From, To: r.To}, ""
}

func parseCircle(country, center, radius string) (area org.Area, problem string) {
	km, ok := lead.ParseNumber(radius)
	if !ok || km <= 0 {
		return org.Area{}, "roster.error_radius"
	}
	area = org.Area{Country: country, RadiusKM: km}
	if point := pointPattern.FindStringSubmatch(strings.TrimSpace(center)); point != nil {
		area.Lat, _ = strconv.ParseFloat(point[1], 64) // the pattern lets nothing else through
		area.Lng, _ = strconv.ParseFloat(point[2], 64)
		return area, ""
	}
	at, ok := place.Middle(country, center)
	if !ok {
		return org.Area{}, "roster.error_center"
	}
	area.Lat, area.Lng = at.Lat, at.Lon
	return area, ""
}

// areaLines writes areas as they are typed.
func areaLines(areas []org.Area) string {
	lines := make([]string, len(areas))
	for i, a := range areas {
		lines[i] = areaLine(a)
	}
	return strings.Join(lines, "\n")
}

func areaLine(a org.Area) string {
	switch {
	case a.From != "" && a.From == a.To:
		return codeText(a.Country, a.From)
	case a.From != "":
		hyphen := "-"
		if a.Country == "PL" {
			hyphen = " - "
		}
		return codeText(a.Country, a.From) + hyphen + codeText(a.Country, a.To)
	case a.Province != "":
		return provinceName(a)
	}
	return center(a) + " r" + number(a.RadiusKM)
}

// codeText writes the beginning of a postcode as people know it.
func codeText(country, key string) string {
	if country == "PL" && len(key) > 2 {
		return key[:2] + "-" + key[2:]
	}
	return key
}

func provinceName(a org.Area) string {
	if p, ok := place.ProvinceByCode(a.Country, a.Province); ok {
		return p.Name
	}
	return a.Province
}

// center is the middle of a circle: the postcodes round it, or the point.
func center(a org.Area) string {
	if prefix, ok := place.PrefixAt(a.Country, place.Point{Lat: a.Lat, Lon: a.Lng}); ok {
		return prefix
	}
	return number(a.Lat) + ", " + number(a.Lng)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// areaWords says in a line what a partner covers.
func areaWords(p *i18n.Printer, areas []org.Area) string {
	if len(areas) == 0 {
		return p.T("roster.area_inherited")
	}
	var words []string
	for _, a := range areas[:min(mostWords, len(areas))] {
		words = append(words, areaWord(p, a))
	}
	text := strings.Join(words, ", ")
	if more := len(areas) - mostWords; more > 0 {
		return p.N("roster.areas_more", more, i18n.Args{"Areas": text})
	}
	return text
}

const mostWords = 3

func areaWord(p *i18n.Printer, a org.Area) string {
	switch {
	case a.From != "" && a.From != a.To:
		return codeText(a.Country, a.From) + "–" + codeText(a.Country, a.To)
	case a.RadiusKM != 0:
		return p.T("roster.area_circle", i18n.Args{"Distance": p.Unit(a.RadiusKM, 0, "km"), "Place": center(a)})
	}
	return areaLine(a)
}
