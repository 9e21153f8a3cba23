package lead

import (
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

// askStage offers the stages that can come next, and then what the chosen one asks.
func askStage(r *kit.Request) error {
	v, err := held(r)
	if err != nil {
		return err
	}
	to := r.Config.Document.Stage(r.URL.Query().Get("to"))
	if to == nil || !slices.Contains(movesOf(r.Config.Document, v.Lead), to) {
		return ask(r, v, stageList(r, v.Lead))
	}
	return ask(r, v, stageForm(r, v.Lead, to))
}

func stageList(r *kit.Request, l *lead.Lead) form {
	w := facts.For(r)
	now, _ := w.Stage(l.Stage)
	f := form{Title: r.P.T("leadpage.change_stage"), Text: r.P.T("leadpage.stands_in", i18n.Args{"Stage": now})}
	for _, to := range movesOf(w.Doc, l) {
		url := market.Address(r, l) + "/stage?to=" + to.Key
		f.Links = append(f.Links, ui.OptionView{Label: w.Text(to.Title), Icon: "flag", Href: url, Attrs: ui.InDialog(url)})
	}
	return f
}

func stageForm(r *kit.Request, l *lead.Lead, to *blueprint.Stage) form {
	w := facts.For(r)
	f := form{
		Title: w.Text(to.Title), Action: market.Address(r, l) + "/stage", Questions: questions(r, to.Ask, begun(r, l)),
		Hidden: []ui.Hidden{{Name: "stage", Value: to.Key}, version(l)}, Submit: r.P.T("leadpage.save_stage"),
	}
	if len(to.NoDeadline) > 0 {
		f.Text = w.Text(to.NoDeadline)
	}
	return f
}

// changeStage moves the lead (STG-2 to STG-4). When somebody else changed it meanwhile, the form says so and keeps what
// was typed; sent again, it counts for the lead as it stands now.
func changeStage(r *kit.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v, err := held(r)
	if err != nil {
		return err
	}
	to := r.Config.Document.Stage(r.PostFormValue("stage"))
	if to == nil {
		return settle(r, v, stageList(r, v.Lead), base.Invalid(base.FieldError{Field: "stage", Key: "error.choice"}), "")
	}
	in, err := answers(r, to.Ask)
	if err == nil {
		change := lead.StageInput{Stage: to.Key, Answers: in, Version: versionIn(r)}
		_, err = r.Site.Leads.ChangeStage(r.Context(), r.Actor, v.Lead.ID, change)
	}
	return settle(r, v, stageForm(r, v.Lead, to), err, "leadpage.stage_saved")
}
