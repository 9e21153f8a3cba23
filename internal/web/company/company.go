package company

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/place"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

type pageView struct {
	Shell    ui.Shell
	P        *i18n.Printer
	URL      string
	Partner  org.Partner
	Details  org.UnitDetails
	Caps     []capView
	Products []productView
	Langs    []ui.Option
	Areas    []string
	// Inherited: the areas are those of the account manager or the region, not the partner's own.
	Inherited bool
	Away      awayView
	Errors    ui.FormErrors
}

// capView is one limit as it is typed; empty is none.
type capView struct{ Field, Label, Value string }

type productView struct {
	Key, Title string
	Done       bool
}

// awayView is whether the partner takes leads. The dates are days in the workspace's zone.
type awayView struct {
	State, From, To string
	Word, Tone      string
	Errors          ui.FormErrors
}

var capFields = []string{"open", "day", "week", "month"}

var (
	capLabels  = i18n.Family("company.cap_")
	stateWords = i18n.Family("company.state_")
)

// own is the reader's partner; not_found for who belongs to none.
func own(r *kit.Request) (org.Partner, *org.Tree, error) {
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return org.Partner{}, nil, err
	}
	id := tree.Within(r.Actor.Unit, blueprint.UnitPartner)
	if id == 0 {
		return org.Partner{}, nil, base.NotFound()
	}
	partner, err := r.Site.Org.Partner(r.Context(), r.Actor, id)
	return partner, tree, err
}

func newPage(r *kit.Request) (pageView, error) {
	partner, tree, err := own(r)
	if err != nil {
		return pageView{}, err
	}
	v := pageView{
		Shell: r.Shell(r.P.T("company.title"), "company"), P: r.P, URL: r.Path("/company"), Partner: partner, Details: partner.UnitDetails,
		Areas: areaWords(r.P, tree.AreasOf(partner.ID)), Inherited: len(partner.Areas) == 0, Away: newAway(r, partner.Availability),
	}
	caps := map[string]int{"open": partner.Caps.Open, "day": partner.Caps.Day, "week": partner.Caps.Week, "month": partner.Caps.Month}
	for _, name := range capFields {
		one := capView{Field: "caps." + name, Label: r.P.T(capLabels.Key(name))}
		if caps[name] > 0 {
			one.Value = strconv.Itoa(caps[name])
		}
		v.Caps = append(v.Caps, one)
	}
	for _, product := range r.Config.Document.Products {
		v.Products = append(v.Products, productView{product.Key, r.Words(product.Title), partner.Does(product.Key)})
	}
	v.Langs = []ui.Option{{Label: r.P.T("company.lang_of_workspace")}}
	for _, lang := range r.Config.Document.Langs {
		v.Langs = append(v.Langs, ui.Option{Value: string(lang), Label: i18n.NativeName(lang)})
	}
	return v, nil
}

// areaWords puts areas into words: postcodes, a province, a circle.
func areaWords(p *i18n.Printer, areas []org.Area) []string {
	var out []string
	for _, a := range areas {
		switch {
		case a.From != "" && a.From == a.To:
			out = append(out, p.T("company.area_postcode", i18n.Args{"Code": a.From, "Country": a.Country}))
		case a.From != "":
			out = append(out, p.T("company.area_range", i18n.Args{"From": a.From, "To": a.To, "Country": a.Country}))
		case a.Province != "":
			name := a.Province
			if province, ok := place.ProvinceByCode(a.Country, a.Province); ok {
				name = province.Name
			}
			out = append(out, p.T("company.area_province", i18n.Args{"Province": name, "Country": a.Country}))
		default:
			out = append(out, p.T("company.area_circle", i18n.Args{
				"Radius": p.Unit(a.RadiusKM, 0, "km"), "Lat": p.Decimal(a.Lat, 2), "Lng": p.Decimal(a.Lng, 2),
			}))
		}
	}
	return out
}

func show(r *kit.Request) error {
	v, err := newPage(r)
	if err != nil {
		return err
	}
	return r.Render(companyPage(v))
}

func save(r *kit.Request) error {
	v, err := newPage(r)
	if err != nil {
		return err
	}
	var wrong base.Fields
	v.read(r, &wrong)
	if err = wrong.Err(); err == nil {
		err = r.Site.Org.EditUnit(r.Context(), r.Actor, v.Partner.ID, v.Details)
	}
	if base.CodeOf(err) == base.CodeInvalid {
		v.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusUnprocessableEntity, companyPage(v))
	}
	if err != nil {
		return err
	}
	r.Toast("company.saved")
	return r.Redirect(v.URL)
}

