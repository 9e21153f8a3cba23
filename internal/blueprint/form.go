package blueprint

import "sluice/internal/i18n"

// FormKind says what a public form does besides asking.
type FormKind string

// The kinds of form.
const (
	FormPlain      FormKind = "form"
	FormCalculator FormKind = "calculator"
)

// Form is a public page that makes a lead (INT-1).
type Form struct {
	Key  string   `json:"key"`
	Kind FormKind `json:"kind"`
	// Path is the page's place in the workspace's public address: "bereken".
	Path  string    `json:"path"`
	Title i18n.Text `json:"title"`
	Intro i18n.Text `json:"intro"`
	// Source and LeadType are what its leads get; a form that asks for lead_type needs none.
	Source   string `json:"source"`
	LeadType string `json:"lead_type,omitempty"`
	// Embed: other sites may show it by the script tag.
	Embed    bool          `json:"embed,omitempty"`
	Sections []FormSection `json:"sections"`
	// Consent names a text of Document.Consent, asked in its newest version.
	Consent string    `json:"consent"`
	Button  i18n.Text `json:"button"`
	// Thanks is read after sending.
	Thanks i18n.Text `json:"thanks"`
}

// FormSection is one numbered part of a form.
type FormSection struct {
	Title  i18n.Text   `json:"title"`
	Fields []FormField `json:"fields"`
}

// FormField asks for a core field or one of the blueprint's own.
type FormField struct {
	Field    string    `json:"field"`
	Required bool      `json:"required,omitempty"`
	Label    i18n.Text `json:"label,omitempty"` // instead of the field's title
	Help     i18n.Text `json:"help,omitempty"`
}

// Fields lists what the form asks for, in order.
func (f *Form) Fields() []FormField {
	var out []FormField
	for _, s := range f.Sections {
		out = append(out, s.Fields...)
	}
	return out
}

// ConsentText is one edition of a consent wording. Old editions stay, since records point to them (INT-4).
type ConsentText struct {
	Key     string    `json:"key"`
	Version int       `json:"version"`
	Text    i18n.Text `json:"text"`
	// More is the longer answer to "what happens with my data".
	More       i18n.Text `json:"more"`
	Purposes   []string  `json:"purposes"`
	Channels   []string  `json:"channels"`
	Recipients i18n.Text `json:"recipients"`
}
