package settings

import (
	"slices"

	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/i18n"
	"sluice/internal/web/kit"
)

type pipelineView struct {
	frame
	Stages []stageView
	// Targets are the stages that any other may move to, the columns of the table of moves.
	Targets []string
	Moves   []movesView
	Policy  []stepView
}

type stageView struct{ Title, Category, CategoryName, Tab, Then string }

type movesView struct {
	From string
	To   []move
}

// move is one cell: allowed, or the stage itself.
type move struct {
	Allowed, Self bool
	To            string
}

type stepView struct{ Title, Text string }

var (
	categoryNames = i18n.Family("config.category_")
	stepTitles    = i18n.Family("config.step_")
)

func pipeline(r *kit.Request) error {
	doc := r.Config.Document
	v := pipelineView{frame: newFrame(r, "/settings/pipeline")}
	for i := range doc.Stages {
		v.Stages = append(v.Stages, newStage(r, &doc.Stages[i]))
	}
	targets := slices.DeleteFunc(slices.Clone(doc.Stages), func(s blueprint.Stage) bool { return !isTarget(doc, s.Key) })
	for i := range targets {
		v.Targets = append(v.Targets, r.Words(targets[i].Title))
	}
	for i := range doc.Stages {
		from := &doc.Stages[i]
		line := movesView{From: r.Words(from.Title)}
		for j := range targets {
			to := &targets[j]
			line.To = append(line.To, move{Allowed: doc.CanMove(from.Key, to.Key), Self: from.Key == to.Key, To: r.Words(to.Title)})
		}
		v.Moves = append(v.Moves, line)
	}
	for _, step := range doc.Policy.Steps {
		v.Policy = append(v.Policy, stepView{r.P.T(stepTitles.Key(step.Kind())), stepText(r.P, step)})
	}
	return r.Render(pipelinePage(v))
}

func isTarget(doc *blueprint.Document, key string) bool {
	return slices.ContainsFunc(doc.Stages, func(s blueprint.Stage) bool { return slices.Contains(s.Moves, key) })
}

func newStage(r *kit.Request, s *blueprint.Stage) stageView {
	v := stageView{
		Title: r.Words(s.Title), Category: string(s.Category), CategoryName: r.P.T(categoryNames.Key(string(s.Category))),
		Then: r.Words(s.NoDeadline),
	}
	if tab := r.Config.Document.Tab(s.Tab); tab != nil {
		v.Tab = r.Words(tab.Title)
	}
	if s.Deadline != nil {
		v.Then = r.P.T("config.stage_deadline", i18n.Args{"Next": r.Words(s.Next), "Within": spanWords(r.P, *s.Deadline)})
	}
	return v
}

func stepText(p *i18n.Printer, s blueprint.Step) string {
	switch {
	case s.Offer != nil:
		return p.T("config.policy_offer", i18n.Args{"Tries": s.Offer.Tries, "Window": spanWords(p, s.Offer.Window)})
	case s.Market != nil:
		return p.T("config.policy_market", i18n.Args{
			"For": spanWords(p, s.Market.For), "Hold": spanWords(p, s.Market.Hold), "Warn": spanWords(p, s.Market.Warn),
		})
	case s.Inbox != nil && s.Inbox.Unit == blueprint.InboxAccountManager:
		return p.T("config.policy_inbox_manager")
	default:
		return p.T("config.policy_inbox")
	}
}

// spanWords is a length of time as a setting: "2 working days".
func spanWords(p *i18n.Printer, s calendar.Span) string {
	switch s.Unit() {
	case calendar.Minutes:
		return p.N("config.span_minutes", s.Count())
	case calendar.Hours:
		return p.N("config.span_hours", s.Count())
	case calendar.WorkingHours:
		return p.N("config.span_working_hours", s.Count())
	case calendar.Days:
		return p.N("config.span_days", s.Count())
	case calendar.WorkingDays:
		return p.N("config.span_working_days", s.Count())
	case calendar.Weeks:
		return p.N("config.span_weeks", s.Count())
	}
	return p.T("config.span_none")
}
