package public

import (
	"maps"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/lead"
)

// input is the lead that the answers make. Only what the form asks is read; what else a request brings is nobody's.
func (p *page) input() lead.Input {
	a := answers{}
	for _, f := range p.form.Fields() {
		a[f.Field] = p.answers[f.Field]
	}
	tracking := p.tracking()
	in := lead.Input{
		Contact: lead.ContactInput{
			Name: a.text(blueprint.CoreName), Email: a.text(blueprint.CoreEmail), Phone: a.text(blueprint.CorePhone),
			Lang: string(p.r.P.Lang()),
		},
		Company: a.text(blueprint.CoreCompany), Type: p.leadType(), GridConnection: a.text(blueprint.CoreGridConnection),
		Source: p.form.Source, Campaign: tracking["utm_campaign"], Tracking: tracking,
		Street: a.text(blueprint.CoreStreet), HouseNumber: a.text(blueprint.CoreHouseNumber),
		Postcode: a.text(blueprint.CorePostcode), Town: a.text(blueprint.CoreTown), Province: a.text(blueprint.CoreProvince),
		Fields: p.ownFields(a), Consent: p.consentInput(),
	}
	return in
}

func (p *page) ownFields(a answers) map[string]any {
	out := map[string]any{}
	for key := range a {
		f := p.doc().Field(key)
		switch {
		case f == nil || f.Computed:
		case f.Type == blueprint.TypeMulti:
			out[key] = a[key]
		default:
			out[key] = a.text(key)
		}
	}
	if p.calc != nil {
		maps.Copy(out, p.calc.figures())
	}
	return out
}

// consentInput is the record of what was agreed to, in the words and the language in which it was read (INT-4).
func (p *page) consentInput() *lead.ConsentInput {
	c, r := p.consent(), p.r
	return &lead.ConsentInput{
		Key: c.Key, Version: c.Version, Wording: r.Words(c.Text), Purposes: c.Purposes, Channels: c.Channels,
		Recipients: r.Words(c.Recipients), Page: r.Absolute(r.URL.Path),
		Evidence: lead.Evidence{Form: p.form.Key, Address: r.Address(), Agent: r.UserAgent(), Lang: string(r.P.Lang())},
	}
}

// check finds everything that is wrong with the answers: what the form requires, and what the lead would refuse.
func (p *page) check(in lead.Input) error {
	var wrong base.Fields
	for _, f := range p.form.Fields() {
		if f.Required && p.answers.text(f.Field) == "" {
			wrong.Add(f.Field, "error.required")
		}
	}
	switch p.answers.text("consent") {
	case consentValue(p.consent()):
	case "":
		wrong.Add("consent", "publicform.consent_required")
	default: // an edition that is no longer the newest
		wrong.Add("consent", "publicform.consent_changed")
	}
	if c := p.calc; c != nil && c.area > 0 {
		if typed, _ := p.answers.number(blueprint.FieldModuleCount); typed > float64(c.fits) {
			wrong.Add(blueprint.FieldModuleCount, "error.too_large", map[string]any{"Max": c.fits})
		}
	}
	if err := in.Check(p.doc()); err != nil {
		wrong = append(wrong, base.AsError(err).Fields...)
	}
	return wrong.Err()
}
