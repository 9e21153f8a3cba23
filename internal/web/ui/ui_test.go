package ui

import (
	"context"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"sluice/internal/i18n"
)

// now is Friday 6 March 2026, 15:48 in Amsterdam.
var now = time.Date(2026, 3, 6, 14, 48, 0, 0, time.UTC)

func printer(t *testing.T, lang i18n.Lang) *i18n.Printer {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return i18n.Load().Printer(lang, zone)
}

func text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

// markup renders a component with the children.
func markup(t *testing.T, c templ.Component, children ...templ.Component) string {
	t.Helper()
	var b strings.Builder
	ctx := templ.WithChildren(context.Background(), templ.Join(children...))
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, html string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func render(t *testing.T, c templ.Component, children ...templ.Component) *goquery.Document {
	t.Helper()
	return parse(t, markup(t, c, children...))
}

// has asserts that each selector finds so many elements.
func has(t *testing.T, doc *goquery.Document, want map[string]int) {
	t.Helper()
	for selector, n := range want {
		if got := doc.Find(selector).Length(); got != n {
			html, _ := doc.Find("body").Html()
			t.Errorf("%s: %d, want %d in %s", selector, got, n, html)
		}
	}
}

func says(t *testing.T, doc *goquery.Document, selector, want string) {
	t.Helper()
	if got := strings.Join(strings.Fields(doc.Find(selector).Text()), " "); got != want {
		t.Errorf("%s says %q, want %q", selector, got, want)
	}
}

var (
	inlineStyle  = regexp.MustCompile(`(?i)\sstyle\s*=|<style`)
	inlineScript = regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]|\son[a-z]+\s*=|hx-on|javascript:`)
)

// lawful asserts what the policy and the design forbid everywhere.
func lawful(t *testing.T, html string) {
	t.Helper()
	for _, forbidden := range []*regexp.Regexp{inlineStyle, inlineScript} {
		if found := forbidden.FindString(html); found != "" {
			t.Errorf("the policy forbids %q", found)
		}
	}
	doc := parse(t, html)
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] {
			t.Errorf("id %q stands twice", id)
		}
		ids[id] = true
	})
	for _, attribute := range []string{"aria-describedby", "aria-labelledby", "for", "popovertarget"} {
		doc.Find("[" + attribute + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attribute, "")) {
				if !ids[id] {
					t.Errorf("%s=%q leads nowhere", attribute, id)
				}
			}
		})
	}
	doc.Find("button.square, a.square").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("aria-label", "") == "" {
			out, _ := goquery.OuterHtml(s)
			t.Errorf("a square button needs a name: %s", out)
		}
	})
	doc.Find("svg").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("aria-hidden", "") != "true" && s.AttrOr("aria-label", "") == "" {
			t.Error("a picture is neither hidden nor named")
		}
	})
}
