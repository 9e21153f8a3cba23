package partners

import (
	"slices"
	"strconv"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/place"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// formView asks for a partner's details.
type formView struct {
	P        *i18n.Printer
	URL      string
	Cancel   string
	Button   string
	Parent   *ui.FieldView // where a new partner stands; nil for one that is there
	Brand    bool          // the reader sets what is the brand's: name, areas, account manager
	About    []ui.FieldView
	Lang     ui.FieldView
	Manager  *ui.FieldView
	Areas    ui.FieldView
	Products []ui.CheckView
	Caps     []ui.FieldView
	Errors   ui.FormErrors
	Labels   map[string]string
}

// newForm fills the form from values, by the names of its fields.
func newForm(r *kit.Request, value func(string) string, done []string, refusal error) formView {
	v := formView{P: r.P, Brand: ofBrand(r), Errors: ui.NewFormErrors(r.P, refusal), Labels: map[string]string{}}
	field := func(f ui.FieldView) ui.FieldView {
		f.Value, f.Error = value(f.Name), v.Errors.For(f.Name)
		v.Labels[f.Name] = f.Label
		return f
	}
	if v.Brand {
		v.About = append(v.About, field(ui.FieldView{Name: "name", Label: r.P.T("roster.name"), Span: "full", Required: true}))
	}
	v.About = append(v.About,
		field(ui.FieldView{Name: "email", Label: r.P.T("roster.email"), Type: "email"}),
		field(ui.FieldView{Name: "phone", Label: r.P.T("roster.phone"), Type: "tel"}),
		field(ui.FieldView{Name: "postcode", Label: r.P.T("roster.postcode"), Hint: r.P.T("roster.postcode_hint")}),
		field(ui.FieldView{Name: "town", Label: r.P.T("roster.town")}),
	)
	v.Lang = field(ui.FieldView{Name: "lang", Label: r.P.T("roster.lang"), Options: langs(r)})
	v.Areas = field(ui.FieldView{Name: "areas", Label: r.P.T("roster.areas"), Span: "full", Rows: 4, Hint: r.P.T("roster.areas_hint")})
	for _, p := range r.Config.Document.Products {
		v.Products = append(v.Products, ui.CheckView{
			Name: "products", Value: p.Key, ID: ui.FieldID("products-" + p.Key), Label: r.Words(p.Title), Checked: slices.Contains(done, p.Key),
		})
	}
	for _, c := range []struct{ name, label string }{
		{"caps.open", r.P.T("roster.most_open")}, {"caps.day", r.P.T("roster.most_day")},
		{"caps.week", r.P.T("roster.most_week")}, {"caps.month", r.P.T("roster.most_month")},
	} {
		v.Caps = append(v.Caps, field(ui.FieldView{Name: c.name, Label: c.label, InputMode: "numeric", Placeholder: r.P.T("roster.no_cap")}))
	}
	return v
}

func langs(r *kit.Request) []ui.Option {
	out := []ui.Option{{Label: r.P.T("roster.lang_of_workspace")}}
	for _, l := range r.Config.Document.Langs {
		out = append(out, ui.Option{Value: string(l), Label: r.P.LangName(l)})
	}
	return out
}

// withManager asks who of the brand looks after the partner.
func (v *formView) withManager(r *kit.Request, value string) error {
	if !v.Brand || !access.May(r.Actor, access.MemberView) {
		return nil
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return err
	}
	page, err := r.Site.Org.ListMembers(r.Context(), r.Actor, org.MemberFilter{State: org.MemberActive}, base.PageRequest{Limit: mostManagers})
	if err != nil {
		return err
	}
	f := ui.FieldView{Name: "account_manager", Label: r.P.T("roster.manager"), Value: value, Error: v.Errors.For("account_manager")}
	f.Options = []ui.Option{{Label: r.P.T("roster.no_manager")}}
	for _, m := range page.Items {
		if u := tree.Unit(m.Unit); u != nil && (u.Kind == blueprint.UnitCompany || u.Kind == blueprint.UnitRegion) {
			f.Options = append(f.Options, ui.Option{Value: m.ID.String(), Label: m.Name})
		}
	}
	if value != "" && !slices.ContainsFunc(f.Options, func(o ui.Option) bool { return o.Value == value }) {
		f.Options = append(f.Options, ui.Option{Value: value, Label: r.P.T("roster.somebody")}) // beyond the reader's reach, and to stay
	}
	v.Labels[f.Name], v.Manager = f.Label, &f
	return nil
}

const mostManagers = 200

// typed are the values that were sent.
func typed(r *kit.Request) func(string) string {
	return func(name string) string { return r.PostFormValue(name) }
}

// stored are the values of a unit.
func stored(d *org.UnitDetails) func(string) string {
	values := map[string]string{
		"name": d.Name, "email": d.Email, "phone": d.Phone, "postcode": d.Postcode, "town": d.Town, "lang": d.Lang, "areas": areaLines(d.Areas),
		"caps.open": capText(d.Caps.Open), "caps.day": capText(d.Caps.Day), "caps.week": capText(d.Caps.Week), "caps.month": capText(d.Caps.Month),
	}
	return func(name string) string { return values[name] }
}

// sent are the values that were sent, and the stored ones of fields that were not.
func sent(r *kit.Request, d *org.UnitDetails) func(string) string {
	was := stored(d)
	return func(name string) string {
		if value := r.PostFormValue(name); r.PostForm.Has(name) {
			return value
		}
		return was(name)
	}
}

func capText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// decode reads the form over what stands there now: what is not in it, or what only the brand may set, stays.
func decode(r *kit.Request, was org.UnitDetails) (org.UnitDetails, base.Fields) {
	d, country := was, r.Config.Document.Country
	var wrong base.Fields
	value := sent(r, &was)
	d.Email, d.Phone, d.Lang = value("email"), value("phone"), value("lang")
	d.Postcode, d.Town = strings.TrimSpace(value("postcode")), value("town")
	if d.Postcode != was.Postcode {
		d.Lat, d.Lng = nil, nil
		if _, ok := place.Middle(country, d.Postcode); !ok && d.Postcode != "" {
			wrong.Add("postcode", "error.postcode")
		}
	}
	if code, err := place.Parse(country, d.Postcode); err == nil && strings.TrimSpace(d.Town) == "" {
		d.Town = code.Town()
	}
	if chosen, asked := r.PostForm["products"]; asked {
		d.Products = slices.DeleteFunc(slices.Clone(chosen), func(key string) bool { return key == "" })
	}
	if len(d.Products) == len(r.Config.Document.Products) {
		d.Products = nil // all of them: the ones to come too
	}
	for name, into := range map[string]*int{
		"caps.open": &d.Caps.Open, "caps.day": &d.Caps.Day, "caps.week": &d.Caps.Week, "caps.month": &d.Caps.Month,
	} {
		readCap(&wrong, name, value(name), into)
	}
	if ofBrand(r) {
		d.Name = value("name")
		if r.PostForm.Has("account_manager") {
			d.AccountManager = r.FormID("account_manager")
		}
		var bad base.Fields
		d.Areas, bad = parseAreas(country, value("areas"))
		wrong = append(wrong, bad...)
	}
	return d, wrong
}

func readCap(wrong *base.Fields, name, text string, into *int) {
	if text = strings.TrimSpace(text); text == "" {
		*into = 0
		return
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		wrong.Add(name, "error.number")
		return
	}
	*into = n
}
