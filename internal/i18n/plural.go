package i18n

import (
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// form is a plural category of CLDR that one of our languages has.
type form string

const (
	formOne   form = "one"
	formFew   form = "few"
	formMany  form = "many"
	formOther form = "other"
)

var forms = []form{formOne, formFew, formMany, formOther}

// smallCounts are looked up instead of worked out; nearly every count on a screen is one.
const smallCounts = 1000

// pluralRule says which form a count takes in one language.
type pluralRule struct {
	small     [smallCounts]form
	localizer *goi18n.Localizer
}

// probe is a message whose forms say their own names: go-i18n knows the rules of CLDR but
// gives them out only through a message.
var probe = &goi18n.Message{ID: "form", One: "one", Few: "few", Many: "many", Other: "other"}

func newPluralRule(l Lang) (*pluralRule, error) {
	tag, err := language.Parse(string(l))
	if err != nil {
		return nil, err
	}
	bundle := goi18n.NewBundle(tag)
	if err := bundle.AddMessages(tag, probe); err != nil {
		return nil, err
	}
	r := &pluralRule{localizer: goi18n.NewLocalizer(bundle, string(l))}
	for n := range r.small {
		r.small[n] = r.ask(n)
	}
	return r, nil
}

func (r *pluralRule) form(n int) form {
	if n >= 0 && n < smallCounts {
		return r.small[n]
	}
	return r.ask(n)
}

// ask takes an int, or a decimal as text ("1.5").
func (r *pluralRule) ask(count any) form {
	name, err := r.localizer.Localize(&goi18n.LocalizeConfig{MessageID: probe.ID, PluralCount: count})
	if err != nil {
		return formOther
	}
	return form(name)
}