// read takes the form into the view, so that a refused one shows what was typed.
func (v *pageView) read(r *kit.Request, wrong *base.Fields) {
	d := &v.Details
	d.Email, d.Phone, d.Lang = r.PostFormValue("email"), r.PostFormValue("phone"), r.PostFormValue("lang")
	d.Town = r.PostFormValue("town")
	if code := strings.TrimSpace(r.PostFormValue("postcode")); code != d.Postcode {
		d.Postcode, d.Lat, d.Lng = code, nil, nil // the position was that of the old one
	}
	limits := map[string]*int{"open": &d.Caps.Open, "day": &d.Caps.Day, "week": &d.Caps.Week, "month": &d.Caps.Month}
	for i, name := range capFields {
		typed := strings.TrimSpace(r.PostFormValue(v.Caps[i].Field))
		v.Caps[i].Value = typed
		n, err := strconv.Atoi(typed)
		if err != nil && typed != "" {
			wrong.Add(v.Caps[i].Field, "error.number")
		}
		*limits[name] = n
	}
	v.readProducts(r, wrong)
}

// readProducts: all of them is the same as no choice, so that a product that is added later belongs to it.
func (v *pageView) readProducts(r *kit.Request, wrong *base.Fields) {
	var done []string
	for i := range v.Products {
		p := &v.Products[i]
		if p.Done = r.PostFormValue("product."+p.Key) != ""; p.Done {
			done = append(done, p.Key)
		}
	}
	if len(done) == 0 && len(v.Products) > 0 {
		wrong.Add("products", "company.error_products")
	}
	if len(done) == len(v.Products) {
		done = nil
	}
	v.Details.Products = done
}

func newAway(r *kit.Request, a org.Availability) awayView {
	v := awayView{State: string(a.State), From: day(r, a.AwayFrom), To: day(r, a.AwayTo), Word: r.P.T(stateWords.Key(string(a.State))), Tone: "ok"}
	switch {
	case a.State == org.UnitAway && a.AvailableAt(r.Now) && a.AwayTo.After(r.Now):
		v.Word, v.Tone = r.P.T("company.away_from", i18n.Args{"Date": r.P.ShortDate(a.AwayFrom.Time)}), "info"
	case a.State == org.UnitAway && !a.AvailableAt(r.Now) && !a.AwayTo.IsZero():
		v.Word, v.Tone = r.P.T("company.away_until", i18n.Args{"Date": r.P.ShortDate(a.AwayTo.Time)}), "warn"
	case a.State == org.UnitAway && a.AvailableAt(r.Now):
		v.Word = r.P.T(stateWords.Key(string(org.UnitActive)))
	case a.State != org.UnitActive:
		v.Tone = "warn"
	}
	return v
}

func day(r *kit.Request, m base.Moment) string {
	if m.IsZero() {
		return ""
	}
	return m.In(r.Config.Zone).Format(time.DateOnly)
}

func setAvailability(r *kit.Request) error {
	v, err := newPage(r)
	if err != nil {
		return err
	}
	var wrong base.Fields
	from, ok := r.FormTime("away_from")
	if !ok {
		wrong.Add("away_from", "error.date")
	}
	to, ok := r.FormTime("away_to")
	if !ok {
		wrong.Add("away_to", "error.date")
	}
	a := org.Availability{State: org.UnitState(r.PostFormValue("state")), AwayFrom: base.At(from), AwayTo: base.At(to)}
	if a.State == org.UnitAway && !to.IsZero() && !to.After(r.Now) {
		wrong.Add("away_to", "error.in_past")
	}
	if err = wrong.Err(); err == nil {
		err = r.Site.Org.SetAvailability(r.Context(), r.Actor, v.Partner.ID, a)
	}
	if base.CodeOf(err) == base.CodeInvalid {
		v.Away.State, v.Away.From, v.Away.To = string(a.State), r.PostFormValue("away_from"), r.PostFormValue("away_to")
		v.Away.Errors = ui.NewFormErrors(r.P, err)
		return r.RenderStatus(http.StatusUnprocessableEntity, companyPage(v))
	}
	if err != nil {
		return err
	}
	r.Toast("company.availability_saved")
	return r.Redirect(v.URL)
}
