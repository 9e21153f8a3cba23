package public

import (
	"net/http"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/intake"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// show opens a form.
func show(at setting) kit.Handler {
	return func(r *kit.Request) error {
		p, err := open(r, at)
		if err != nil {
			return err
		}
		p.calculate()
		return p.render(http.StatusOK)
	}
}

// reckon answers with the result of what has been filled in so far. Nothing is kept of it.
func reckon(at setting) kit.Handler {
	return func(r *kit.Request) error {
		p, err := open(r, at)
		if err != nil {
			return err
		}
		if p.answers, err = readAnswers(r); err != nil {
			return err
		}
		if p.calculate(); p.calc == nil {
			return base.NotFound()
		}
		if !r.Swap() {
			return p.render(http.StatusOK)
		}
		return r.Render(resultAnswer(r.P, p.result(), at.framed()))
	}
}

// send takes a request in. What is refused comes back with what was typed.
func send(at setting) kit.Handler {
	return func(r *kit.Request) error {
		p, err := open(r, at)
		if err != nil {
			return err
		}
		if p.answers, err = readAnswers(r); err != nil {
			return err
		}
		p.ticket = p.answers.text("ticket")
		p.calculate()
		if p.calc != nil && p.answers.text("action") == "calculate" {
			return p.render(http.StatusOK)
		}
		made, err := p.submit()
		if err != nil {
			return p.refuse(err)
		}
		to := p.address("/thanks")
		if _, token, ok := strings.Cut(made.Link, "/request/"); ok {
			to += "&request=" + token
		}
		return r.Redirect(to)
	}
}

// submit checks all answers at once, lets the submission in and makes the lead of it.
func (p *page) submit() (lead.Created, error) {
	in := p.input()
	if err := p.check(in); err != nil {
		return lead.Created{}, err
	}
	key, err := p.guard().Admit(p.r.Context(), p.r.Workspace.ID, intake.Submission{
		Form: p.form.Key, Ticket: p.ticket, Proof: p.answers.text("proof"), Trap: p.answers.text(trapField), Address: p.r.Address(),
	}, p.r.Now)
	if err != nil {
		return lead.Created{}, err
	}
	in.Scope, in.Key = "form:"+p.form.Key, key
	return p.r.Site.Leads.Create(p.r.Context(), base.Prospect(p.r.Workspace.ID), in)
}

// trapField looks like something that programs like to fill in.
const trapField = "url2"

// refuse shows the form again. A ticket that cannot be used any more is replaced, so that sending again works.
func (p *page) refuse(err error) error {
	e := base.AsError(err)
	if e.Code == base.CodeInternal {
		return err
	}
	if e.Code == base.CodeExpired || e.Code == base.CodeConflict {
		p.ticket = ""
	}
	if e.Code == base.CodeConflict {
		e = base.Fail(base.CodeConflict, "publicform.error_sent_before")
	}
	p.errors = p.words(e)
	return p.render(kit.Status(e.Code))
}

// words puts the failure beside the fields under their names in the form, in the form's order.
func (p *page) words(e *base.Error) ui.FormErrors {
	known := ui.NewFormErrors(p.r.P, e)
	out := ui.FormErrors{Text: known.Text}
	byName := map[string]string{}
	for _, f := range known.Fields {
		name := strings.TrimPrefix(f.Field, "fields.")
		if byName[name] == "" {
			byName[name] = f.Text
		}
	}
	if e := byName[blueprint.CorePhone]; e != "" && p.answers.text(blueprint.CorePhone) != "" {
		if help := phoneHelp(p.r.P, p.answers.text(blueprint.CorePhone), p.doc().Country); help != "" {
			byName[blueprint.CorePhone] = help
		}
	}
	for _, name := range append(p.asked(), "consent") {
		if text := byName[name]; text != "" {
			out.Fields = append(out.Fields, ui.FieldMessage{Field: name, Text: text})
		}
	}
	if out.Text == "" && len(out.Fields) == 0 {
		out.Text = p.r.P.Err(e)
	}
	return out
}

func (p *page) asked() []string {
	var out []string
	for _, f := range p.form.Fields() {
		out = append(out, f.Field)
	}
	return out
}

func (p *page) asks(field string) bool {
	for _, f := range p.form.Fields() {
		if f.Field == field {
			return true
		}
	}
	return false
}
