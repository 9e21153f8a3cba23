package lead

import (
	"slices"

	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// timelineView is the tab of everything that happened (LEAD-3).
type timelineView struct {
	Self   string
	Total  int
	Events []ui.EventView
	Order  []ui.SegLink
	Oldest bool
	Kind   string
	Kinds  []ui.Option
}

var kindNames = i18n.Family("leadpage.kind_")

func newTimeline(r *kit.Request, d data, self string) timelineView {
	q := r.URL.Query()
	v := timelineView{Self: self, Total: len(d.story.Events), Oldest: q.Get("order") == "oldest", Kind: q.Get("kind")}
	v.Kinds = []ui.Option{{Label: r.P.T("leadpage.all_kinds")}}
	for _, kind := range lead.EventKinds {
		if slices.ContainsFunc(d.story.Events, func(e lead.Event) bool { return e.Kind == kind }) {
			v.Kinds = append(v.Kinds, ui.Option{Value: string(kind), Label: r.P.T(kindNames.Key(string(kind)))})
		}
	}
	for _, e := range d.story.Events {
		if v.Kind == "" || string(e.Kind) == v.Kind {
			v.Events = append(v.Events, eventView(d.story.Tell(r.P, e)))
		}
	}
	if !v.Oldest {
		slices.Reverse(v.Events)
	}
	v.Order = []ui.SegLink{
		v.order(r.P.T("leadpage.newest"), ""), v.order(r.P.T("leadpage.oldest"), "oldest"),
	}
	return v
}

func (v timelineView) order(label, order string) ui.SegLink {
	href := v.Self + "?order=" + order + "&kind=" + v.Kind
	return ui.SegLink{Label: label, Href: href, Current: (order == "oldest") == v.Oldest, Attrs: ui.Get(href, "#lead")}
}

// look is how a kind of event is drawn.
type look struct{ icon, tone string }

var looks = map[lead.EventKind]look{
	lead.EventReceived: {"inbox", "new"}, lead.EventLikeness: {"copy", "warn"}, lead.EventListed: {"globe", "new"},
	lead.EventInboxed: {"inbox", "warn"}, lead.EventClaimed: {"hand", "won"}, lead.EventAssigned: {"user", "working"},
	lead.EventReturned: {"undo", ""}, lead.EventLapsed: {"clock", "overdue"}, lead.EventWarned: {"alert", "today"},
	lead.EventReminded: {"bell", "today"}, lead.EventRevealed: {"eye", "today"}, lead.EventContact: {"phone", "working"},
	lead.EventStage: {"flag", "working"}, lead.EventResumed: {"refresh", "paused"}, lead.EventMerged: {"convert", ""},
	lead.EventUnmerged: {"undo", ""}, lead.EventConsentGiven: {"shield", "ok"}, lead.EventConsentWithdraw: {"shield", "bad"},
	lead.EventEdited: {"edit", ""},
}

func eventView(t lead.Told) ui.EventView {
	l := looks[t.Kind]
	return ui.EventView{Icon: l.icon, Tone: l.tone, Body: sentence(t.Pieces), At: t.At.Time, Quote: t.Quote}
}

// seenBy is who was shown the contact details, when, and through what (LEAD-11).
func seenBy(r *kit.Request, d data) []ui.EventView {
	var out []ui.EventView
	for _, e := range slices.Backward(d.story.Events) {
		if e.Kind != lead.EventRevealed {
			continue
		}
		one := eventView(d.story.Tell(r.P, e))
		switch placement.Mode(e.Detail.Source) {
		case placement.ModeClaim:
			one.Quote = r.P.T("leadpage.seen_claim")
		case placement.ModeAssignment:
			one.Quote = r.P.T("leadpage.seen_assignment")
		}
		out = append(out, one)
	}
	return out
}

// followUpView is a deadline that was set, newest first (LEAD-8). A warning of one sets none.
type followUpView struct {
	Told    ui.EventView
	Due     string
	Current bool
}

func followUp(r *kit.Request, d data) []followUpView {
	var out []followUpView
	for _, e := range slices.Backward(d.story.Events) {
		if e.Detail.Until.IsZero() || e.Kind == lead.EventListed || e.Kind == lead.EventWarned {
			continue
		}
		out = append(out, followUpView{
			Told: eventView(d.story.Tell(r.P, e)), Due: r.P.Near(e.Detail.Until.Time, r.Now),
			Current: e.Detail.Until.Equal(d.Lead.DeadlineAt.Time),
		})
	}
	return out
}
