package ui

import (
	"strings"
	"testing"

	"github.com/a-h/templ"

	"sluice/internal/base"
	"sluice/internal/i18n"
)

// evil must come out as text wherever it goes in.
const evil = `"><script>alert(1)</script>`

// components is every component with children where it takes some, in a form that shows all its parts.
func components(t *testing.T, p *i18n.Printer) map[string]string {
	t.Helper()
	options := []Option{{Value: "a", Label: evil, Hint: evil, Icon: "sun"}, {Value: "b", Label: "B", Disabled: true}}
	brand := []Option{{Value: "solar", Label: "Solar", Hint: evil, Icon: "sun", Hue: 0, HasHue: true}}
	steps := []StepView{{Label: evil, State: "done", Note: evil}, {Label: "B", State: "current", Text: evil}, {Label: "C"}}
	events := []EventView{{Icon: "phone", Tone: "working", Who: evil, Text: evil, At: now, Quote: evil}, {Icon: "sun", Body: text(evil), At: now}}
	plain := func(float64) string { return evil }
	out := map[string]string{}
	add := func(name string, c templ.Component, children ...templ.Component) {
		out[name] = markup(t, c, children...)
	}
	add("icon", Icon("phone", "s"))
	add("button", Button(ButtonView{Label: evil, Icon: "plus", Kind: "primary", Name: evil, Value: evil, Key: "c"}))
	add("button link", Button(ButtonView{Label: evil, Href: "/leads?q=" + evil}))
	add("button closed", Button(ButtonView{Label: evil, Closed: evil}))
	add("button square", Button(ButtonView{Label: evil, Square: true, Icon: "more"}))
	add("split", Split(), text(evil))
	add("post button", PostButton("/claim", ButtonView{Label: evil}, Post("/claim", "#x"), Hidden{"key", evil}))
	add("copy", CopyButton(evil, evil, evil))
	add("badge", Badge(evil, evil))
	add("icon badge", IconBadge("ok", "history", evil, "l"))
	add("stage", StageBadge("working", evil, ""))
	add("tier", Tier(p, "gold"))
	add("count", Count("n-inbox", 1204, "overdue", p))
	add("due", Due(p, now, now))
	add("countdown", Countdown(p, now, now))
	add("count box", CountBox("today", "clock", evil, evil))
	add("field", TextField(p, FieldView{Name: evil, Label: evil, Value: evil, Hint: evil, Error: evil, Unit: evil, Optional: true, Placeholder: evil}))
	add("select", SelectField(p, FieldView{Name: "s", Label: evil, Value: "a", Options: options}))
	add("area", AreaField(p, FieldView{Name: "m", Label: evil, Value: evil, Keep: "note"}))
	add("search", SearchBox(FieldView{Name: "q", Label: evil, Value: evil}, "/leads", "#list"))
	add("choices", Choices(ChoiceView{Name: "c", Legend: evil, Value: "a", Options: options, Hint: evil, Error: evil}))
	add("choices of brands", Choices(ChoiceView{Name: "c", Legend: evil, Options: brand, Wide: true}))
	add("seg radio", SegRadio(ChoiceView{Name: "c", Legend: evil, Options: options}))
	add("seg links", SegLinks(evil, []SegLink{{Label: evil, Href: "/", Current: true}}))
	add("radio list", RadioList(ChoiceView{Name: "c", Legend: evil, Options: options, Error: evil}))
	add("outcomes", OutcomeChoices([]OutcomeView{{Name: "o", Value: evil, Label: evil, Hint: evil, Icon: "phone"}}))
	add("check", Check(CheckView{Name: "ok", Label: evil, Error: evil}), text(evil))
	add("switch", Switch(p, CheckView{Name: "open", Label: evil, Go: true}))
	add("errors", ErrorSummary(p, FormErrors{Fields: []FieldMessage{{evil, evil}, {"b", "B"}}}, nil))
	add("card", Card(CardView{Title: evil, ID: "c", Tone: "today", Aside: text(evil)}), text(evil))
	add("facts", Facts("even", Fact{Label: evil, Value: evil}, Fact{Label: "B", Body: text(evil)}))
	add("stat", Stat(StatView{Label: evil, Value: evil, Unit: evil, Note: evil}))
	add("delta", Delta(evil, false))
	add("note box", NoteBox("bad", "alert"), text(evil))
	add("empty", Empty("inbox", evil, evil), text(evil))
	add("masked", MaskedRow("phone", evil, evil))
	add("lenses", Lenses(evil, []LensView{{Label: evil, Count: evil, Note: evil, Tone: "overdue", Href: "/", ID: "l", Current: true}}))
	add("tabs", Tabs(evil, "tab", false, []TabView{{Label: evil, Href: "/", Count: "14", CountID: "n", Current: true}}))
	add("table", TableWrap(evil, true), text(evil))
	add("chip", Chip(p, ChipView{Label: evil, Value: evil, Clear: "/"}))
	add("pager", Pager(p, PagerView{Text: evil, Next: "/n", Target: "#list"}))
	add("table foot", TableFoot(p, PagerView{Text: evil, Previous: "/p", Next: "/n"}))
	add("stepper", Stepper(p, evil, steps))
	add("wizard", Wizard(p, evil, steps))
	add("journey", Journey(p, steps))
	add("progress", Progress(evil, 3, 10))
	add("skeleton", Skeleton(p))
	add("composer", Composer(ComposerView{Name: "note", Label: evil, Placeholder: evil, Value: evil, Submit: evil, Error: evil}), text(evil))
	add("failure", Failure(p, base.CodeNotFound, "/"))
	add("timeline", Timeline(p, events))
	add("pop", Pop("menu", true), MenuOption(OptionView{Label: evil, Href: "/", Icon: "print", Key: "p"}), MenuOption(OptionView{Label: "Convert", Closed: evil}))
	add("meta", Meta(MetaItem{Icon: "pin", Text: evil}, MetaItem{Body: text(evil)}))
	add("crumbs", Crumbs(p, Link{evil, "/"}, Link{Label: evil}))
	add("thumb", Thumb(p, CallLink("+31610002041", "#outcome", ButtonView{Label: evil})))
	add("toast", Toasts(p, ToastView{Text: evil, Undo: "/undo", Link: "/", LinkText: evil}))
	add("flash", Flash(p, ToastView{Text: evil}))
	add("dialog", Dialog(p, DialogView{ID: "d", Title: evil, Sheet: true}), text(evil))
	add("dialog content", DialogContent(p, evil), DialogFoot())
	add("avatar", Who(evil))
	add("language", LangMenu(p, []LangLink{{"nl", "?lang=nl"}, {"de", "?lang=de"}}))
	add("demo clock", DemoClockBar(p, DemoClock{Now: now, Action: "/demo/clock"}))
	add("cost chart", CostChart(CostChartView{Label: evil, Without: []float64{1, 2}, With: []float64{1, 1}, X: []AxisLabel{{1, evil}}, Y: plain}))
	add("bar chart", BarChart(BarChartView{Label: evil, Values: []float64{1, 2}, Second: []float64{2, 1}, Names: []string{evil, "B"}, Y: plain}))
	add("legend", Legend(LegendItem{"dash", evil}))
	add("spark", Spark([]float64{1, 2}))
	add("hbar", BarRow(evil, .4, evil, "gold"))
	add("stars", Stars(4, evil))
	return out
}

