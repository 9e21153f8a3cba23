package demo

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"

	"sluice/internal/blueprint"
	"sluice/internal/lead"
	"sluice/internal/place"
	"sluice/internal/solar"
)

// author invents requests; the same seed invents the same ones.
type author struct {
	*rand.Rand
	doc     *blueprint.Document
	towns   []town // each as often as it weighs
	written int
}

func newAuthor(doc *blueprint.Document) *author {
	a := &author{Rand: rand.New(rand.NewPCG(2026, 3)), doc: doc}
	for _, t := range towns {
		for range t.weight {
			a.towns = append(a.towns, t)
		}
	}
	return a
}

func pick[T any](a *author, from []T) T { return from[a.IntN(len(from))] }

// chance is true in so many of a hundred cases.
func (a *author) chance(percent int) bool { return a.IntN(100) < percent }

// request is a new person who wants panels, somewhere.
func (a *author) request() lead.Input { return a.requestFrom(pick(a, a.towns)) }

func (a *author) requestFrom(t town) lead.Input {
	a.written++
	name := pick(a, firstNames) + " " + pick(a, lastNames)
	fields := a.roof()
	in := lead.Input{
		Contact: lead.ContactInput{Name: name, Email: a.email(name), Phone: a.phone()},
		Type:    a.leadType(), Source: a.source(), GridConnection: pick(a, []string{"1x25a", "1x35a", "3x25a", "3x25a", "3x35a", "unknown"}),
		Street: pick(a, streets), HouseNumber: fmt.Sprint(1 + a.IntN(180)), Town: t.name,
		Postcode: fmt.Sprintf("%s %c%c", pick(a, t.codes), letters[a.IntN(len(letters))], letters[a.IntN(len(letters))]),
		Fields:   fields, Consent: a.consent(),
	}
	if in.Type != "residential" {
		in.Company = strings.Fields(name)[len(strings.Fields(name))-1] + pick(a, []string{" Beheer", " Agro", " Metaal", " Bouw", " Logistiek"})
	}
	if in.Source != "solar_calculator" {
		in.Fields = map[string]any{"message": fields["message"], "reachability": fields["reachability"], "battery_interest": fields["battery_interest"]}
	}
	if c := pick(a, campaigns); c.name != "" {
		in.Campaign = c.name
		in.Tracking = lead.Tracking{"utm_source": c.source, "utm_medium": c.medium, "utm_campaign": c.name, "utm_term": c.term}
	}
	return in
}

func (a *author) email(name string) string {
	plain := strings.NewReplacer(" ", ".", "'", "", "ı", "i", "Ö", "o", "ö", "o", "ü", "u", "é", "e", "ş", "s").Replace(strings.ToLower(name))
	return fmt.Sprintf("%s%d@%s.example", plain, a.written, pick(a, []string{"post", "mail", "thuis", "voorbeeld"}))
}

// phone is a number that looks like a mobile one, another for each request.
func (a *author) phone() string {
	return fmt.Sprintf("06 1%03d %04d", a.written/10000%1000, a.written%10000)
}

func (a *author) leadType() string {
	return pick(a, []string{"residential", "residential", "residential", "residential", "residential", "residential", "residential",
		"residential", "commercial", "agricultural"})
}

func (a *author) source() string {
	return pick(a, []string{"solar_calculator", "solar_calculator", "solar_calculator", "solar_calculator", "solar_calculator",
		"solar_calculator", "request_form", "website_embed"})
}

// roof is what the calculator asks, with the figures it showed.
func (a *author) roof() map[string]any {
	c := a.doc.Calculator
	module := pick(a, c.Modules)
	area := float64(14 + a.IntN(50))
	count := max(2, solar.MaxModules(area, module.Area, c.RoofShare)-a.IntN(3))
	persons := 1 + a.IntN(5)
	use := float64(c.Usage[min(persons, len(c.Usage))-1] + 50*a.IntN(20) - 300)
	battery := a.chance(35)
	fields := map[string]any{
		blueprint.FieldRoofArea: area, blueprint.FieldSlope: float64(pick(a, []int{10, 25, 30, 30, 35, 40, 45})),
		blueprint.FieldDirection: float64(pick(a, []int{90, 135, 160, 180, 180, 180, 200, 225, 270})), blueprint.FieldModule: module.Key,
		blueprint.FieldModuleCount: float64(count), blueprint.FieldPersons: float64(persons), blueprint.FieldConsumption: use,
		blueprint.FieldMainUse: pick(a, []string{"weekdays", "evenings", "evenings", "weekends"}), blueprint.FieldBattery: battery,
		"reachability": pick(a, []string{"any", "morning", "afternoon", "evening", "evening", "weekend"}),
	}
	if a.chance(60) {
		fields["message"] = pick(a, messages)
	}
	addResult(fields, c, module, count)
	return fields
}

// addResult adds what the calculator would have shown.
func addResult(fields map[string]any, c *blueprint.Calculator, module blueprint.SolarModule, count int) {
	number := func(key string) float64 { return fields[key].(float64) }
	in := c.Input(module, count, c.YieldIn(place.Province{}))
	in.Tilt, in.Azimuth, in.Consumption = number(blueprint.FieldSlope), number(blueprint.FieldDirection), number(blueprint.FieldConsumption)
	if fields[blueprint.FieldBattery].(bool) {
		in.BatteryKWh = c.BatteryKWh
	}
	shown, err := solar.Calculate(in)
	if err != nil {
		return // a roof without figures is a roof all the same
	}
	maps.Copy(fields, c.Figures(shown))
}

func (a *author) consent() *lead.ConsentInput {
	text := a.doc.Consent[0]
	lang := a.doc.DefaultLang
	return &lead.ConsentInput{
		Key: text.Key, Version: text.Version, Wording: text.Text.In(lang), Purposes: text.Purposes, Channels: text.Channels,
		Recipients: text.Recipients.In(lang), Page: "https://www.zonveer.example/bereken",
		Evidence: lead.Evidence{Form: "calculator", Lang: string(lang)},
	}
}
