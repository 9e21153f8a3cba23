package public

import (
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// way is how far a request has come, read from its timeline since whoever has it now got it.
type way struct {
	placed    base.Moment // when the holder got it, zero while nobody has it
	contacted base.Moment
	quoted    base.Moment
	ordered   base.Moment
}

// wayOf walks through the events, oldest first. A quote is a stage that asks for its amount; an order is one that
// is won: no industry's words are needed.
func wayOf(doc *blueprint.Document, request lead.Request) way {
	var w way
	for _, e := range request.Events {
		switch e.Kind {
		case lead.EventClaimed, lead.EventAssigned:
			if w.contacted.IsZero() {
				w.placed = e.At
			}
		case lead.EventReturned, lead.EventLapsed:
			w = way{}
		case lead.EventContact, lead.EventStage:
			w.reach(doc, e)
		}
	}
	if request.Lead.Place != lead.PlacePlaced && request.Lead.Open() {
		return way{}
	}
	return w
}

func (w *way) reach(doc *blueprint.Document, e lead.Event) {
	if e.Detail.State == nil {
		return
	}
	stage := doc.Stage(e.Detail.State.Stage)
	if stage == nil || stage.Category == blueprint.CategoryLost || stage.Category == blueprint.CategoryClosed {
		return
	}
	first(&w.contacted, e.At)
	switch {
	case stage.Category == blueprint.CategoryWon:
		first(&w.ordered, e.At)
	case lead.Asked(stage.Ask, "amount"):
		first(&w.quoted, e.At)
	}
}

func first(m *base.Moment, at base.Moment) {
	if m.IsZero() {
		*m = at
	}
}

// journey are the prospect's steps. Everything before the last one that happened is done; the next one is current.
func journey(r *kit.Request, request lead.Request, w way) []ui.StepView {
	p, l := r.P, request.Lead
	steps := []struct {
		view ui.StepView
		at   base.Moment
	}{
		{ui.StepView{Label: p.T("prospect.step_received"), Note: confirmation(p, request)}, l.CreatedAt},
		{ui.StepView{Label: p.T("prospect.step_partner"), Text: p.T("prospect.step_partner_text")}, w.placed},
		{ui.StepView{Label: p.T("prospect.step_contact"), Text: callText(p, request)}, w.contacted},
		{ui.StepView{Label: p.T("prospect.step_quote")}, w.quoted},
		{ui.StepView{Label: p.T("prospect.step_done")}, w.ordered},
	}
	last := 0
	for i, s := range steps {
		if !s.at.IsZero() {
			last = i
		}
	}
	out := make([]ui.StepView, len(steps))
	for i, s := range steps {
		switch {
		case i <= last:
			s.view.State = "done"
			s.view.Text = ""
			if !s.at.IsZero() {
				s.view.Text = p.LongDateTime(s.at.Time)
			}
		case i == last+1 && l.Open():
			s.view.State = "current"
		default:
			s.view.Text = ""
		}
		out[i] = s.view
	}
	if !l.Open() {
		return out[:last+1] // what will not come any more is not promised
	}
	return out
}

// confirmation says where the mail went, without showing the address to whoever looks over a shoulder.
func confirmation(p *i18n.Printer, request lead.Request) string {
	if request.Contact.Email == "" {
		return ""
	}
	return p.T("prospect.confirmed", i18n.Args{"Email": veiled(request.Contact.Email)})
}

func callText(p *i18n.Printer, request lead.Request) string {
	switch {
	case request.Holder == "":
		return ""
	case request.Until.IsZero():
		return p.T("prospect.calls", i18n.Args{"Partner": request.Holder})
	}
	return p.T("prospect.calls_until", i18n.Args{"Partner": request.Holder, "Until": p.LongDateTime(request.Until.Time)})
}

// veiled is an e-mail address of which the owner recognises the ends: "d…@heijden.example".
func veiled(email string) string {
	for i, c := range email {
		if c == '@' {
			return string([]rune(email)[:1]) + "…" + email[i:]
		}
	}
	return "…"
}
