package public

import (
	"net/url"
	"strconv"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/intake"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// setting is where a form stands: on a page of ours, or in a frame of somebody else's.
type setting struct{ path string }

var (
	hosted   = setting{"/f/"}
	embedded = setting{"/embed/"}
)

func (s setting) framed() bool { return s == embedded }

// page is one form in front of one visitor.
type page struct {
	r       *kit.Request
	at      setting
	form    *blueprint.Form
	answers answers
	calc    *calculation
	ticket  string
	errors  ui.FormErrors
}

// open finds the form that the address names; a form that no other site may show is not found in a frame.
func open(r *kit.Request, at setting) (*page, error) {
	form := r.Config.Document.FormAt(r.PathValue("form"))
	if form == nil || at.framed() && !form.Embed {
		return nil, base.NotFound()
	}
	if at.framed() {
		r.AllowFrame()
	}
	return &page{r: r, at: at, form: form, answers: answers{}}, nil
}

func (p *page) guard() intake.Guard { return intake.Guard{DB: p.r.Site.DB, Secret: p.r.Site.Secret} }

func (p *page) doc() *blueprint.Document { return p.r.Config.Document }

// calculate reckons when the form is a calculator, which also completes the answers.
func (p *page) calculate() {
	if p.form.Kind != blueprint.FormCalculator {
		return
	}
	c := calculate(p.doc(), p.answers)
	p.calc = &c
}

// address is one of the form's own, in the language in which it is read and with what the frame needs to know.
func (p *page) address(rest string) string {
	q := url.Values{"lang": {string(p.r.P.Lang())}}
	if host := p.r.URL.Query().Get("host"); p.at.framed() && host != "" {
		q.Set("host", host)
	}
	return p.r.Path(p.at.path, p.form.Path, rest) + "?" + q.Encode()
}

func (p *page) consent() blueprint.ConsentText {
	text, _ := p.doc().ConsentText(p.form.Consent) // a checked blueprint has it
	return text
}

// consentValue is what the box sends: the edition that was read.
func consentValue(c blueprint.ConsentText) string { return strconv.Itoa(c.Version) }

// render answers with the form. A ticket that is still good goes along, so that sending again stays one request.
func (p *page) render(status int) error {
	if p.ticket == "" {
		p.ticket = p.guard().Issue(p.r.Workspace.ID, p.form.Key, p.r.Now)
	}
	challenge, err := p.guard().Challenge(p.ticket)
	if err != nil {
		return err
	}
	v := p.view(challenge)
	shell := p.r.Public(p.r.Words(p.form.Title))
	shell.Index = !p.at.framed()
	shell.Scripts = []string{"form.js"}
	if p.calc == nil {
		shell.Width = "slim"
	}
	if p.at.framed() {
		return p.r.RenderStatus(status, framePage(shell, v))
	}
	if v.Result != nil {
		shell.Thumb = thumb(p.r.P, *v.Result)
	}
	return p.r.RenderStatus(status, formPage(shell, v))
}

// formView is what the form's components show.
type formView struct {
	P         *i18n.Printer
	Title     string
	Intro     string
	Action    string
	ResultURL string // of a calculator
	Sections  []sectionView
	Errors    ui.FormErrors
	Labels    map[string]string
	Ticket    string
	Challenge string
	Hidden    []ui.Hidden
	Consent   consentView
	Button    string
	Result    *resultView
}

type consentView struct {
	Check ui.CheckView
	More  string
}

type sectionView struct {
	Title  string
	Fields []fieldView
	// Reckoned: the calculator reads some of its answers.
	Reckoned bool
}

func (p *page) view(challenge string) formView {
	r := p.r
	v := formView{
		P: r.P, Title: r.Words(p.form.Title), Intro: r.Words(p.form.Intro), Action: p.address(""),
		Sections: p.sections(), Errors: p.errors, Labels: p.labels(), Ticket: p.ticket, Challenge: challenge,
		Hidden: p.trackingFields(), Consent: p.consentView(), Button: r.Words(p.form.Button),
	}
	if p.calc != nil {
		result := p.result()
		v.Result, v.ResultURL = &result, p.address("/result")
	}
	return v
}

func (p *page) consentView() consentView {
	c := p.consent()
	return consentView{
		More: p.r.Words(c.More),
		Check: ui.CheckView{
			Name: "consent", Value: consentValue(c), Label: p.r.Words(c.Text),
			Checked: p.answers.text("consent") == consentValue(c), Error: p.errors.For("consent"),
		},
	}
}
