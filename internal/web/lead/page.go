package lead

import (
	"net/http"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// tab is a part of the page with an address of its own.
type tab struct{ key, path, word string }

var tabs = []tab{
	{"summary", "", "leadpage.tab_summary"},
	{"activity", "/activity", "leadpage.tab_activity"},
	{"followup", "/follow-up", "leadpage.tab_followup"},
	{"contacts", "/contacts", "leadpage.tab_contacts"},
	{"seen", "/seen-by", "leadpage.tab_seen"},
}

// view is the page of one lead. Its region, everything but the dialogs, fetches itself when the lead changes.
type view struct {
	P    *i18n.Printer
	Now  time.Time
	Base string // the lead's address
	Self string // the region's own
	Key  string // of the live topic
	Tab  string

	Crumb          ui.Link
	Name, Ref      string
	Stage, Tone    string
	Meta           []ui.MetaItem
	Steps          []ui.StepView
	Tabs           []ui.TabView
	Actions        actions
	Tel, Mail, Map string
	Deadline       deadlineView
	Contact        contactView
	Where          whereView
	Facts          []ui.Fact
	Likenesses     []likenessView
	Merged         *mergedView // nil for a lead of its own
	Summary        summaryView
	Timeline       timelineView
	FollowUp       []followUpView
	Seen           []ui.EventView
	Consents       []lead.Consent
	Outcome        outcomeSheet
	Shell          ui.Shell
	OutOfBand      bool
	Toast          *ui.ToastView
}

// actions are what the reader may do now.
type actions struct {
	Log, Stage, Return, Assign bool
	Outcomes                   []ui.OptionView
}

// data is what the page is made of.
type data struct {
	lead.View
	story   lead.Story
	history []placement.Placement
	tree    *org.Tree
	merged  *mergedView
}

// page shows a tab of the lead, or the masked page to who has not taken it. A request of the script gets the region.
func page(t tab) kit.Handler {
	return func(r *kit.Request) error {
		id, err := r.ID("id")
		if err != nil {
			return err
		}
		v, err := r.Site.Leads.Get(r.Context(), r.Actor, id)
		if err != nil {
			return err
		}
		if v.Masked {
			if t.key != tabs[0].key {
				return base.NotFound()
			}
			return market.Page(r, v)
		}
		d, err := load(r, v)
		if err != nil {
			return err
		}
		out := newView(r, d, t)
		if r.Swap() {
			return r.Render(region(out))
		}
		return r.Render(leadPage(out))
	}
}

func load(r *kit.Request, v lead.View) (d data, err error) {
	d.View = v
	if d.story, err = r.Site.Leads.Story(r.Context(), r.Actor, v.Lead.ID); err != nil {
		return d, err
	}
	if d.history, err = r.Site.Placement.History(r.Context(), r.Actor, v.Lead.ID); err != nil {
		return d, err
	}
	if d.merged, err = merged(r, v.Lead); err != nil {
		return d, err
	}
	d.tree, err = r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	return d, err
}

func newView(r *kit.Request, d data, t tab) view {
	w, l := facts.For(r), d.Lead
	v := view{
		P: r.P, Now: r.Now, Base: market.Address(r, l), Key: "lead-" + l.ID.String(), Tab: t.key, Name: d.Contact.Name,
		Ref: l.Ref(w.Doc), Crumb: crumb(r), Tel: facts.Tel(d.Contact.PhoneE164), Mail: d.Contact.Email, Map: mapOf(l),
	}
	v.Self = v.Base + t.path
	if r.Method == http.MethodGet && r.URL.RawQuery != "" {
		v.Self += "?" + r.URL.RawQuery
	}
	v.Stage, v.Tone = w.Stage(l.Stage)
	v.Meta, v.Steps = meta(r, w, d), steps(w, d)
	v.Actions = newActions(w, d, v.Base)
	v.Deadline, v.Contact, v.Where = newDeadline(r, w, l), newContact(r, w, d), newWhere(r, d)
	v.Facts, v.Likenesses = rest(r, w, d), likenesses(r, w, d)
	v.Summary, v.Merged = newSummary(r, w, d), d.merged
	v.Timeline = newTimeline(r, d, v.Base+"/activity")
	v.FollowUp, v.Seen, v.Consents = followUp(r, d), seenBy(r, d), d.Consents
	v.Tabs = tabViews(r, v)
	v.Outcome = newSheet(r, w, l)
	v.Shell = shell(r, v)
	return v
}

func shell(r *kit.Request, v view) ui.Shell {
	s := r.Shell(v.Name, crumbSection(r))
	s.Live += "?lead=" + v.Key[len("lead-"):]
	s.Thumb = thumb(v)
	return s
}

func tabViews(r *kit.Request, v view) []ui.TabView {
	counts := map[string]int{"activity": v.Timeline.Total, "seen": len(v.Seen)}
	var out []ui.TabView
	for _, t := range tabs {
		one := ui.TabView{Label: r.P.T(t.word), Href: v.Base + t.path, Current: t.key == v.Tab, Attrs: ui.Get(v.Base+t.path, "#lead")}
		if n, counted := counts[t.key]; counted {
			one.Count, one.CountID = r.P.Int(n), "count-"+t.key
		}
		out = append(out, one)
	}
	return out
}

// crumb leads back to the list that the reader's role works with.
func crumb(r *kit.Request) ui.Link {
	if crumbSection(r) == "leads" {
		return ui.Link{Label: r.P.T("page.nav_leads"), Href: r.Path("/leads")}
	}
	return ui.Link{Label: r.P.T("page.nav_my_leads"), Href: r.Path("/my-leads")}
}

func crumbSection(r *kit.Request) string {
	if role := r.Config.Document.Role(r.Actor.Role); role != nil && role.Home == "leads" {
		return "leads"
	}
	return "my_leads"
}

func newActions(w facts.Words, d data, at string) actions {
	l := d.Lead
	a := actions{
		Log:    d.May[access.LeadStage] && l.Open(),
		Stage:  d.May[access.LeadStage] && len(movesOf(w.Doc, l)) > 0,
		Return: d.May[access.LeadReturn] && l.Open() && l.Place == lead.PlacePlaced,
		Assign: d.May[access.LeadAssign] && l.Open(),
	}
	for _, o := range w.Doc.Outcomes {
		url := at + "/outcome?outcome=" + o.Key
		a.Outcomes = append(a.Outcomes, ui.OptionView{Label: w.Text(o.Title), Icon: o.Icon, Href: url, Attrs: ui.InDialog(url)})
	}
	return a
}

// movesOf are the stages a member may choose next.
func movesOf(doc *blueprint.Document, l *lead.Lead) []*blueprint.Stage {
	stage := doc.Stage(l.Stage)
	if stage == nil || l.MergedInto != 0 || !l.ArchivedAt.IsZero() {
		return nil
	}
	var out []*blueprint.Stage
	for _, key := range stage.Moves {
		if to := doc.Stage(key); to != nil {
			out = append(out, to)
		}
	}
	return out
}
