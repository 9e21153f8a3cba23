package setup

import (
	"strings"

	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/place"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type codeView struct {
	Page   ui.Public
	Code   string
	Errors ui.FormErrors
}

type stepView struct {
	Page   ui.Public
	Key    string
	URL    string
	Title  string
	Text   string
	Way    []ui.StepView
	Last   bool
	Back   string // the step before, "" on the first
	Draft  *draft
	Kinds  []ui.Option
	Kind   string // the chosen one; the only one is chosen already
	Lists  brandLists
	Host   string
	Mail   string
	Labels map[string]string
	Errors ui.FormErrors
}

// brandLists are what the brand's page offers.
type brandLists struct{ Langs, Countries, Zones, Currencies []ui.Option }

var (
	stepNames    = i18n.Family("setup.step_")
	stepTitles   = i18n.Family("setup.title_")
	stepTexts    = i18n.Family("setup.text_")
	countryNames = i18n.Family("setup.country_")
)

// page is the layout; the program shows its own name, since there is no brand yet.
func page(r *kit.Request, title string) ui.Public {
	p := r.Public(title)
	p.Brand, p.Hue = "Sluice", neutralHue
	return p
}

const neutralHue = 240

func newStep(r *kit.Request, d *draft, i int, err error) stepView {
	key := steps[i].key
	v := stepView{
		Page: page(r, r.P.T("setup.title")), Key: key, URL: "/setup/" + key, Title: r.P.T(stepTitles.Key(key)), Text: r.P.T(stepTexts.Key(key)),
		Last: i == len(steps)-1, Draft: d, Errors: ui.NewFormErrors(r.P, err), Mail: r.Site.MailServer,
	}
	if i > 0 {
		v.Back = "/setup/" + steps[i-1].key
	}
	for n, s := range steps {
		one := ui.StepView{Label: r.P.T(stepNames.Key(s.key))}
		switch {
		case n < i:
			one.State = "done"
		case n == i:
			one.State = "current"
		}
		v.Way = append(v.Way, one)
	}
	switch key {
	case "kind":
		v.Kinds, v.Kind = kinds(r), d.Blueprint
		if len(v.Kinds) == 1 {
			v.Kind = v.Kinds[0].Value
		}
	case "brand":
		v.Page.Hue, v.Lists = d.Hue, lists(r, d)
		v.Host = r.Site.BaseURL + "/"
	case "partners":
		for len(d.Partners) < partnerLines {
			d.Partners = append(d.Partners, partner{})
		}
	}
	v.Labels = labels(r)
	return v
}

func kinds(r *kit.Request) []ui.Option {
	var out []ui.Option
	for _, name := range blueprint.Names() {
		doc, err := blueprint.Load(name)
		if err != nil {
			r.Site.Log.Error("a built-in blueprint cannot be read", "name", name, "error", err)
			continue
		}
		out = append(out, ui.Option{Value: name, Label: r.Words(doc.Title), Hint: r.Words(doc.Summary), Icon: "route", Hue: doc.Hue, HasHue: true})
	}
	return out
}

func lists(r *kit.Request, d *draft) brandLists {
	var out brandLists
	doc, err := blueprint.Load(d.Blueprint)
	if err != nil {
		return out
	}
	for _, lang := range doc.Langs {
		out.Langs = append(out.Langs, ui.Option{Value: string(lang), Label: i18n.NativeName(lang)})
	}
	for _, code := range place.Countries() {
		out.Countries = append(out.Countries, ui.Option{Value: code, Label: r.P.T(countryNames.Key(strings.ToLower(code)))})
	}
	for _, zone := range zones {
		out.Zones = append(out.Zones, ui.Option{Value: zone, Label: zone})
	}
	for _, code := range currencies {
		out.Currencies = append(out.Currencies, ui.Option{Value: code, Label: code})
	}
	return out
}

func labels(r *kit.Request) map[string]string {
	return map[string]string{
		"name": r.P.T("setup.name"), "email": r.P.T("setup.email"), "password": r.P.T("setup.password"),
		"brand": r.P.T("setup.brand"), "slug": r.P.T("setup.slug"), "lang": r.P.T("setup.lang"), "country": r.P.T("setup.country"),
		"zone": r.P.T("setup.zone"), "currency": r.P.T("setup.currency"), "hue": r.P.T("setup.hue"),
	}
}
