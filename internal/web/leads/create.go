package leads

import (
	"crypto/rand"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// newView is the form for a lead from a member's own hands (EDIT-1).
type newView struct {
	P        *i18n.Printer
	URL      string
	List     string
	Key      string // makes sending it twice one lead (INT-2)
	Type     ui.ChoiceView
	Grid     *ui.FieldView
	Products ui.FieldView
	Source   ui.FieldView
	Assign   *ui.FieldView // nil for who may not assign
	Contact  []ui.FieldView
	Address  []ui.FieldView
	Sections []sectionView
	Errors   ui.FormErrors
	Labels   map[string]string
}

// sectionView is one of the blueprint's groups of fields.
type sectionView struct {
	Title  string
	Fields []fieldView
}

// fieldView is a field with how it is asked.
type fieldView struct {
	ui.FieldView
	Long    bool
	Select  bool
	Choices []ui.CheckView // of several answers
}

func askNew(r *kit.Request) error {
	return r.Render(newPage(r.Shell(r.P.T("newlead.title"), "new_lead"), newForm(r, nil)))
}

func makeLead(r *kit.Request) error {
	made, err := r.Site.Leads.Create(r.Context(), r.Actor, input(r))
	switch base.CodeOf(err) {
	case "":
		if !made.Again {
			r.Toast("newlead.made")
		}
		return r.Redirect(r.Path("/leads/", made.Lead.ID.String()))
	case base.CodeInvalid, base.CodeConflict:
		page := newPage(r.Shell(r.P.T("newlead.title"), "new_lead"), newForm(r, err))
		return r.RenderStatus(kit.Status(base.CodeOf(err)), page)
	}
	return err
}

// keyScope parts the keys of this form from those of other ways of making a lead.
const keyScope = "new:"

func input(r *kit.Request) lead.Input {
	in := lead.Input{
		Contact: lead.ContactInput{Name: r.PostFormValue("name"), Email: r.PostFormValue("email"), Phone: r.PostFormValue("phone")},
		Company: r.PostFormValue("company"), Type: r.PostFormValue("lead_type"), GridConnection: r.PostFormValue("grid_connection"),
		Product: r.PostFormValue("product"), Source: r.PostFormValue("source"), Street: r.PostFormValue("street"),
		HouseNumber: r.PostFormValue("house_number"), Postcode: r.PostFormValue("postcode"), Town: r.PostFormValue("town"),
		Fields: map[string]any{}, Assign: lead.Target{Unit: r.FormID("assign")},
		Scope: keyScope + r.Actor.Member.String(), Key: r.PostFormValue("key"),
	}
	for i := range r.Config.Document.Fields {
		f := &r.Config.Document.Fields[i]
		if values := r.PostForm["fields."+f.Key]; len(values) > 0 && !f.Computed {
			in.Fields[f.Key] = values[0]
			if f.Type == blueprint.TypeMulti {
				in.Fields[f.Key] = values
			}
		}
	}
	return in
}

// newForm is the form with what was typed, and what was wrong with it.
func newForm(r *kit.Request, refusal error) newView {
	v := newView{
		P: r.P, URL: r.Path("/leads/new"), List: r.Path("/leads"), Key: r.FormValue("key"),
		Errors: ui.NewFormErrors(r.P, refusal), Labels: map[string]string{},
	}
	// A key that belongs to another lead already would refuse the form for ever.
	if v.Key == "" || base.CodeOf(refusal) == base.CodeConflict {
		v.Key = rand.Text()
	}
	v.general(r)
	v.Contact = []ui.FieldView{
		v.field(r, ui.FieldView{Name: "name", Label: r.P.T("newlead.name"), Autocomplete: "off", Required: true}),
		v.field(r, ui.FieldView{Name: "company", Label: r.P.T("newlead.company"), Optional: true, Autocomplete: "off"}),
		v.field(r, ui.FieldView{Name: "phone", Label: r.P.T("newlead.phone"), Type: "tel", Hint: r.P.T("newlead.reach_hint"), Autocomplete: "off"}),
		v.field(r, ui.FieldView{Name: "email", Label: r.P.T("newlead.email"), Type: "email", Autocomplete: "off"}),
	}
	v.Address = []ui.FieldView{
		v.field(r, ui.FieldView{Name: "postcode", Label: r.P.T("newlead.postcode"), Span: "third", Hint: r.P.T("newlead.postcode_hint"), Autocomplete: "off"}),
		v.field(r, ui.FieldView{Name: "house_number", Label: r.P.T("newlead.house_number"), Span: "third", Autocomplete: "off"}),
		v.field(r, ui.FieldView{Name: "town", Label: r.P.T("newlead.town"), Span: "third", Autocomplete: "off"}),
		v.field(r, ui.FieldView{Name: "street", Label: r.P.T("newlead.street"), Span: "full", Autocomplete: "off"}),
	}
	for _, s := range facts.For(r).Sections() {
		v.Sections = append(v.Sections, v.section(r, s))
	}
	return v
}

// field fills in what was typed and what is wrong.
func (v *newView) field(r *kit.Request, f ui.FieldView) ui.FieldView {
	f.Value, f.Error = r.FormValue(f.Name), v.Errors.For(f.Name)
	v.Labels[f.Name] = f.Label
	return f
}

func (v *newView) general(r *kit.Request) {
	doc := r.Config.Document
	v.Type = ui.ChoiceView{Name: "lead_type", Legend: r.P.T("newlead.type"), Options: options(r, doc.LeadTypes), Tall: true,
		Value: r.FormValue("lead_type"), Error: v.Errors.For("lead_type")}
	if v.Type.Value == "" && len(doc.LeadTypes) > 0 {
		v.Type.Value = doc.LeadTypes[0].Key
	}
	if len(doc.GridConnections) > 0 {
		grid := v.field(r, ui.FieldView{Name: "grid_connection", Label: r.P.T("newlead.grid"), Span: "third", Options: unsaid(r, options(r, doc.GridConnections))})
		v.Grid = &grid
	}
	products := []ui.Option{{Label: r.P.T("newlead.by_answers")}}
	for _, p := range doc.Products {
		products = append(products, ui.Option{Value: p.Key, Label: r.Words(p.Title)})
	}
	v.Products = v.field(r, ui.FieldView{Name: "product", Label: r.P.T("newlead.product"), Span: "third", Options: products})
	v.Source = v.field(r, ui.FieldView{Name: "source", Label: r.P.T("newlead.source"), Span: "third", Options: options(r, doc.Sources)})
	if _, ok := blueprint.PickChoice(doc.Sources, sourceManual); ok && v.Source.Value == "" {
		v.Source.Value = sourceManual
	}
	v.Assign = v.assignee(r)
}

// sourceManual is how blueprints name a lead from a member's own hands.
const sourceManual = "manual"

// assignee offers the units that the reader may give leads to; the policy decides when none is chosen.
func (v *newView) assignee(r *kit.Request) *ui.FieldView {
	if !access.May(r.Actor, access.LeadAssign) {
		return nil
	}
	targets, err := r.Site.Placement.Targets(r.Context(), r.Actor)
	if err != nil {
		r.Site.Log.Error("units to assign to", "error", err)
		return nil
	}
	f := v.field(r, ui.FieldView{Name: "assign", Label: r.P.T("newlead.assignee"), Span: "full"})
	f.Options = []ui.Option{{Label: r.P.T("newlead.by_policy")}}
	for _, u := range targets {
		f.Options = append(f.Options, ui.Option{Value: u.ID.String(), Label: u.Name, Disabled: !u.AvailableAt(r.Now)})
	}
	return &f
}

func options(r *kit.Request, list []blueprint.Choice) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, c := range list {
		out[i] = ui.Option{Value: c.Key, Label: r.Words(c.Title), Icon: c.Icon}
	}
	return out
}

