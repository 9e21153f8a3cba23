// Package facts puts what a lead holds into words: its project, its place, the blueprint's own fields. It works alike
// for a lead that is masked, which simply holds less.
package facts

import (
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// Words writes about leads for one reader.
type Words struct {
	P   *i18n.Printer
	Doc *blueprint.Document
}

// For writes for the reader of a request.
func For(r *kit.Request) Words { return Words{P: r.P, Doc: r.Config.Document} }

// Text reads a text of the blueprint.
func (w Words) Text(t i18n.Text) string { return t.In(w.P.Lang()) }

// Choice is the title of an entry of one of the blueprint's lists, "" for none.
func (w Words) Choice(list []blueprint.Choice, key string) string {
	c, _ := blueprint.PickChoice(list, key)
	return w.Text(c.Title)
}

// Stage is the stage's name and its tone.
func (w Words) Stage(key string) (name, tone string) {
	stage := w.Doc.Stage(key)
	if stage == nil {
		return key, "none"
	}
	if stage.Tone != "" {
		return w.Text(stage.Title), stage.Tone
	}
	return w.Text(stage.Title), string(stage.Category)
}

// Product is what the prospect wants.
func (w Words) Product(l *lead.Lead) string {
	product, _ := w.Doc.Product(l.Product)
	return w.Text(product.Title)
}

// Project is the request in a line: "Residential, solar panels with battery, 9 modules, 2.9 kWp".
func (w Words) Project(l *lead.Lead) string {
	return strings.Join(compact(w.Choice(w.Doc.LeadTypes, l.Type), w.Lower(w.Product(l)), w.Size(l)), ", ")
}

// Size is how large the request is, as far as the calculator's fields tell.
func (w Words) Size(l *lead.Lead) string {
	var modules, power string
	if n := int(l.Fields.Number(blueprint.FieldModuleCount)); n > 0 {
		modules = w.P.N("facts.modules", n)
	}
	if kw := l.Fields.Number(blueprint.FieldCapacity); kw > 0 {
		power = w.P.Unit(kw, 1, "kWp")
	}
	return strings.Join(compact(modules, power), ", ")
}

// Lower begins a word inside a sentence; German nouns keep their capital.
func (w Words) Lower(text string) string {
	if w.P.Lang() == i18n.German || text == "" {
		return text
	}
	first := []rune(text)
	return strings.ToLower(string(first[:1])) + string(first[1:])
}

// Icon is the sign of what kind of place it is.
func (w Words) Icon(l *lead.Lead) string {
	if c, ok := blueprint.PickChoice(w.Doc.LeadTypes, l.Type); ok && c.Icon != "" {
		return c.Icon
	}
	return "pin"
}

// Source is where the lead came from, with its sign.
func (w Words) Source(l *lead.Lead) (title, icon string) {
	c, _ := blueprint.PickChoice(w.Doc.Sources, l.Source)
	return w.Text(c.Title), c.Icon
}

// Place is the town, or what else is known of where it is.
func Place(l *lead.Lead) string {
	for _, text := range []string{l.Town, l.Postcode, l.Province} {
		if text != "" {
			return text
		}
	}
	return ""
}

// Address is the lead's address in one line.
func Address(l *lead.Lead) string {
	street := strings.TrimSpace(l.Street + " " + l.HouseNumber)
	town := strings.TrimSpace(l.Postcode + " " + l.Town)
	return strings.Join(compact(street, town, l.Province), ", ")
}

// Section lists the fields of one of the blueprint's sections that have a value.
func (w Words) Section(l *lead.Lead, section string) []ui.Fact {
	var out []ui.Fact
	for i := range w.Doc.Fields {
		f := &w.Doc.Fields[i]
		if f.Section != section || f.Long {
			continue
		}
		if value := w.Value(f, l.Fields[f.Key]); value != "" {
			out = append(out, ui.Fact{Label: w.Text(f.Title), Value: value})
		}
	}
	return out
}

// Written are the longer texts of the prospect, in its own words.
func (w Words) Written(l *lead.Lead) []ui.Fact {
	var out []ui.Fact
	for i := range w.Doc.Fields {
		f := &w.Doc.Fields[i]
		if text := l.Fields.Text(f.Key); f.Long && text != "" {
			out = append(out, ui.Fact{Label: w.Text(f.Title), Value: text})
		}
	}
	return out
}

// Sections are the blueprint's groups of fields, without those that the program computes.
func (w Words) Sections() []blueprint.Choice {
	return slices.DeleteFunc(slices.Clone(w.Doc.Sections), func(s blueprint.Choice) bool {
		return !slices.ContainsFunc(w.Doc.Fields, func(f blueprint.Field) bool { return f.Section == s.Key && !f.Computed })
	})
}

// Value is a field's stored value in words, "" for none.
func (w Words) Value(f *blueprint.Field, value any) string {
	switch v := value.(type) {
	case float64:
		return w.number(f, v)
	case bool:
		if v {
			return w.P.T("common.yes")
		}
		return w.P.T("common.no")
	case string:
		if f.Type == blueprint.TypeChoice {
			return w.Choice(f.Choices, v)
		}
		return v
	case []string:
		return w.choices(f, v)
	case []any:
		var keys []string
		for _, one := range v {
			if key, ok := one.(string); ok {
				keys = append(keys, key)
			}
		}
		return w.choices(f, keys)
	}
	return ""
}

func (w Words) choices(f *blueprint.Field, keys []string) string {
	var titles []string
	for _, key := range keys {
		titles = append(titles, w.Choice(f.Choices, key))
	}
	return strings.Join(compact(titles...), ", ")
}

func (w Words) number(f *blueprint.Field, v float64) string {
	switch {
	case f.Type == blueprint.TypeMoney:
		return w.Money(base.Money(v))
	case f.Key == blueprint.FieldDirection:
		return w.P.T("facts.direction", i18n.Args{"Side": w.side(v), "Degrees": w.P.Decimal(v, 0)})
	case f.Unit == "°" || f.Unit == "%":
		return w.P.Decimal(v, f.Decimals) + f.Unit
	case f.Unit != "":
		return w.P.Unit(v, f.Decimals, f.Unit)
	}
	return w.P.Decimal(v, f.Decimals)
}

// Money is an amount in the workspace's currency, to the cent.
func (w Words) Money(amount base.Money) string { return w.P.Money(amount, w.Doc.Currency) }

var sideWords = i18n.Family("facts.side_")

// side is the part of the sky that a roof looks to.
func (w Words) side(degrees float64) string {
	sides := []string{"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"}
	const eighth = 45
	return w.P.T(sideWords.Key(sides[(int(degrees)+eighth/2)/eighth%len(sides)]))
}

func compact(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

// Title names a lead whose name is hidden: its place and its size.
func (w Words) Title(l *lead.Lead) string {
	what := w.Size(l)
	if what == "" {
		what = w.Lower(w.Product(l))
	}
	return strings.Join(compact(Place(l), what), ", ")
}
