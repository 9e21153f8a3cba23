package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Get is put on a link that has a page of its own: with script only target is replaced and the address follows.
//
//	<a href={ url } { ui.Get(url, "#list")... }>
func Get(url, target string) templ.Attributes {
	return templ.Attributes{"hx-get": url, "hx-target": target, "hx-push-url": "true"}
}

// Post is put on a form: with script the answer replaces target, also when it is a refusal.
//
//	<form method="post" action={ url } { ui.Post(url, "#lead-head")... }>
func Post(url, target string) templ.Attributes {
	return templ.Attributes{"hx-post": url, "hx-target": target}
}

// InDialog is put on a link whose page also exists as the content of a dialog.
func InDialog(url string) templ.Attributes {
	return templ.Attributes{"hx-get": url, "hx-target": "#dialog", "hx-swap": "innerHTML", "aria-haspopup": "dialog"}
}

// Live is put on a region that has an id and a URL which answers with that region alone. It is fetched anew
// when one of the topics comes over the live stream, and when a countdown inside has run out. The new text is
// merged into the old, so that focus and what is being typed stay. A topic is letters, digits, ".", "_", "-".
func Live(url string, topics ...string) templ.Attributes {
	triggers := []string{"refresh"}
	for _, t := range topics {
		// The first event acts at once, a burst of them is one more fetch.
		triggers = append(triggers, "live:"+t+" from:body throttle:400ms")
	}
	return templ.Attributes{
		"data-refresh": "",
		"hx-get":       url,
		"hx-trigger":   strings.Join(triggers, ", "),
		"hx-swap":      "outerMorph",
		"hx-sync":      "this:replace",
	}
}

// CloseDialog is the value of the HX-Trigger header that closes the open dialog after its form succeeded.
const CloseDialog = "dialog:close"
