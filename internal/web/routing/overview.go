package routing

import (
	"net/url"
	"strconv"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// overviewView is the policy at work now.
type overviewView struct {
	P        *i18n.Printer
	URL      string
	Version  string
	Steps    []stepView
	Inboxes  []inboxView
	Partners []ui.StatView
	List     string // address of the partners
	Gaps     []gapView
	More     int // gaps that are not shown
}

// stepView is a step of the policy with the leads that wait at it.
type stepView struct {
	stepWords
	Number  string
	Waiting string
	Href    string // the list of those leads
	Tone    string
}

type inboxView struct {
	Name, Count, Href string
}

// gapView is a place that no partner covers.
type gapView struct {
	Place, Count, Href string
}

const mostGaps = 12

func overview(r *kit.Request) error {
	if access.ReachOf(r.Actor, access.RoutingView) < base.ReachTerritory {
		return base.Forbidden()
	}
	v, err := newOverview(r)
	if err != nil {
		return err
	}
	if r.Swap() {
		return r.Render(overviewParts(v))
	}
	return r.Render(overviewPage(r.Shell(r.P.T("walk.title"), "routing"), v))
}

func newOverview(r *kit.Request) (overviewView, error) {
	v := overviewView{
		P: r.P, URL: r.Path("/routing"), List: r.Path("/partners"),
		Version: r.P.T("walk.version", i18n.Args{"Version": strconv.FormatInt(r.Config.Version, 10)}),
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return v, err
	}
	if v.Steps, err = steps(r, tree); err != nil {
		return v, err
	}
	if v.Inboxes, err = inboxes(r, tree); err != nil {
		return v, err
	}
	coverage, err := r.Site.Placement.Coverage(r.Context(), r.Actor)
	if err != nil {
		return v, err
	}
	for _, s := range []struct {
		state org.UnitState
		label string
	}{
		{org.UnitActive, r.P.T("walk.active")}, {org.UnitAway, r.P.T("walk.away")}, {org.UnitInactive, r.P.T("walk.inactive")},
	} {
		v.Partners = append(v.Partners, ui.StatView{Label: s.label, Value: r.P.Int(coverage.Partners[s.state]), Small: true})
	}
	for _, g := range coverage.Gaps[:min(mostGaps, len(coverage.Gaps))] {
		place := g.Area
		if g.Town != "" {
			place += " " + g.Town
		}
		v.Gaps = append(v.Gaps, gapView{
			Place: place, Count: r.P.N("list.total", g.Leads),
			Href: r.Path("/leads?lens=", string(lead.LensNoPartner), "&q=", url.QueryEscape(searchOf(g.Area, g.Town))),
		})
	}
	v.More = max(0, len(coverage.Gaps)-mostGaps)
	return v, nil
}

// searchOf finds the leads of a place in the list, which would read bare figures as the number of a lead.
func searchOf(area, town string) string {
	if town != "" {
		return town
	}
	return area
}

// steps are the policy's with how many leads wait at each.
func steps(r *kit.Request, tree *org.Tree) ([]stepView, error) {
	var out []stepView
	for i, step := range r.Config.Document.Policy.Steps {
		n, err := r.Site.Leads.Count(r.Context(), r.Actor, lead.Filter{Lens: lead.LensOpen, Step: i + 1})
		if err != nil {
			return nil, err
		}
		v := stepView{stepWords: wordsOf(r.P, step, tree), Number: r.P.Int(i + 1), Waiting: r.P.N("walk.waiting", n)}
		v.Href = r.Path("/leads?lens=", string(lensOf(step)))
		if n > 0 && step.Inbox != nil {
			v.Tone = "overdue"
		}
		out = append(out, v)
	}
	return out, nil
}

func lensOf(step blueprint.Step) lead.Lens {
	if step.Inbox != nil {
		return lead.LensNoPartner
	}
	return lead.LensUnclaimed
}

// inboxes are the units within reach in whose inbox leads lie.
func inboxes(r *kit.Request, tree *org.Tree) ([]inboxView, error) {
	var out []inboxView
	for _, u := range append([]*org.Unit{tree.Unit(tree.Root())}, tree.OfKind(blueprint.UnitRegion)...) {
		filter := lead.Filter{Lens: lead.LensNoPartner, Unit: u.ID}
		n, err := r.Site.Leads.Count(r.Context(), r.Actor, filter)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			href := r.Path("/leads?lens=", string(lead.LensNoPartner), "&unit=", u.ID.String())
			out = append(out, inboxView{Name: u.Name, Count: r.CountWords(n), Href: href})
		}
	}
	return out, nil
}
