package partners

import (
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// partnerView is one partner.
type partnerView struct {
	P      *i18n.Printer
	Now    time.Time
	Crumbs []ui.Link
	Name   string
	State  stateView
	Note   string // until when it is away
	Facts  []ui.Fact
	Form   *formView  // nil for who may not edit
	Switch *awayView  // the same
	People []ui.Fact  // name and role
	Team   string     // address of its people
	Leads  []leadView // open ones, the most urgent first
	All    string     // address of all open ones
	More   int
}

type leadView struct {
	Href, Name, Ref string
	Stage, Tone     string
	Due             time.Time
}

// awayView switches a partner to active, away or inactive (ACT-1).
type awayView struct {
	P        *i18n.Printer
	URL      string
	State    ui.ChoiceView
	From, To ui.FieldView
	Errors   ui.FormErrors
}

func show(r *kit.Request) error { return render(r, nil, nil) }

// render shows the partner, and of its two forms the one that was refused, if one was.
func render(r *kit.Request, details, state error) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	p, err := r.Site.Org.Partner(r.Context(), r.Actor, id)
	if err != nil {
		return err
	}
	v := partnerView{P: r.P, Now: r.Now, Name: p.Name, State: stateOf(r.P, p.Unit), Team: r.Path("/people?unit=", id.String())}
	v.All = r.Path("/leads?unit=", id.String())
	current := "company"
	if ofBrand(r) {
		current = "partners"
		v.Crumbs = []ui.Link{{Label: r.P.T("roster.title"), Href: r.Path("/partners")}, {Label: p.Name}}
	}
	if p.State == org.UnitAway {
		v.Note = away(r, p.Availability)
	}
	if v.Facts, err = partnerFacts(r, p); err != nil {
		return err
	}
	if v.People, err = people(r, id); err != nil {
		return err
	}
	if err := v.openLeads(r, id); err != nil {
		return err
	}
	if err := v.forms(r, p, details, state); err != nil {
		return err
	}
	page := partnerPage(r.Shell(p.Name, current), v)
	for _, refusal := range []error{details, state} {
		if refusal != nil {
			return r.RenderStatus(kit.Status(base.CodeOf(refusal)), page)
		}
	}
	return r.Render(page)
}

func away(r *kit.Request, a org.Availability) string {
	switch {
	case a.AvailableAt(r.Now) && !a.AwayFrom.IsZero() && a.AwayFrom.After(r.Now):
		return r.P.T("roster.away_from", i18n.Args{"From": r.P.Near(a.AwayFrom.Time, r.Now)})
	case a.AvailableAt(r.Now):
		return r.P.T("roster.away_over")
	case a.AwayTo.IsZero():
		return r.P.T("roster.away_open")
	}
	return r.P.T("roster.away_to", i18n.Args{"To": r.P.Near(a.AwayTo.Time, r.Now)})
}

func partnerFacts(r *kit.Request, p org.Partner) ([]ui.Fact, error) {
	loads, err := r.Site.Placement.Loads(r.Context(), r.Actor, []base.ID{p.ID})
	if err != nil {
		return nil, err
	}
	load := loads[p.ID]
	manager := p.AccountManagerName
	if manager == "" {
		manager = r.P.T("roster.no_manager")
	}
	out := []ui.Fact{
		{Label: r.P.T("roster.manager"), Value: manager},
		{Label: r.P.T("roster.areas"), Value: areaWords(r.P, p.Areas)},
		{Label: r.P.T("roster.products"), Value: products(r, p.Products)},
		{Label: r.P.T("roster.cap_open"), Value: ofCap(r.P, load.Open, p.Caps.Open)},
		{Label: r.P.T("roster.cap_day"), Value: ofCap(r.P, load.Day, p.Caps.Day)},
		{Label: r.P.T("roster.cap_week"), Value: ofCap(r.P, load.Week, p.Caps.Week)},
		{Label: r.P.T("roster.cap_month"), Value: ofCap(r.P, load.Month, p.Caps.Month)},
	}
	for _, f := range []ui.Fact{
		{Label: r.P.T("roster.town"), Value: p.Town}, {Label: r.P.T("roster.phone"), Value: p.Phone}, {Label: r.P.T("roster.email"), Value: p.Email},
	} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out, nil
}

const mostPeople, mostLeads = 20, 8

func people(r *kit.Request, unit base.ID) ([]ui.Fact, error) {
	if !access.May(r.Actor, access.MemberView) {
		return nil, nil
	}
	page, err := r.Site.Org.ListMembers(r.Context(), r.Actor, org.MemberFilter{Unit: unit}, base.PageRequest{Limit: mostPeople})
	if err != nil {
		return nil, err
	}
	var out []ui.Fact
	for _, m := range page.Items {
		title := m.Role
		if role := r.Config.Document.Role(m.Role); role != nil {
			title = r.Words(role.Title)
		}
		out = append(out, ui.Fact{Label: m.Name, Value: title})
	}
	return out, nil
}

func (v *partnerView) openLeads(r *kit.Request, unit base.ID) error {
	if !access.May(r.Actor, access.LeadView) {
		return nil
	}
	filter := lead.Filter{Unit: unit, Lens: lead.LensOpen}
	page, err := r.Site.Leads.List(r.Context(), r.Actor, filter, base.PageRequest{Sort: "deadline", Limit: mostLeads})
	if err != nil {
		return err
	}
	total, err := r.Site.Leads.Count(r.Context(), r.Actor, filter)
	if err != nil {
		return err
	}
	words := facts.For(r)
	for i := range page.Items {
		l := &page.Items[i].Lead
		one := leadView{Href: r.Path("/leads/", l.ID.String()), Name: l.Name, Ref: l.Ref(words.Doc), Due: l.DeadlineAt.Time}
		one.Stage, one.Tone = words.Stage(l.Stage)
		v.Leads = append(v.Leads, one)
	}
	v.More = total - len(v.Leads)
	return nil
}

// forms are for those who may edit the partner.
func (v *partnerView) forms(r *kit.Request, p org.Partner, details, state error) error {
	subject := access.Subject{Workspace: r.Workspace.ID, Unit: p.ID, Holder: p.AccountManager}
	if !access.Decide(r.Actor, access.PartnerEdit, subject) {
		return nil
	}
	value, done, manager := stored(&p.UnitDetails), p.Products, idText(p.AccountManager)
	if len(done) == 0 {
		for _, product := range r.Config.Document.Products {
			done = append(done, product.Key)
		}
	}
	if details != nil {
		value, done, manager = typed(r), r.PostForm["products"], r.PostFormValue("account_manager")
	}
	form := newForm(r, value, done, details)
	form.URL, form.Button = r.Path("/partners/", p.ID.String()), r.P.T("roster.save")
	if err := form.withManager(r, manager); err != nil {
		return err
	}
	v.Form = &form
	sw := newSwitch(r, p, state)
	v.Switch = &sw
	return nil
}

func idText(id base.ID) string {
	if id == 0 {
		return ""
	}
	return id.String()
}

func save(r *kit.Request) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	was, err := r.Site.Org.Partner(r.Context(), r.Actor, id)
	if err != nil {
		return err
	}
	d, wrong := decode(r, was.UnitDetails)
	if err = wrong.Err(); err == nil {
		err = r.Site.Org.EditUnit(r.Context(), r.Actor, id, d)
	}
	switch base.CodeOf(err) {
	case "":
		r.Toast("roster.saved")
		return r.Redirect(r.Path("/partners/", id.String()))
	case base.CodeInvalid:
		return render(r, err, nil)
	}
	return err
}
