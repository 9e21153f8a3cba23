package public

import (
	"math"
	"strconv"

	"github.com/a-h/templ"

	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/place"
	"sluice/internal/web/ui"
)

// roofView is the sliders with the picture that follows them.
type roofView struct {
	Slope, Direction sliderView
	Hint             string
	Sight            view
	Label            string
}

// sliderView is a slider; its value stands beside the label in words.
type sliderView struct {
	Field ui.FieldView
	Shown string
	Max   string
	// Words are what the script writes beside the label, for equal parts of the circle from north over east.
	Words string
}

// calculatorField shapes the questions that the calculator reads in a way of its own; shown is false for the
// direction, which stands beside the slope.
func (p *page) calculatorField(f *blueprint.Field, v ui.FieldView) (view fieldView, special, shown bool) {
	switch f.Key {
	case blueprint.FieldSlope:
		return p.roofField(), true, true
	case blueprint.FieldDirection:
		return fieldView{}, true, false
	case blueprint.FieldRoofArea:
		v.Unit, v.InputMode, v.Hint, v.Span = f.Unit, "decimal", p.roomHint(), "third"
	case blueprint.FieldModuleCount:
		v.InputMode, v.Hint = "numeric", p.countHint()
	case blueprint.FieldConsumption:
		v.Unit, v.InputMode, v.Hint = f.Unit, "decimal", p.r.P.T("calc.use_hint")
	case blueprint.FieldModule:
		v.Options, v.Optional = p.moduleOptions(), false
		return fieldView{Kind: kindSelect, Field: v}, true, true
	case blueprint.FieldPersons:
		return p.personsField(v), true, true
	case blueprint.FieldMainUse:
		return fieldView{Kind: kindTiles, Choice: ui.ChoiceView{
			Name: f.Key, Legend: v.Label, Value: v.Value, Options: p.useOptions(f), Error: v.Error,
		}}, true, true
	default:
		return fieldView{}, false, false
	}
	v.Optional = false
	return fieldView{Kind: kindText, Field: v}, true, true
}

// useIcons stand before the answers that blueprints commonly have; others go without.
var useIcons = map[string]string{"weekdays": "sun", "evenings": "moon", "weekends": "calendar"}

func (p *page) useOptions(f *blueprint.Field) []ui.Option {
	out := p.options(f.Choices)
	for i := range out {
		if out[i].Icon == "" {
			out[i].Icon = useIcons[out[i].Value]
		}
	}
	return out
}

func (p *page) moduleOptions() []ui.Option {
	var out []ui.Option
	for _, m := range p.doc().Calculator.Modules {
		out = append(out, ui.Option{Value: m.Key, Label: p.r.Words(m.Title) + " · " + p.r.P.Unit(float64(m.Watt), 0, "Wp")})
	}
	return out
}

// personsField offers as many persons as consumptions are known for, the last standing for more.
func (p *page) personsField(v ui.FieldView) fieldView {
	most := max(2, len(p.doc().Calculator.Usage))
	choice := ui.ChoiceView{Name: v.Name, Legend: v.Label, Value: v.Value, Error: v.Error}
	for n := 1; n <= most; n++ {
		o := ui.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)}
		if n == most {
			o.Label += "+"
		}
		choice.Options = append(choice.Options, o)
	}
	return fieldView{Kind: kindSegment, Choice: choice}
}

func (p *page) roofField() fieldView {
	c, doc := p.calc, p.doc()
	slider := func(key, shown string, most int, words string) sliderView {
		f := doc.Field(key)
		return sliderView{
			Field: ui.FieldView{
				Name: key, Label: p.r.Words(f.Title), Value: p.answers.text(key), Error: p.errors.For(key),
				Attrs: templ.Attributes{"aria-valuetext": shown},
			},
			Shown: shown, Max: strconv.Itoa(most), Words: words,
		}
	}
	return fieldView{Kind: kindRoof, Roof: &roofView{
		Slope:     slider(blueprint.FieldSlope, p.degrees(c.slope), 90, ""),
		Direction: slider(blueprint.FieldDirection, p.compass(c.direction)+", "+p.degrees(c.direction), 359, p.compassWords()),
		Hint:      p.r.Words(doc.Field(blueprint.FieldSlope).Help),
		Sight:     viewOf(c.slope, c.direction),
		Label:     p.r.P.T("calc.picture", i18n.Args{"Slope": p.degrees(c.slope), "Direction": p.compass(c.direction)}),
	}}
}

func (p *page) degrees(v float64) string { return p.r.P.Decimal(v, 0) + "°" }

// compassNames are the eight directions from north over east.
func (p *page) compassNames() [8]string {
	t := p.r.P.T
	return [8]string{
		t("calc.north"), t("calc.north_east"), t("calc.east"), t("calc.south_east"),
		t("calc.south"), t("calc.south_west"), t("calc.west"), t("calc.north_west"),
	}
}

func (p *page) compass(direction float64) string {
	return p.compassNames()[int(math.Round(direction/45))%8]
}

func (p *page) compassWords() string {
	words := ""
	for i, name := range p.compassNames() {
		if i > 0 {
			words += "|"
		}
		words += name
	}
	return words
}

// whereabouts names the place of the postcode while it is typed.
func (p *page) whereabouts() string {
	code := p.answers.text(blueprint.CorePostcode)
	if code == "" {
		return p.r.P.T("publicform.postcode_hint")
	}
	at, err := place.Parse(p.doc().Country, code)
	if err != nil {
		return p.r.P.T("publicform.postcode_unknown")
	}
	province, _ := at.Province()
	switch town := at.Town(); {
	case town != "" && province.Name != "":
		return town + ", " + province.Name
	case province.Name != "":
		return province.Name
	}
	return at.String()
}

func (p *page) roomHint() string {
	c := p.calc
	if c.area == 0 {
		return p.r.P.T("calc.roof_hint")
	}
	return p.r.P.N("calc.room_for", c.fits)
}

func (p *page) countHint() string {
	c := p.calc
	typed, _ := p.answers.number(blueprint.FieldModuleCount)
	if c.area > 0 && typed > float64(c.fits) {
		return p.r.P.N("calc.too_many", c.fits)
	}
	if c.area == 0 {
		return p.r.P.T("calc.count_hint")
	}
	return p.r.P.N("calc.fit", c.fits)
}
