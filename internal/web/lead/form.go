package lead

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// form is what one action asks, as a dialog over the page or as a page of its own.
type form struct {
	P         *i18n.Printer
	Title     string
	Text      string
	Action    string
	Questions []question
	// Links are asked instead of questions, or before them.
	Links  []ui.OptionView
	Hidden []ui.Hidden
	Errors ui.FormErrors
	Submit string
	Kind   string // of the button
	Back   string // address of the lead
	// Dialog: it is answered by script, inside the page's dialog.
	Dialog bool
}

// question is one field of a form.
type question struct {
	kind   questionKind
	Field  ui.FieldView
	Choice ui.ChoiceView
}

type questionKind uint8

const (
	asksText questionKind = iota
	asksSelect
	asksArea
	asksTiles
	asksList
)

func (q question) label() (name, label string) {
	if q.kind == asksTiles || q.kind == asksList {
		return q.Choice.Name, q.Choice.Legend
	}
	return q.Field.Name, q.Field.Label
}

func (f form) labels() map[string]string {
	out := map[string]string{}
	for _, q := range f.Questions {
		name, label := q.label()
		out[name] = label
	}
	return out
}

func (f form) attrs() templ.Attributes {
	if !f.Dialog {
		return nil
	}
	a := ui.Post(f.Action, "#dialog")
	a["hx-swap"] = "innerHTML"
	return a
}

// held reads the lead that an action is about; not found for who sees it masked.
func held(r *kit.Request) (lead.View, error) {
	id, err := r.ID("id")
	if err != nil {
		return lead.View{}, err
	}
	v, err := r.Site.Leads.Get(r.Context(), r.Actor, id)
	if err == nil && v.Masked {
		err = base.NotFound()
	}
	return v, err
}

// ask shows a form.
func ask(r *kit.Request, v lead.View, f form) error { return show(r, v, http.StatusOK, f) }

func show(r *kit.Request, v lead.View, status int, f form) error {
	f.P, f.Back, f.Dialog = r.P, market.Address(r, v.Lead), r.Swap()
	if f.Dialog {
		return r.RenderStatus(status, formDialog(f))
	}
	crumbs := []ui.Link{crumb(r), {Label: v.Contact.Name, Href: f.Back}, {Label: f.Title}}
	return r.RenderStatus(status, formPage(r.Shell(f.Title, crumbSection(r)), crumbs, f))
}

// settle ends an action: it shows the lead as it is now, or the form again with what was wrong.
func settle(r *kit.Request, v lead.View, f form, err error, toast string) error {
	if err == nil {
		return done(r, v.Lead.ID, toast)
	}
	code := base.CodeOf(err)
	if code != base.CodeInvalid && code != base.CodeConflict && code != base.CodeExpired {
		return err
	}
	f.Errors = ui.NewFormErrors(r.P, err)
	for i := range f.Questions {
		f.Questions[i].tell(f.Errors)
	}
	return show(r, v, kit.Status(code), f)
}

func (q *question) tell(errors ui.FormErrors) {
	name, _ := q.label()
	text := errors.For(name)
	if text == "" {
		text = errors.For(strings.TrimPrefix(name, ownField))
	}
	q.Field.Error, q.Choice.Error = text, text
}

// done answers an action that succeeded. With script the page's region comes along and the dialog closes. Who does not
// see the lead any more, having returned it, goes home.
func done(r *kit.Request, id base.ID, toast string) error {
	v, err := r.Site.Leads.Get(r.Context(), r.Actor, id)
	if err != nil && base.CodeOf(err) != base.CodeNotFound {
		return err
	}
	if err != nil || v.Masked {
		r.Toast(toast)
		return r.Redirect(r.HomePath())
	}
	if !r.Swap() {
		r.Toast(toast)
		return r.Redirect(market.Address(r, v.Lead))
	}
	d, err := load(r, v)
	if err != nil {
		return err
	}
	page := newView(r, d, currentTab(r))
	page.OutOfBand, page.Toast = true, &ui.ToastView{Text: r.P.T(toast)}
	r.Writer.Header().Set("HX-Trigger", ui.CloseDialog)
	return r.Render(region(page))
}

// currentTab is the part of the lead that the page around the dialog shows.
func currentTab(r *kit.Request) tab {
	at, err := url.Parse(r.Header.Get("HX-Current-URL"))
	if err != nil {
		return tabs[0]
	}
	for _, t := range tabs[1:] {
		if strings.HasSuffix(at.Path, t.path) {
			return t
		}
	}
	return tabs[0]
}
