package routing

import (
	"slices"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// explainView says why a lead went where one decision sent it.
type explainView struct {
	P        *i18n.Printer
	Now      time.Time
	Crumbs   []ui.Link
	Title    string
	Note     string // when, and by which policy
	Assign   string // address, "" for who may not
	Lines    []lineView
	Counted  string
	Own      bool // the reader is a partner, who sees its own line
	Walk     []walkView
	Decided  []string
	History  []decisionView
	Nothing  string // why nobody is listed
	LeadHref string
}

// lineView is one partner's line.
type lineView struct {
	Name, Distance    string
	Badge, Tone, Icon string
	Reason            string
	Best, Off         bool
}

// walkView is one step of the way.
type walkView struct {
	stepWords
	Tone  string
	Text  string
	Until time.Time
	Later bool
}

// decisionView is an entry of all decisions on the lead.
type decisionView struct {
	Title, Href string
	At          time.Time
	Current     bool
}

// story is what the page is made of.
type story struct {
	r    *kit.Request
	tree *org.Tree
	view lead.View
	all  []placement.Explained
	one  placement.Explained
}

func explained(r *kit.Request) error {
	s, err := newStory(r)
	if err != nil {
		return err
	}
	v := s.tell()
	return r.Render(explainPage(r.Shell(v.Title, "routing"), v))
}

func newStory(r *kit.Request) (story, error) {
	s := story{r: r}
	id, err := r.ID("id")
	if err != nil {
		return s, err
	}
	if s.all, err = r.Site.Placement.Explain(r.Context(), r.Actor, id); err != nil {
		return s, err
	}
	if s.view, err = r.Site.Leads.Get(r.Context(), r.Actor, id); err != nil {
		return s, err
	}
	if s.tree, err = r.Site.Org.Tree(r.Context(), r.Workspace.ID); err != nil {
		return s, err
	}
	if len(s.all) == 0 {
		return s, base.NotFound()
	}
	s.one = s.all[len(s.all)-1]
	if text := r.URL.Query().Get("decision"); text != "" {
		i := slices.IndexFunc(s.all, func(e placement.Explained) bool { return e.ID.String() == text })
		if i < 0 {
			return s, base.NotFound()
		}
		s.one = s.all[i]
	}
	return s, nil
}

func (s story) tell() explainView {
	r, l := s.r, s.view.Lead
	v := explainView{
		P: r.P, Now: r.Now, Title: s.title(s.one), LeadHref: r.Path("/leads/", l.ID.String()),
		Note: r.P.T("walk.decided", i18n.Args{"At": r.P.DateTime(s.one.At.Time), "Version": s.one.PolicyVersion}),
		Own:  access.ReachOf(r.Actor, access.RoutingView) < base.ReachTerritory,
	}
	about := ui.Link{Label: l.Ref(r.Config.Document) + ", " + facts.Place(l), Href: v.LeadHref}
	if !v.Own {
		v.Crumbs = []ui.Link{{Label: r.P.T("page.nav_routing"), Href: r.Path("/routing")}}
	}
	v.Crumbs = append(v.Crumbs, about)
	if s.view.May[access.LeadAssign] && l.Open() {
		v.Assign = r.Path("/leads/", l.ID.String(), "/assign")
	}
	for _, verdict := range s.one.Considered {
		v.Lines = append(v.Lines, s.line(verdict))
	}
	if all := len(s.one.Considered) + s.one.Elsewhere; all > 0 && !v.Own {
		v.Counted = r.P.N("walk.considered_count", all)
	}
	if len(v.Lines) == 0 {
		v.Nothing = r.P.T("walk.nobody_considered")
	}
	v.Walk, v.Decided, v.History = s.walk(), s.decided(v.Own), s.history()
	return v
}

// unit is a unit's name; decisions outlive nobody, but a partner is not told the names of others.
func (s story) unit(id base.ID) string {
	if u := s.tree.Unit(id); u != nil {
		return u.Name
	}
	return s.r.P.T("walk.another")
}

func (s story) title(e placement.Explained) string {
	name := i18n.Args{"Unit": s.unit(e.Unit)}
	switch e.Kind {
	case placement.DecisionClaim:
		return s.r.P.T("walk.why_claim", name)
	case placement.DecisionAssigned:
		return s.r.P.T("walk.why_assigned", name)
	case placement.DecisionDuplicate:
		return s.r.P.T("walk.why_duplicate", name)
	case "market":
		return s.r.P.T("walk.why_market")
	default:
		return s.r.P.T("walk.why_inbox", name)
	}
}

func (s story) line(v engine.Verdict) lineView {
	p := s.r.P
	out := lineView{Name: s.unit(v.Unit)}
	if v.Km != nil {
		out.Distance = facts.Distance(p, *v.Km)
	}
	switch {
	case v.Unit == s.one.Unit && s.one.Kind == placement.DecisionClaim:
		out.Badge, out.Tone, out.Icon, out.Best = p.T("walk.claimed"), "ok", "check", true
		out.Reason = p.T("walk.claimed_text")
	case v.Eligible:
		out.Badge, out.Tone, out.Icon = p.T("walk.could"), "ok", "check"
		out.Reason = p.T("walk.could_text")
	case v.Waits():
		out.Badge, out.Tone, out.Icon, out.Off = p.T("walk.waits"), "info", "clock", true
		out.Reason = s.reason(v)
	default:
		out.Badge, out.Tone, out.Icon, out.Off = p.T("walk.left_out"), "none", "x", true
		out.Reason = s.reason(v)
	}
	return out
}

var reasonWords = i18n.Family("walk.reason_")

// reason is why a partner was left out, with its figures.
func (s story) reason(v engine.Verdict) string {
	p, l := s.r.P, s.view.Lead
	if v.Reason == engine.ReasonAway && !v.Until.IsZero() {
		return p.T("walk.reason_away_until", i18n.Args{"Until": p.Near(v.Until.Time, s.r.Now)})
	}
	place := lead.PostcodeArea(l)
	if place == "" {
		place = facts.Place(l)
	}
	return p.T(reasonWords.Key(string(v.Reason)), i18n.Args{
		"Have": v.Have, "Most": v.Most, "Place": place, "Product": facts.For(s.r).Product(l),
	})
}

// walk is the way through the policy, as far as this decision.
func (s story) walk() []walkView {
	p := s.r.P
	var out []walkView
	for i, step := range s.one.Policy.Steps {
		w := walkView{stepWords: wordsOf(p, step, s.tree)}
		skipped := slices.ContainsFunc(s.one.Skipped, func(skip engine.Skip) bool { return skip.Step == i })
		switch {
		case skipped:
			w.Tone, w.Text = "closed", p.T("walk.step_skipped")
		case i < s.one.Step:
			w.Tone, w.Text = "closed", p.T("walk.step_over")
		case i == s.one.Step:
			w.Tone, w.Text = "ok", s.here()
			if s.one.ID == s.all[len(s.all)-1].ID && s.view.Lead.Place == lead.PlaceMarket {
				w.Until = s.view.Lead.StepUntil.Time
			}
		default:
			w.Later = true
		}
		out = append(out, w)
	}
	return out
}

// here says what happened at the step that fired.
func (s story) here() string {
	p, name := s.r.P, i18n.Args{"Unit": s.unit(s.one.Unit)}
	switch s.one.Kind {
	case placement.DecisionClaim:
		return p.T("walk.here_claim", name)
	case placement.DecisionAssigned:
		return p.T("walk.here_assigned", name)
	case placement.DecisionDuplicate:
		return p.T("walk.here_duplicate", name)
	case "market":
		return p.T("walk.here_market", i18n.Args{"Until": p.DateTime(s.one.Until.Time)})
	default:
		return p.T("walk.here_inbox", name)
	}
}

// decided says what tipped the scale.
func (s story) decided(own bool) []string {
	p := s.r.P
	var out []string
	switch s.one.Kind {
	case placement.DecisionClaim:
		out = append(out, p.T("walk.by_claim"))
	case placement.DecisionAssigned:
		out = append(out, p.T("walk.by_hand"))
	case placement.DecisionDuplicate:
		out = append(out, p.T("walk.by_duplicate"))
	default:
		if own {
			out = append(out, p.T("walk.by_policy"))
			break
		}
		out = append(out, p.N("walk.eligible", s.one.EligibleCount(), i18n.Args{"All": p.Int(len(s.one.Considered) + s.one.Elsewhere)}))
		if s.one.Elsewhere > 0 {
			out = append(out, p.N("walk.elsewhere", s.one.Elsewhere))
		}
	}
	return out
}

func (s story) history() []decisionView {
	var out []decisionView
	for _, e := range slices.Backward(s.all) {
		out = append(out, decisionView{
			Title: s.title(e), At: e.At.Time, Current: e.ID == s.one.ID,
			Href: s.r.Path("/routing/", s.view.Lead.ID.String(), "?decision=", e.ID.String()),
		})
	}
	return out
}
