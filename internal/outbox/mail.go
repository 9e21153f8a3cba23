package outbox

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"sluice/internal/base"
)

// Mail is one message to one person, in the reader's language. Its texts are plain; the look is made here.
type Mail struct {
	// Name is the kind, such as "market.new".
	Name string
	// To is one address, without a name.
	To   string
	Lang string

	Subject    string
	Heading    string
	Paragraphs []string
	Facts      []Fact
	Buttons    []Button
	Footer     string

	// Lead and Member are what it is about, for the screens; zero where there is none.
	Lead   base.ID
	Member base.ID
	// Dedupe names what may be told only once in the workspace, such as "market.new:<lead>:<member>"; empty for
	// no such limit.
	Dedupe string
	Brand  Brand
	// Unsubscribe is an https address that a POST unsubscribes at; empty for none.
	Unsubscribe string
}

// Fact is a line of label and value.
type Fact struct{ Label, Value string }

// Button is a link. Nothing may happen on following it (INV-9).
type Button struct {
	Label   string
	URL     string
	Primary bool
}

// Brand is the workspace as its mails show it. Hue is in degrees, 0 to 359.
type Brand struct {
	Name string
	Hue  int
}

// check refuses what would not be a mail, or would be one with headers of somebody else's making.
func (m Mail) check() error {
	if m.Name == "" || m.Subject == "" {
		return errors.New("a mail needs a kind and a subject")
	}
	lines := []struct{ what, text string }{
		{"kind", m.Name}, {"recipient", m.To}, {"subject", m.Subject}, {"brand", m.Brand.Name},
		{"language", m.Lang}, {"unsubscribe address", m.Unsubscribe},
	}
	for _, line := range lines {
		if strings.ContainsFunc(line.text, isControl) {
			return fmt.Errorf("the %s of a mail must be one line", line.what)
		}
	}
	if address, err := mail.ParseAddress(m.To); err != nil || address.Name != "" || address.Address != strings.TrimSpace(m.To) {
		return errors.New("the recipient of a mail must be one plain address")
	}
	links := make([]string, 0, len(m.Buttons)+1)
	for _, b := range m.Buttons {
		links = append(links, b.URL)
	}
	if m.Unsubscribe != "" {
		links = append(links, m.Unsubscribe)
	}
	for _, link := range links {
		if u, err := url.Parse(link); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return errors.New("a link in a mail must be a whole http or https address")
		}
	}
	return nil
}

// isControl finds what could begin a new header line, in any reading of "line".
func isControl(r rune) bool { return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 }

// address is the form under which a recipient is kept and looked up. No mail service in use tells
// addresses apart by case.
func address(to string) string { return strings.ToLower(strings.TrimSpace(to)) }
