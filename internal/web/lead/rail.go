package lead

import (
	"slices"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// deadlineView is what must happen next, and by when.
type deadlineView struct {
	Tone, What, Until, Then string
	At                      time.Time
	// Why is the reason for having no deadline.
	Why string
}

func newDeadline(r *kit.Request, w facts.Words, l *lead.Lead) deadlineView {
	v := deadlineView{What: w.Next(l, r.Now), At: l.DeadlineAt.Time, Tone: ui.DueTone(r.P, l.DeadlineAt.Time, r.Now)}
	if v.At.IsZero() {
		v.Why, v.What = v.What, ""
		return v
	}
	if l.DeadlineKind == lead.DeadlineHold { // which says itself until when
		v.Then = r.P.T("leadpage.then_market")
	} else {
		v.Until = r.P.T("leadpage.until", i18n.Args{"When": r.P.Near(v.At, r.Now)})
	}
	if v.Tone == "later" {
		v.Tone = ""
	}
	return v
}

// contactView is who to call.
type contactView struct {
	Name, Company string
	Phone, Tel    string
	Email         string
	Consent       string
	Withdrawn     bool
	Reach         string
}

func newContact(r *kit.Request, w facts.Words, d data) contactView {
	v := contactView{
		Name: d.Contact.Name, Company: d.Lead.Company, Phone: d.Contact.Phone, Tel: facts.Tel(d.Contact.PhoneE164), Email: d.Contact.Email,
	}
	if f := w.Doc.Field("reachability"); f != nil {
		v.Reach = w.Value(f, d.Lead.Fields[f.Key])
	}
	if len(d.Consents) == 0 {
		v.Consent = r.P.T("leadpage.no_consent")
		return v
	}
	last := d.Consents[len(d.Consents)-1]
	args := i18n.Args{"Channels": channels(r.P, last.Channels), "Date": r.P.Date(last.GivenAt.Time)}
	if v.Withdrawn = !last.WithdrawnAt.IsZero(); v.Withdrawn {
		v.Consent = r.P.T("leadpage.consent_withdrawn", i18n.Args{"Date": r.P.Date(last.WithdrawnAt.Time)})
		return v
	}
	v.Consent = r.P.T("leadpage.consent", args)
	return v
}

var channelWords = i18n.Family("leadpage.channel_")

// channels names the ways of contact that the prospect agreed to.
func channels(p *i18n.Printer, keys string) string {
	var out []string
	for _, key := range []string{"phone", "email", "sms", "post"} {
		if slices.Contains(strings.Split(keys, ","), key) {
			out = append(out, p.T(channelWords.Key(key)))
		}
	}
	return strings.Join(out, ", ")
}

// whereView is who has the lead and how it got there.
type whereView struct {
	Unit, Person string
	Text         string
	Why, WhyText string // address of the explanation, "" where the reader may not see it, and the question
}

var placeWords = i18n.Family("leadpage.place_")

func newWhere(r *kit.Request, d data) whereView {
	l := d.Lead
	v := whereView{Text: r.P.T(placeWords.Key(string(l.Place))), WhyText: r.P.T("leadpage.why_here")}
	if l.Place == lead.PlacePlaced {
		v.WhyText = r.P.T("leadpage.why")
	}
	if d.May[access.RoutingView] {
		v.Why = r.Path("/routing/", l.ID.String())
	}
	if unit := d.tree.Unit(l.PlaceUnit); unit != nil {
		v.Unit, v.Person = unit.Name, memberName(r, l.HolderMember)
	}
	switch {
	case l.Place == lead.PlaceMarket && !l.StepUntil.IsZero():
		v.Text = r.P.T("leadpage.market_until", i18n.Args{"When": r.P.Near(l.StepUntil.Time, r.Now)})
	case l.Place == lead.PlacePlaced && len(d.history) > 0:
		v.Text = placedWords(r, d.history)
	case l.Place == lead.PlaceNone:
		v.Unit = ""
	}
	return v
}

var modeWords = i18n.Family("leadpage.mode_")

func placedWords(r *kit.Request, history []placement.Placement) string {
	last := history[len(history)-1]
	text := r.P.T(modeWords.Key(string(last.Mode)), i18n.Args{"When": r.P.Near(last.OpenedAt.Time, r.Now)})
	if len(history) > 1 {
		text += ", " + r.P.N("leadpage.holders", len(history))
	}
	if !last.DueAt.IsZero() {
		text += ", " + r.P.T("leadpage.held_until", i18n.Args{"When": r.P.Near(last.DueAt.Time, r.Now)})
	}
	return text
}

// rest are the facts that have no card of their own.
func rest(r *kit.Request, w facts.Words, d data) []ui.Fact {
	l := d.Lead
	all := []ui.Fact{
		{Label: r.P.T("leadpage.campaign"), Value: l.Campaign},
		{Label: r.P.T("leadpage.landing"), Value: l.Tracking["landing"]},
		{Label: r.P.T("leadpage.referrer"), Value: l.Tracking["referrer"]},
		{Label: r.P.T("leadpage.external"), Value: l.ExternalID},
		{Label: r.P.T("leadpage.lost_reason"), Value: lostReason(w, l)},
		{Label: r.P.T("leadpage.amount"), Value: amount(w, l)},
		{Label: r.P.T("leadpage.creator"), Value: memberName(r, l.CreatedBy)},
		{Label: r.P.T("leadpage.active"), Value: r.P.Ago(l.ActiveAt.Time, r.Now)},
	}
	return slices.DeleteFunc(all, func(f ui.Fact) bool { return f.Value == "" })
}

func lostReason(w facts.Words, l *lead.Lead) string {
	if l.Category != blueprint.CategoryLost {
		return ""
	}
	return w.Choice(w.Doc.LostReasons, l.LostReason)
}

func amount(w facts.Words, l *lead.Lead) string {
	if l.Amount == nil {
		return ""
	}
	return w.Money(*l.Amount)
}

// likenessView is another lead that looks like the same request.
type likenessView struct{ Text, Href, Action string }

func likenesses(r *kit.Request, w facts.Words, d data) []likenessView {
	var out []likenessView
	for _, x := range d.Likenesses {
		stage, _ := w.Stage(x.Stage)
		v := likenessView{
			Text: r.P.T("leadpage.looks_like", i18n.Args{"Ref": lead.Ref(w.Doc, x.Number), "Name": x.Name, "Stage": stage}),
			Href: r.Path("/leads/", x.ID.String()), Action: r.P.T("leadpage.look_at"),
		}
		if d.May[access.LeadEdit] {
			v.Href, v.Action = r.Path("/leads/", d.Lead.ID.String(), "/merge/", x.ID.String()), r.P.T("leadpage.compare")
		}
		out = append(out, v)
	}
	return out
}

// memberName is a member's name as far as the reader may know it, "" otherwise.
func memberName(r *kit.Request, id base.ID) string {
	if id == 0 {
		return ""
	}
	m, err := r.Site.Org.Member(r.Context(), r.Actor, id)
	if err != nil {
		return ""
	}
	return m.Name
}
