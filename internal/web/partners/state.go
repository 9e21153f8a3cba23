package partners

import (
	"time"

	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

func newSwitch(r *kit.Request, p org.Partner, refusal error) awayView {
	v := awayView{P: r.P, URL: r.Path("/partners/", p.ID.String(), "/state"), Errors: ui.NewFormErrors(r.P, refusal)}
	v.State = ui.ChoiceView{Name: "state", Legend: r.P.T("roster.takes_leads"), Value: string(p.State), Error: v.Errors.For("state")}
	for _, s := range []org.UnitState{org.UnitActive, org.UnitAway, org.UnitInactive} {
		v.State.Options = append(v.State.Options, ui.Option{Value: string(s), Label: r.P.T(stateWords.Key(string(s)))})
	}
	day := func(name, label string, at base.Moment) ui.FieldView {
		f := ui.FieldView{Name: name, Type: "date", Label: label, Error: v.Errors.For(name)}
		if !at.IsZero() {
			f.Value = at.In(r.Config.Zone).Format(time.DateOnly)
		}
		return f
	}
	v.From = day("away_from", r.P.T("roster.from"), p.AwayFrom)
	v.To = day("away_to", r.P.T("roster.to"), p.AwayTo)
	v.To.Hint = r.P.T("roster.to_hint")
	if refusal != nil {
		v.State.Value, v.From.Value, v.To.Value = r.PostFormValue("state"), r.PostFormValue("away_from"), r.PostFormValue("away_to")
	}
	return v
}

func saveState(r *kit.Request) error {
	id, err := r.ID("id")
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
	if err = wrong.Err(); err == nil {
		a := org.Availability{State: org.UnitState(r.PostFormValue("state")), AwayFrom: base.At(from), AwayTo: base.At(to)}
		err = r.Site.Org.SetAvailability(r.Context(), r.Actor, id, a)
	}
	switch base.CodeOf(err) {
	case "":
		r.Toast("roster.state_saved")
		return r.Redirect(r.Path("/partners/", id.String()))
	case base.CodeInvalid:
		return render(r, nil, err)
	}
	return err
}