// unsaid puts no answer before the answers.
func unsaid(r *kit.Request, list []ui.Option) []ui.Option {
	return slices.Insert(list, 0, ui.Option{Label: r.P.T("newlead.unsaid")})
}

func (v *newView) section(r *kit.Request, s blueprint.Choice) sectionView {
	out := sectionView{Title: r.Words(s.Title)}
	for i := range r.Config.Document.Fields {
		f := &r.Config.Document.Fields[i]
		if f.Section == s.Key && !f.Computed {
			out.Fields = append(out.Fields, v.own(r, f))
		}
	}
	return out
}

var inputTypes = map[blueprint.FieldType]string{
	blueprint.TypeDate: "date", blueprint.TypeEmail: "email", blueprint.TypePhone: "tel", blueprint.TypeLink: "url",
}

// own is one of the blueprint's own fields as it is asked.
func (v *newView) own(r *kit.Request, f *blueprint.Field) fieldView {
	field := v.field(r, ui.FieldView{
		Name: "fields." + f.Key, ID: ui.FieldID("fields." + f.Key), Label: r.Words(f.Title), Hint: r.Words(f.Help), Unit: f.Unit,
		Required: f.Required, Type: inputTypes[f.Type], Autocomplete: "off",
	})
	out := fieldView{FieldView: field, Long: f.Long}
	switch f.Type {
	case blueprint.TypeNumber, blueprint.TypeMoney:
		out.InputMode = "decimal"
		if f.Type == blueprint.TypeMoney && out.Unit == "" {
			out.Unit = r.Config.Document.Currency
		}
	case blueprint.TypeChoice:
		out.Select, out.Options = true, unsaid(r, options(r, f.Choices))
	case blueprint.TypeYesNo:
		out.Select = true
		out.Options = unsaid(r, []ui.Option{{Value: "yes", Label: r.P.T("common.yes")}, {Value: "no", Label: r.P.T("common.no")}})
	case blueprint.TypeMulti:
		for _, c := range f.Choices {
			out.Choices = append(out.Choices, ui.CheckView{
				Name: field.Name, Value: c.Key, ID: ui.FieldID(field.Name + "-" + c.Key), Label: r.Words(c.Title),
				Checked: slices.Contains(r.Form[field.Name], c.Key),
			})
		}
	}
	if out.Long {
		out.Span, out.Rows, out.Keep = "full", 3, "new-"+f.Key
	}
	return out
}