func TestEveryComponentEscapesAndObeysThePolicy(t *testing.T) {
	for _, lang := range i18n.Langs {
		for name, html := range components(t, printer(t, lang)) {
			t.Run(string(lang)+"/"+name, func(t *testing.T) {
				if html == "" {
					t.Fatal("drew nothing")
				}
				if strings.Contains(html, "<script") {
					t.Errorf("unescaped: %s", html)
				}
				lawful(t, html)
			})
		}
	}
}

func TestButton(t *testing.T) {
	doc := render(t, Button(ButtonView{Label: "Claim", Kind: "primary l", Icon: "hand", Name: "act", Value: "claim"}))
	has(t, doc, map[string]int{`button.btn.primary.l[type=submit][name=act][value=claim] > svg.icon.s`: 1})
	says(t, doc, "button", "Claim")

	doc = render(t, Button(ButtonView{Label: "Leads", Href: "/leads", Key: "g l"}))
	has(t, doc, map[string]int{`a.btn[href="/leads"][data-key="g l"]`: 1, "button": 0})

	doc = render(t, Button(ButtonView{Label: "Off", Href: "javascript:alert(1)"}))
	has(t, doc, map[string]int{`a[href^="javascript"]`: 0, "a": 1})
}

func TestButtonThatIsClosedKeepsItsPlaceAndSaysWhy(t *testing.T) {
	doc := render(t, Button(ButtonView{Label: "Convert", Href: "/convert", Closed: "Needs a quote first", ID: "convert"}))
	has(t, doc, map[string]int{
		`button[type=button][aria-disabled=true][aria-describedby="convert-why"]`: 1,
		"a": 0, "[disabled]": 0,
	})
	says(t, doc, "#convert-why", "Needs a quote first")
}

