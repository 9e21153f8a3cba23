package lead

import (
	"net/http"
	"slices"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// outcomeSheet asks how the call went; one tap saves.
type outcomeSheet struct {
	Action   string
	Text     string
	Outcomes []ui.OutcomeView
	Remark   ui.FieldView
	Error    string
	Dialog   bool
}

// sheetID is the dialog that opens when the member comes back from a call.
const sheetID = "outcome"

func newSheet(r *kit.Request, w facts.Words, l *lead.Lead) outcomeSheet {
	s := outcomeSheet{
		Action: market.Address(r, l) + "/outcome", Text: r.P.T("leadpage.outcome_text", i18n.Args{"Name": l.Name}),
		Remark: ui.FieldView{
			Name: blueprint.AskRemark, ID: "outcome-remark", Label: r.P.T("leadpage.ask_remark"), Optional: true, Span: "full",
			Value: r.PostFormValue(blueprint.AskRemark), Keep: "remark-" + l.ID.String(),
		},
	}
	for _, o := range w.Doc.Outcomes {
		s.Outcomes = append(s.Outcomes, ui.OutcomeView{Name: "outcome", Value: o.Key, Label: w.Text(o.Title), Hint: w.Text(o.Hint), Icon: o.Icon})
	}
	return s
}

// askOutcome shows the sheet, or what one outcome asks.
func askOutcome(r *kit.Request) error {
	v, err := held(r)
	if err != nil {
		return err
	}
	if outcome, ok := r.Config.Document.Outcome(r.URL.Query().Get("outcome")); ok {
		return ask(r, v, outcomeForm(r, v.Lead, outcome))
	}
	return showSheet(r, v, http.StatusOK, "")
}

func showSheet(r *kit.Request, v lead.View, status int, problem string) error {
	sheet := newSheet(r, facts.For(r), v.Lead)
	sheet.Error, sheet.Dialog = problem, r.Swap()
	if sheet.Dialog {
		return r.RenderStatus(status, sheetDialog(r.P, sheet))
	}
	title := r.P.T("leadpage.outcome_title")
	crumbs := []ui.Link{crumb(r), {Label: v.Contact.Name, Href: market.Address(r, v.Lead)}, {Label: title}}
	return r.RenderStatus(status, sheetPage(r.Shell(title, crumbSection(r)), crumbs, r.P, sheet))
}

func outcomeForm(r *kit.Request, l *lead.Lead, o blueprint.Outcome) form {
	w := facts.For(r)
	asks := o.Ask
	if !lead.Asked(asks, blueprint.AskContactType) {
		asks = append(slices.Clone(asks), blueprint.Ask{Key: blueprint.AskContactType})
	}
	known := begun(r, l)
	known[blueprint.AskContactType] = o.ContactType
	return form{
		Title: w.Text(o.Title), Text: l.Name, Action: market.Address(r, l) + "/outcome", Questions: questions(r, asks, known),
		Hidden: []ui.Hidden{{Name: "outcome", Value: o.Key}, {Name: "asked", Value: "yes"}}, Submit: r.P.T("leadpage.save_outcome"),
	}
}

// logOutcome saves the outcome of a call. One that asks more is asked first.
func logOutcome(r *kit.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v, err := held(r)
	if err != nil {
		return err
	}
	outcome, ok := r.Config.Document.Outcome(r.PostFormValue("outcome"))
	if !ok {
		problem := base.Invalid(base.FieldError{Field: "outcome", Key: "error.choice"})
		return showSheet(r, v, kit.Status(base.CodeInvalid), ui.NewFormErrors(r.P, problem).For("outcome"))
	}
	f := outcomeForm(r, v.Lead, outcome)
	if r.PostFormValue("asked") == "" && slices.ContainsFunc(outcome.Ask, func(a blueprint.Ask) bool { return a.Required }) {
		return ask(r, v, f)
	}
	in, err := answers(r, outcome.Ask)
	if err == nil {
		_, err = r.Site.Leads.LogContact(r.Context(), r.Actor, v.Lead.ID, lead.LogInput{Outcome: outcome.Key, Answers: in})
	}
	return settle(r, v, f, err, "leadpage.logged")
}

// parse reads the form before anything asks what was typed.
func parse(r *kit.Request) error {
	if err := r.ParseForm(); err != nil {
		return base.Invalid()
	}
	return nil
}
