package market

import (
	"net/http"

	"github.com/a-h/templ"

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

// pageView is the masked page of one lead.
type pageView struct {
	Row
	P           *i18n.Printer
	Available   string // address of the list
	HideForm    string
	Title       string
	Meta        []ui.MetaItem
	Hold        string
	Sections    []sectionView
	Calculation facts.Calculation
	Calculated  bool
	Past        []string
	// MayClaim: the role allows it at all.
	MayClaim bool
	// Refused is why the claim just made was turned down.
	Refused string
}

type sectionView struct {
	Title string
	Facts []ui.Fact
}

// Page shows a lead that the reader's partner has not taken.
func Page(r *kit.Request, view lead.View) error { return render(r, view, http.StatusOK, "") }

func render(r *kit.Request, view lead.View, status int, refused string) error {
	one, err := r.Site.Placement.Available(r.Context(), r.Actor, view.Lead.ID)
	if err != nil {
		return err
	}
	v := newPage(r, one)
	v.MayClaim, v.Refused = view.May[access.LeadClaim], refused
	shell := r.Shell(v.Title, "home")
	shell.Thumb = v.thumb()
	return r.RenderStatus(status, page(shell, v))
}

func newPage(r *kit.Request, one placement.AvailableOne) pageView {
	w, l := facts.For(r), one.Lead
	v := pageView{
		Row: row(r, one.Available), P: r.P, Available: r.Path("/home"), HideForm: Address(r, l) + "/hide",
		Title: w.Title(l), Hold: untilWords(r, one.HoldUntil),
	}
	v.Meta = v.meta(r.P, w, one)
	for _, s := range w.Sections() {
		if list := w.Section(l, s.Key); len(list) > 0 {
			v.Sections = append(v.Sections, sectionView{Title: w.Text(s.Title), Facts: list})
		}
	}
	v.addCore(w, l)
	v.Calculation, v.Calculated = w.Calculation(l)
	for _, p := range one.Past {
		v.Past = append(v.Past, past(r, w, p))
	}
	return v
}

// addCore puts what every lead has in front of the blueprint's own fields.
func (v *pageView) addCore(w facts.Words, l *lead.Lead) {
	var core []ui.Fact
	for _, f := range []ui.Fact{
		{Label: v.P.T("available.type"), Value: w.Choice(w.Doc.LeadTypes, l.Type)},
		{Label: v.P.T("available.product"), Value: w.Product(l)},
		{Label: v.P.T("available.connection"), Value: w.Choice(w.Doc.GridConnections, l.GridConnection)},
	} {
		if f.Value != "" {
			core = append(core, f)
		}
	}
	if len(core) > 0 {
		v.Sections = append([]sectionView{{Title: v.P.T("available.project"), Facts: core}}, v.Sections...)
	}
}

func (v *pageView) meta(p *i18n.Printer, w facts.Words, one placement.AvailableOne) []ui.MetaItem {
	place := one.Lead.Postcode + " " + one.Lead.Town
	if one.Km != nil {
		place += ", " + facts.About(p, *one.Km)
	}
	items := []ui.MetaItem{{Icon: "pin", Text: place}, {Icon: "clock", Text: p.T("available.received", i18n.Args{"When": v.Received})}}
	if source, icon := w.Source(one.Lead); source != "" {
		items = append(items, ui.MetaItem{Icon: icon, Text: source})
	}
	return append(items, ui.MetaItem{Icon: "users", Text: p.N("available.watchers", one.Watchers)})
}

func untilWords(r *kit.Request, at base.Moment) string {
	if at.IsZero() {
		return ""
	}
	return r.P.T("available.holds_until", i18n.Args{"Until": r.P.Near(at.Time, r.Now)})
}

var pastWords = i18n.Family("available.past_")

// past is one of the partner's own earlier placements as a sentence.
func past(r *kit.Request, w facts.Words, p placement.Placement) string {
	args := i18n.Args{"When": r.P.Date(p.EndedAt.Time)}
	ending := placement.EndingStage
	switch p.Ending {
	case placement.EndingReturned, placement.EndingLapsed:
		ending = p.Ending
	}
	text := r.P.T(pastWords.Key(string(ending)), args)
	if reason, ok := blueprint.PickChoice(w.Doc.ReturnReasons, p.Reason); ok {
		text += " " + r.P.T("available.past_reason", i18n.Args{"Reason": w.Text(reason.Title)})
	}
	return text
}

func (v pageView) thumb() templ.Component {
	if !v.MayClaim || v.Closed != "" {
		return nil
	}
	return ui.Thumb(v.P,
		ui.PostButton(v.Claim, ui.ButtonView{Label: v.P.T("available.claim_lead"), Kind: "primary block", Icon: "hand"}, templ.Attributes{"class": "grow"}),
		ui.PostButton(v.HideForm, ui.ButtonView{Label: v.P.T("available.hide"), Icon: "x", Square: true}, nil),
	)
}