func TestFieldWithAnError(t *testing.T) {
	p := printer(t, i18n.English)
	doc := render(t, TextField(p, FieldView{Name: "phone", Label: "Phone", Value: "06 1000 20", Hint: "With area code", Error: "Two digits are missing.", Type: "tel", Required: true}))
	has(t, doc, map[string]int{
		`.field > label[for="f-phone"]`: 1,
		`input#f-phone.input[type=tel][name=phone][value="06 1000 20"][aria-invalid=true][required]`: 1,
		`input[aria-describedby="f-phone-hint f-phone-error"]`:                                       1,
	})
	says(t, doc, "#f-phone-error", "Two digits are missing.")

	doc = render(t, TextField(p, FieldView{Name: "phone", Label: "Phone"}))
	has(t, doc, map[string]int{"[aria-invalid]": 0, "[aria-describedby]": 0, "[required]": 0, "[disabled]": 0, ".error": 0})
}

func TestSelectMarksTheChosen(t *testing.T) {
	doc := render(t, SelectField(printer(t, i18n.English), FieldView{Name: "s", Label: "S", Value: "b", Options: []Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}}))
	says(t, doc, "option[selected]", "B")
}

func TestChoicesLinkTheirError(t *testing.T) {
	doc := render(t, Choices(ChoiceView{Name: "use", Legend: "When?", Value: "b", Error: "Choose one.", Options: []Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}}))
	has(t, doc, map[string]int{
		`fieldset > legend`:                              1,
		`input#f-use[value=a][aria-invalid=true]`:        1,
		`input#f-use-1[value=b][checked]`:                1,
		`input[aria-describedby="f-use-error"]`:          2,
		`input[checked]`:                                 1,
		`.choices > label.choice > input.sr[type=radio]`: 2,
	})
	doc = render(t, SegRadio(ChoiceView{Name: "n", Legend: "N", Options: []Option{{Value: "", Label: "none"}}}))
	has(t, doc, map[string]int{"[checked]": 0})
}

func TestErrorSummary(t *testing.T) {
	p := printer(t, i18n.English)
	one := FormErrors{Fields: []FieldMessage{{"phone", "Missing."}}}
	two := FormErrors{Fields: []FieldMessage{{"phone", "Missing."}, {"e mail", "Wrong."}}}
	labels := map[string]string{"phone": "Phone"}
	has(t, render(t, ErrorSummary(p, FormErrors{}, labels)), map[string]int{"div": 0})
	has(t, render(t, ErrorSummary(p, one, labels)), map[string]int{"div": 0})
	doc := render(t, ErrorSummary(p, two, labels))
	has(t, doc, map[string]int{`[role=alert][data-focus] a[href="#f-phone"]`: 1, `a[href="#f-e-mail"]`: 1})
	says(t, doc, `a[href="#f-phone"]`, "Phone: Missing.")
	says(t, render(t, ErrorSummary(p, FormErrors{Text: "Taken."}, labels)), "[role=alert] strong", "Taken.")
}

func TestTabsAreLinksWithAddresses(t *testing.T) {
	doc := render(t, Tabs("Parts", "tab", false, []TabView{
		{Label: "Summary", Href: "/l/1", Current: true, Attrs: Get("/l/1", "#tab")}, {Label: "Activity", Href: "/l/1?tab=activity", Count: "14"},
	}))
	has(t, doc, map[string]int{
		`.tabs[role=tablist][aria-label=Parts]`:                                                           1,
		`a[role=tab][aria-selected=true][href="/l/1"][hx-get="/l/1"][hx-target="#tab"][hx-push-url=true]`: 1,
		`a[role=tab][aria-selected=false][aria-controls=tab]`:                                             1,
	})
	says(t, doc, "a .count", "14")
}

func TestStepperMarksDoneAndCurrent(t *testing.T) {
	p := printer(t, i18n.English)
	steps := []StepView{{Label: "New", State: "done"}, {Label: "Claimed", State: "current"}, {Label: "Won"}}
	for name, c := range map[string]templ.Component{"stepper": Stepper(p, "Pipeline", steps), "wizard": Wizard(p, "Steps", steps), "journey": Journey(p, steps)} {
		t.Run(name, func(t *testing.T) {
			doc := render(t, c)
			has(t, doc, map[string]int{"ol > li": 3, "li.done .sr": 1, `li[aria-current=step]`: 1})
		})
	}
}

func TestPagerWithoutANextPageKeepsTheButtonClosed(t *testing.T) {
	doc := render(t, Pager(printer(t, i18n.English), PagerView{Previous: "/p", Target: "#list"}))
	has(t, doc, map[string]int{
		`a[href="/p"][hx-get="/p"][hx-target="#list"]`: 1,
		`[aria-disabled=true]:not([href])`:             1,
	})
}

func TestMaskedHoldsNothing(t *testing.T) {
	doc := render(t, Masked("hidden until you claim"))
	has(t, doc, map[string]int{`.masked[role=img][aria-label="hidden until you claim"]`: 1})
	says(t, doc, ".masked", "")
}

