package outbox

import (
	_ "embed"
	"html/template"
	"strings"
)

//go:embed mail.gohtml
var layoutText string

var layout = template.Must(template.New("mail").Parse(layoutText))

// colours of one scheme, derived from the hue exactly as the style sheet derives them.
type colours struct{ Canvas, Surface, Line, Ink, Muted, Accent, OnAccent, Link template.CSS }

func light(hue int) colours {
	h := float64(hue)
	return colours{
		Canvas: css(.978, .004, h), Surface: "#ffffff", Line: css(.918, .006, h), Ink: css(.225, .014, h),
		Muted: css(.505, .013, h), Accent: css(.5, .135, h), OnAccent: "#ffffff", Link: css(.44, .135, h),
	}
}

func dark(hue int) colours {
	h := float64(hue)
	return colours{
		Canvas: css(.165, .008, h), Surface: css(.2, .009, h), Line: css(.3, .012, h), Ink: css(.955, .005, h),
		Muted: css(.7, .012, h), Accent: css(.77, .135*.85, h), OnAccent: css(.2, .03, h), Link: css(.84, .135*.7, h),
	}
}

// css is a colour of our own making, not a word of somebody else's.
func css(l, c, h float64) template.CSS { return template.CSS(oklch{l, c, h}.hex()) }

func renderHTML(m Mail) (string, error) {
	var out strings.Builder
	err := layout.Execute(&out, struct {
		Mail
		Light, Dark colours
	}{m, light(m.Brand.Hue), dark(m.Brand.Hue)})
	return out.String(), err
}

// renderText says the same words in the same order.
func renderText(m Mail) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	add(m.Heading)
	for _, p := range m.Paragraphs {
		add(p)
	}
	facts := make([]string, 0, len(m.Facts))
	for _, f := range m.Facts {
		facts = append(facts, f.Label+": "+f.Value)
	}
	add(strings.Join(facts, "\n"))
	for _, b := range m.Buttons {
		add(b.Label + ":\n" + b.URL)
	}
	if m.Brand.Name != "" || m.Footer != "" {
		add("-- \n" + strings.TrimSpace(m.Brand.Name+"\n"+m.Footer))
	}
	return strings.Join(parts, "\n\n") + "\n"
}
