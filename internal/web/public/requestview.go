package public

import (
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// requestView is what a prospect's private page shows.
type requestView struct {
	PageTitle string
	Ref       string
	Tone      string
	State     string
	Greeting  string
	About     string
	Holder    string // has the request now, "" when nobody does
	HolderDo  string
	Steps     []ui.StepView
	Consents  []consentLine
	Seen      []seenLine
	Address   string
	// CanWithdraw: there is something left to take back.
	CanWithdraw bool
}

type seenLine struct{ Partner, When string }

type consentLine struct{ Wording, Given, Withdrawn, Recipients string }

func newRequestView(r *kit.Request, request lead.Request) requestView {
	p, l, doc := r.P, request.Lead, r.Config.Document
	w := wayOf(doc, request)
	v := requestView{
		PageTitle: p.T("prospect.title"), Ref: l.Ref(doc), Address: r.Path("/request/", r.PathValue("token")),
		Greeting: p.T("prospect.greeting", i18n.Args{"Name": request.Contact.Name}),
		About:    p.T("prospect.about", i18n.Args{"Product": productOf(r, l), "Date": p.LongDate(l.CreatedAt.Time)}),
		Steps:    journey(r, request, w), CanWithdraw: l.Open() && !withdrawn(request),
	}
	v.Tone, v.State = state(p, request, w)
	if l.Open() && request.Holder != "" {
		v.Holder, v.HolderDo = request.Holder, holderDoes(p, request, w)
	}
	for _, seen := range request.Seen {
		v.Seen = append(v.Seen, seenLine{seen.Partner, p.DateTime(seen.At.Time)})
	}
	for _, c := range request.Consent {
		line := consentLine{Wording: c.Wording, Recipients: c.Recipients, Given: p.T("prospect.given", i18n.Args{"When": p.LongDateTime(c.GivenAt.Time)})}
		if !c.WithdrawnAt.IsZero() {
			line.Withdrawn = p.T("prospect.withdrawn_at", i18n.Args{"When": p.LongDateTime(c.WithdrawnAt.Time)})
		}
		v.CanWithdraw = v.CanWithdraw || c.WithdrawnAt.IsZero()
		v.Consents = append(v.Consents, line)
	}
	return v
}

func productOf(r *kit.Request, l *lead.Lead) string {
	if product, ok := r.Config.Document.Product(l.Product); ok {
		return r.Words(product.Title)
	}
	return r.P.T("prospect.your_request")
}

// state is the request's in a word, with its tone.
func state(p *i18n.Printer, request lead.Request, w way) (tone, text string) {
	switch l := request.Lead; {
	case withdrawn(request):
		return "closed", p.T("prospect.state_withdrawn")
	case l.Category == blueprint.CategoryWon:
		return "ok", p.T("prospect.state_won")
	case !l.Open():
		return "closed", p.T("prospect.state_closed")
	case l.Category == blueprint.CategoryPaused:
		return "paused", p.T("prospect.state_paused")
	case w.placed.IsZero():
		return "accent", p.T("prospect.state_looking")
	}
	return "ok", p.T("prospect.state_running")
}

// holderDoes says what to expect of the partner that has the request.
func holderDoes(p *i18n.Printer, request lead.Request, w way) string {
	if !w.contacted.IsZero() {
		return p.T("prospect.holder_in_touch")
	}
	if request.Until.IsZero() {
		return p.T("prospect.holder_soon")
	}
	return p.T("prospect.holder_until", i18n.Args{"Until": p.LongDateTime(request.Until.Time)})
}