func TestToastOffersUndoAsAPost(t *testing.T) {
	p := printer(t, i18n.English)
	doc := render(t, Toasts(p, ToastView{Text: "Stage changed", Undo: "/undo/1"}))
	has(t, doc, map[string]int{`#toasts[aria-live=polite] .toast form[method=post][action="/undo/1"][hx-post="/undo/1"] button`: 1})
	refusal := render(t, Toast(p, ToastView{Text: "Too late", Tone: "bad"}))
	has(t, refusal, map[string]int{`.toast[role=alert] use[href$="#i-alert"]`: 1})
	has(t, render(t, Flash(p, ToastView{Text: "Saved"})), map[string]int{`[hx-swap-oob="beforeend:#toasts"] > .toast`: 1})
}

func TestDialogClosesWithoutScript(t *testing.T) {
	doc := render(t, Dialog(printer(t, i18n.English), DialogView{ID: "d", Title: "Return", Sheet: true}), text("body"))
	has(t, doc, map[string]int{`dialog#d.sheet[aria-labelledby="d-title"] form[method=dialog] button`: 1})
	says(t, doc, "#d-title", "Return")
	says(t, doc, ".dialog-body", "body")
}

func TestLiveRegionFollowsItsTopics(t *testing.T) {
	a := Live("/home/available", "market", "lead")
	if got, want := a["hx-trigger"], "refresh, live:market from:body throttle:400ms, live:lead from:body throttle:400ms"; got != want {
		t.Errorf("trigger %q, want %q", got, want)
	}
	if _, ok := a["data-refresh"]; !ok {
		t.Error("a countdown inside would find nothing to refresh")
	}
}

func TestCallLinkRemembersTheSheet(t *testing.T) {
	doc := render(t, CallLink("+31610002041", "#outcome", ButtonView{Label: "Call", Kind: "go"}))
	has(t, doc, map[string]int{`a.btn.go[href="tel:+31610002041"][data-outcome="#outcome"]`: 1})
}

func TestIDIsSafeForSelectors(t *testing.T) {
	for in, want := range map[string]string{"phone": "f-phone", "a b": "f-a-b", "x[0].y": "f-x-0--y", "żółć": "f-----"} {
		if got := FieldID(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"0ABC": "x0ABC", "": "x", "-a": "x-a", "lead": "lead"} {
		if got := ID(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestInitials(t *testing.T) {
	for in, want := range map[string]string{"Joost Brinkhuis": "JB", "Dirk van der Heijden": "DH", "Łucja": "Ł", "": "", "  ": "", "(Zon) Werk": "W", "4 Sun": "4S"} {
		if got := initials(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFailureSaysTheSameForWhatIsNotThereAndWhatIsNotYours(t *testing.T) {
	p := printer(t, i18n.English)
	doc := render(t, Failure(p, base.CodeNotFound, "/home"))
	has(t, doc, map[string]int{`.empty.nf > h1`: 1, `a.btn.primary[href="/home"]`: 1})
	says(t, doc, "h1", "There is nothing here for you")
	says(t, doc, "h1 + p", "The page does not exist, or it is not yours to see.")
	for _, code := range []base.Code{base.CodeForbidden, base.CodeExpired, base.CodeConflict, base.CodeRateLimited, base.CodeInternal, base.CodeInvalid, base.CodeUnauthenticated} {
		t.Run(string(code), func(t *testing.T) {
			title := render(t, Failure(p, code, "/")).Find("h1").Text()
			if title == "" || strings.HasPrefix(title, "error.") || strings.HasPrefix(title, "ui.") {
				t.Errorf("title %q", title)
			}
		})
	}
	has(t, render(t, Failure(p, base.CodeNotFound, "")), map[string]int{"a": 0})
}

func TestComposerKeepsWhatIsTyped(t *testing.T) {
	doc := render(t, Composer(ComposerView{Name: "note", Label: "Note", Submit: "Save", Keep: "note", Value: "half a sen", Error: "Too long."}))
	has(t, doc, map[string]int{
		`.composer > textarea[name=note][aria-label=Note][data-keep=note][aria-invalid=true][aria-describedby="f-note-error"]`: 1,
		`.composer > footer > button.primary.end`: 1,
	})
	says(t, doc, "textarea", "half a sen")
	says(t, doc, "#f-note-error", "Too long.")
}

func TestSwitchWorksWithoutScript(t *testing.T) {
	html := markup(t, Switch(printer(t, i18n.English), CheckView{Name: "open", Label: "Open", Checked: true, Go: true}))
	has(t, parse(t, html), map[string]int{`label.switch.go > input[role=switch][checked][data-autosubmit]`: 1})
	if !strings.Contains(html, "<noscript><button") {
		t.Errorf("no button without script: %s", html)
	}
}
