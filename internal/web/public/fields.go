package public

import (
	"strconv"

	"github.com/a-h/templ"

	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/web/ui"
)

// fieldKind says which component asks for a field.
type fieldKind int

const (
	kindText fieldKind = iota
	kindArea
	kindSelect
	kindChecks // several of many
	kindSwitch
	kindSegment
	kindTiles
	kindRoof // the two sliders and the picture
)

// fieldView is one question of the form.
type fieldView struct {
	Kind   fieldKind
	Field  ui.FieldView
	Choice ui.ChoiceView
	Check  ui.CheckView
	Checks []ui.CheckView
	Roof   *roofView
}

var coreWords = i18n.Family("publicform.field_")

// label is what the form asks: in its own words, in the field's, or in the catalogue's for a core field.
func (p *page) label(f blueprint.FormField) string {
	if text := p.r.Words(f.Label); text != "" {
		return text
	}
	if own := p.doc().Field(f.Field); own != nil {
		return p.r.Words(own.Title)
	}
	return p.r.P.T(coreWords.Key(f.Field))
}

func (p *page) labels() map[string]string {
	out := map[string]string{"consent": p.r.P.T("publicform.consent")}
	for _, f := range p.form.Fields() {
		out[f.Field] = p.label(f)
	}
	return out
}

func (p *page) sections() []sectionView {
	var out []sectionView
	for i, s := range p.form.Sections {
		v := sectionView{Title: p.r.Words(s.Title)}
		if len(p.form.Sections) > 1 {
			v.Title = strconv.Itoa(i+1) + ". " + v.Title
		}
		for _, f := range s.Fields {
			if view, ok := p.field(f); ok {
				v.Fields = append(v.Fields, view)
			}
			_, reads := blueprint.CalculatorInputs[f.Field]
			v.Reckoned = v.Reckoned || reads && p.calc != nil
		}
		out = append(out, v)
	}
	return out
}

// field is the component of one question. The direction is asked together with the slope.
func (p *page) field(f blueprint.FormField) (fieldView, bool) {
	base := ui.FieldView{
		Name: f.Field, Label: p.label(f), Value: p.answers.text(f.Field), Error: p.errors.For(f.Field),
		Hint: p.r.Words(f.Help), Optional: !f.Required,
	}
	if len(p.errors.Fields) == 1 && base.Error != "" {
		base.Attrs = templ.Attributes{"autofocus": true}
	}
	if own := p.doc().Field(f.Field); own != nil {
		if base.Hint == "" {
			base.Hint = p.r.Words(own.Help)
		}
		if p.calc != nil {
			if v, special, shown := p.calculatorField(own, base); special {
				return v, shown
			}
		}
		return p.ownField(own, base), true
	}
	return p.coreField(base), true
}

// coreInputs are the attributes that help browsers fill in and phones show the right keys.
var coreInputs = map[string]ui.FieldView{
	blueprint.CoreName:        {Autocomplete: "name"},
	blueprint.CoreCompany:     {Autocomplete: "organization"},
	blueprint.CoreEmail:       {Type: "email", Autocomplete: "email", InputMode: "email"},
	blueprint.CorePhone:       {Type: "tel", Autocomplete: "tel", InputMode: "tel"},
	blueprint.CoreStreet:      {Autocomplete: "address-line1"},
	blueprint.CoreHouseNumber: {Span: "third"},
	blueprint.CorePostcode:    {Autocomplete: "postal-code", Span: "third"},
	blueprint.CoreTown:        {Autocomplete: "address-level2"},
}

func (p *page) coreField(v ui.FieldView) fieldView {
	doc := p.doc()
	switch v.Name {
	case blueprint.CoreLeadType:
		return p.choose(v, doc.LeadTypes)
	case blueprint.CoreGridConnection:
		return p.choose(v, doc.GridConnections)
	}
	with := coreInputs[v.Name]
	v.Type, v.Autocomplete, v.InputMode, v.Span = with.Type, with.Autocomplete, with.InputMode, with.Span
	if v.Name == blueprint.CorePostcode && v.Hint == "" {
		v.Hint = p.whereabouts()
	}
	return fieldView{Kind: kindText, Field: v}
}

func (p *page) ownField(f *blueprint.Field, v ui.FieldView) fieldView {
	switch f.Type {
	case blueprint.TypeChoice:
		return p.choose(v, f.Choices)
	case blueprint.TypeMulti:
		return p.pickSeveral(f, v)
	case blueprint.TypeYesNo:
		return p.yesNo(v)
	case blueprint.TypeNumber, blueprint.TypeMoney:
		v.InputMode, v.Unit = "decimal", f.Unit
		if f.Type == blueprint.TypeMoney {
			v.Unit = p.doc().Currency
		}
	case blueprint.TypeDate:
		v.Type = "date"
	case blueprint.TypeEmail:
		v.Type, v.InputMode = "email", "email"
	case blueprint.TypePhone:
		v.Type, v.InputMode = "tel", "tel"
	case blueprint.TypeLink:
		v.Type, v.InputMode = "url", "url"
	case blueprint.TypeText:
		if f.Long {
			v.Span = "full"
			return fieldView{Kind: kindArea, Field: v}
		}
	}
	return fieldView{Kind: kindText, Field: v}
}

func (p *page) options(list []blueprint.Choice) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, c := range list {
		out[i] = ui.Option{Value: c.Key, Label: p.r.Words(c.Title), Icon: c.Icon}
	}
	return out
}

func (p *page) choose(v ui.FieldView, list []blueprint.Choice) fieldView {
	v.Options = append([]ui.Option{{Label: p.r.P.T("publicform.choose")}}, p.options(list)...)
	return fieldView{Kind: kindSelect, Field: v}
}

func (p *page) pickSeveral(f *blueprint.Field, v ui.FieldView) fieldView {
	out := fieldView{Kind: kindChecks, Field: v}
	for i, c := range f.Choices {
		check := ui.CheckView{Name: f.Key, Value: c.Key, Label: p.r.Words(c.Title), ID: ui.ID("f", f.Key, strconv.Itoa(i))}
		for _, picked := range p.answers[f.Key] {
			check.Checked = check.Checked || picked == c.Key
		}
		out.Checks = append(out.Checks, check)
	}
	return out
}

func (p *page) yesNo(v ui.FieldView) fieldView {
	return fieldView{Kind: kindSwitch, Field: v, Check: ui.CheckView{
		Name: v.Name, Label: p.r.P.T("publicform.yes_please"), Checked: p.answers.text(v.Name) != "",
	}}
}
