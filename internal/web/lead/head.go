package lead

import (
	"net/url"
	"strconv"

	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// meta is the line of facts below the name (LEAD-1).
func meta(r *kit.Request, w facts.Words, d data) []ui.MetaItem {
	l := d.Lead
	items := []ui.MetaItem{{Icon: w.Icon(l), Text: w.Project(l)}, {Icon: "pin", Text: facts.Place(l)}}
	if name := holderName(r, d); name != "" {
		items = append(items, ui.MetaItem{Icon: "user", Text: name})
	}
	if source, icon := w.Source(l); source != "" {
		items = append(items, ui.MetaItem{Icon: icon, Text: source})
	}
	if l.Open() && !l.DeadlineAt.IsZero() {
		items = append(items, ui.MetaItem{Body: ui.DueLeft(r.P, l.DeadlineAt.Time, r.Now)})
	}
	created := r.P.T("leadpage.created", i18n.Args{"When": r.P.Near(l.CreatedAt.Time, r.Now), "Age": r.P.Duration(r.Now.Sub(l.CreatedAt.Time))})
	return append(items, ui.MetaItem{Icon: "clock", Text: created})
}

// holderName is the person and the company that have the lead.
func holderName(r *kit.Request, d data) string {
	if d.Lead.Place != lead.PlacePlaced {
		return ""
	}
	unit := d.tree.Unit(d.Lead.PlaceUnit)
	if unit == nil {
		return ""
	}
	if person := memberName(r, d.Lead.HolderMember); person != "" {
		return person + ", " + unit.Name
	}
	return unit.Name
}

// steps are the stages of the pipeline. A stage beside it, such as a pause, leaves the last step that was reached.
func steps(w facts.Words, d data) []ui.StepView {
	seen := map[string]bool{}
	for _, e := range d.story.Events {
		if e.Detail.State != nil {
			seen[e.Detail.State.Stage] = true
		}
	}
	var out []ui.StepView
	current := -1
	for i := range w.Doc.Stages {
		stage := &w.Doc.Stages[i]
		if !stage.Stepper {
			continue
		}
		step := ui.StepView{Label: w.Text(stage.Title)}
		if stage.Key == d.Lead.Stage {
			current, step.State = len(out), "current"
		} else if seen[stage.Key] {
			step.State = "done"
		}
		out = append(out, step)
	}
	for i := range out {
		switch {
		case current < 0:
		case i < current:
			out[i].State = "done"
		case i > current:
			out[i].State = "" // reached once, and left again
		}
	}
	return out
}

// mapOf is the place on a public map, "" when nothing is known of it.
func mapOf(l *lead.Lead) string {
	if address := facts.Address(l); l.Street != "" || l.Lat == nil {
		if address == "" {
			return ""
		}
		return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(address)
	}
	at := coordinate(*l.Lat) + "/" + coordinate(*l.Lng)
	return "https://www.openstreetmap.org/#map=17/" + at
}

// route leads a navigation program to the place.
func routeTo(l *lead.Lead) string {
	if l.Lat == nil {
		return ""
	}
	return "geo:" + coordinate(*l.Lat) + "," + coordinate(*l.Lng) + "?q=" + url.QueryEscape(facts.Address(l))
}

func coordinate(v float64) string {
	const fourDecimals = 4 // ten metres
	return strconv.FormatFloat(v, 'f', fourDecimals, 64)
}
