package lead

import (
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// askReturn asks why the lead goes back (MKT-6).
func askReturn(r *kit.Request) error {
	v, err := held(r)
	if err != nil {
		return err
	}
	return ask(r, v, returnForm(r, v.Lead))
}

func returnForm(r *kit.Request, l *lead.Lead) form {
	w := facts.For(r)
	return form{
		Title: r.P.T("leadpage.return"), Text: r.P.T("leadpage.return_text"), Action: market.Address(r, l) + "/return",
		Questions: []question{
			{kind: asksList, Choice: ui.ChoiceView{
				Name: "reason", Legend: r.P.T("leadpage.ask_return_reason"), Options: options(w, w.Doc.ReturnReasons), Value: r.PostFormValue("reason"),
			}},
			remark(r),
		},
		Submit: r.P.T("leadpage.return"), Kind: "danger",
	}
}

func remark(r *kit.Request) question {
	return question{kind: asksArea, Field: ui.FieldView{
		Name: "remark", Label: r.P.T("leadpage.ask_remark"), Optional: true, Span: "full", Value: r.PostFormValue("remark"),
	}}
}

func giveBack(r *kit.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v, err := held(r)
	if err != nil {
		return err
	}
	in := placement.ReturnInput{Reason: r.PostFormValue("reason"), Remark: r.PostFormValue("remark")}
	_, err = r.Site.Placement.Return(r.Context(), r.Actor, v.Lead.ID, in)
	return settle(r, v, returnForm(r, v.Lead), err, "leadpage.returned")
}
