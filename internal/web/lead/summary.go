package lead

import (
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// summaryView is the first tab (LEAD-2, SOL-3).
type summaryView struct {
	PlaceTitle  string
	Place       []ui.Fact
	Route       string
	First       []ui.Fact // of the blueprint's first section: the roof, the house, the car
	Calculation facts.Calculation
	Calculated  bool
	Shown       string // when the customer saw the calculation, and by which model
	Use         ui.BarChartView
	HasUse      bool
	UseNote     string
	UseFacts    [][]ui.Fact
	Written     []ui.Fact
	Latest      []ui.EventView
	All         string
}

const latest = 6

func newSummary(r *kit.Request, w facts.Words, d data) summaryView {
	l := d.Lead
	v := summaryView{PlaceTitle: r.P.T("leadpage.place"), Place: placeFacts(r, w, l), Route: routeTo(l), Written: w.Written(l)}
	for i, s := range w.Sections() {
		list := w.Section(l, s.Key)
		switch {
		case len(list) == 0:
		case w.Doc.Field(blueprint.FieldConsumption) != nil && w.Doc.Field(blueprint.FieldConsumption).Section == s.Key:
			v.UseFacts = halves(list)
		case i == 0:
			v.PlaceTitle = r.P.T("leadpage.place_and", i18n.Args{"What": w.Lower(w.Text(s.Title))})
			v.First = list
		default:
			v.Place = append(v.Place, list...)
		}
	}
	v.Calculation, v.Calculated = w.Calculation(l)
	v.Shown = r.P.T("leadpage.shown", i18n.Args{"Date": r.P.ShortDate(l.CreatedAt.Time), "Model": v.Calculation.Model})
	v.Use, v.HasUse = w.Use(l)
	v.UseNote = r.P.T("leadpage.use_note", i18n.Args{"Year": r.P.Unit(l.Fields.Number(blueprint.FieldConsumption), 0, "kWh")})
	v.All = r.Path("/leads/", l.ID.String(), "/activity")
	events := d.story.Events
	for i := len(events) - 1; i >= 0 && len(v.Latest) < latest; i-- {
		v.Latest = append(v.Latest, eventView(d.story.Tell(r.P, events[i])))
	}
	return v
}

func placeFacts(r *kit.Request, w facts.Words, l *lead.Lead) []ui.Fact {
	var out []ui.Fact
	add := func(label, value string) {
		if value != "" {
			out = append(out, ui.Fact{Label: label, Value: value})
		}
	}
	add(r.P.T("leadpage.address"), facts.Address(l))
	if l.Lat != nil && l.Lng != nil {
		add(r.P.T("leadpage.position"), coordinate(*l.Lat)+", "+coordinate(*l.Lng))
	}
	add(r.P.T("available.type"), w.Choice(w.Doc.LeadTypes, l.Type))
	add(r.P.T("available.connection"), w.Choice(w.Doc.GridConnections, l.GridConnection))
	add(r.P.T("available.product"), w.Product(l))
	return out
}

// halves parts a list in two columns.
func halves(list []ui.Fact) [][]ui.Fact {
	const fewest = 2
	if len(list) < fewest {
		return [][]ui.Fact{list}
	}
	half := (len(list) + 1) / 2
	return [][]ui.Fact{list[:half], list[half:]}
}
