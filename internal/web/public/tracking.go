package public

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sluice/internal/blueprint"
	"sluice/internal/lead"
	"sluice/internal/web/ui"
)

// trackingName are the parameters that advertisements put into an address. The script for other sites knows the same.
var trackingName = regexp.MustCompile(`^(utm_[a-z]{2,20}|gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|li_fat_id)$`)

// What a request keeps of its origin besides those.
const (
	trackLanding  = "landing"
	trackReferrer = "referrer"
)

// trackingPrefix keeps the hidden fields apart from the questions.
const trackingPrefix = "from_"

const (
	longestTracking = 500
	mostTracking    = 20
)

func tracked(name string) bool {
	return name == trackLanding || name == trackReferrer || trackingName.MatchString(name)
}

// trackingFields carry where the visitor came from through the form: from the address when the page is opened, and
// from the form when it is shown again.
func (p *page) trackingFields() []ui.Hidden {
	values := p.tracking()
	if len(values) == 0 {
		values = p.arrival()
	}
	var out []ui.Hidden
	for name, value := range values {
		out = append(out, ui.Hidden{Name: trackingPrefix + name, Value: value})
	}
	slices.SortFunc(out, func(a, b ui.Hidden) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// arrival is what the page's own address and the browser tell.
func (p *page) arrival() lead.Tracking {
	out := lead.Tracking{}
	for name, values := range p.r.URL.Query() {
		if tracked(name) && len(out) < mostTracking {
			out[name] = clip(values[0])
		}
	}
	if out[trackLanding] == "" {
		out[trackLanding] = clip(p.r.Absolute(p.r.URL.Path))
	}
	from, err := url.Parse(p.r.Referer())
	if out[trackReferrer] == "" && err == nil && from.Host != "" && from.Host != p.r.Host {
		from.RawQuery, from.Fragment, from.User = "", "", nil
		out[trackReferrer] = clip(from.String())
	}
	return out
}

// tracking is what the form brought back.
func (p *page) tracking() lead.Tracking {
	out := lead.Tracking{}
	for field := range p.answers {
		name, ours := strings.CutPrefix(field, trackingPrefix)
		if value := p.answers.text(field); ours && tracked(name) && value != "" && len(out) < mostTracking {
			out[name] = clip(value)
		}
	}
	return out
}

func clip(text string) string {
	text = strings.ToValidUTF8(text, "")
	if runes := []rune(text); len(runes) > longestTracking {
		return string(runes[:longestTracking])
	}
	return text
}

// leadType is what was answered, or what the form is for.
func (p *page) leadType() string {
	if asked := p.answers.text(blueprint.CoreLeadType); p.asks(blueprint.CoreLeadType) {
		return asked
	}
	return p.form.LeadType
}
