// Package ui is the look in components: one file per component, named as in the design, and the layouts
// Page (members), PublicPage, PlainPage (signing in) and FramePage (inside another site).
//
// A component takes what it shows as arguments; words come from the i18n.Printer it is given, never from a
// context. It knows no domain: sections turn their structs into ...View values. Classes are those of the
// design's stylesheet (internal/web/assets/css); there is no style attribute and no inline script, so that
// the policy can forbid both:
//
//	default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';
//	form-action 'self'; base-uri 'none'; frame-ancestors 'none'
//
// (Icons are fetched as images. Only FramePage may be framed; its frame-ancestors names the sites allowed.)
// For the same reason htmx runs without eval: trigger filters "click[...]", hx-on and "js:" values do nothing.
//
// # A page
//
//	@ui.Page(shell) {
//		<div class="page-in"> ... one h1 ... </div>
//	}
//
// A fragment for htmx is a component of that page, fed the same struct, with its own id. Every address answers
// a plain request with the whole page.
//
// # A swap
//
// Get and Post give a link or a form the attributes of htmx, beside its own href or action:
//
//	<form method="post" action={ v.URL } { ui.Post(v.URL, "#lead-head")... }>
//
// The answer replaces the target (outerHTML), also with status 4xx and 5xx: a refused form answers 422 with
// itself, what was typed, FieldView.Error at each field, and ErrorSummary on top. Attributes of htmx are not
// inherited unless written with ":inherited". Other parts come along with hx-swap-oob="true" and their id. An
// answer of nothing but such parts leaves the target alone. The pressed button is marked busy and a second
// press does nothing, by itself.
//
// # A toast
//
// After a swap: render Flash behind the part. After a redirect: hand ToastView to the layout. Undo is the
// address of a POST, whose answer brings the changed parts out of band, or the header HX-Refresh: true.
//
// # A dialog
//
// Stands in the page: Dialog, opened by OpenButton or data-open="#id". Or fetched: a link with an href of its
// own and InDialog(url); the address answers DialogContent. Its form posts with ui.Post(url, "#dialog") and
// hx-swap="innerHTML"; on success the answer brings the changed parts out of band and the header
// HX-Trigger: CloseDialog. Escape, the cross and a press beside it close it.
// CallLink asks for the outcome when the member comes back from the call.
//
// # Live
//
// The layout names the stream in Live. Each of its events ("event: market") reaches the body as "live:market".
// A region that should follow fetches itself:
//
//	<section id="available" { ui.Live("/w/zonveer/home/available", "market")... }>
//
// After a lost connection every region fetches itself once. A count with an id that changed is lit once.
// Countdown inside such a region asks the server at zero through the same address.
//
// # Keys
//
// data-key="n" or data-key="g h" on a link, button or field makes it a key; data-row marks what j and k walk
// over; ButtonView.Key and NavItem.Key do the same. Shell.Keys adds lines to the map behind "?".
//
// # Small things
//
// data-keep="note" on a field keeps unsaved text for the tab. data-copy and CopyButton copy. data-autosubmit
// sends the form on change (Switch has it). data-theme-choice applies a colour scheme at once. A button that is
// not possible now gets ButtonView.Closed, never disabled: it says why. What is fixed to the window (Thumb)
// goes to the layout, not into main. Class "no-print" leaves a part out on paper; page heads, actions, tabs,
// menus and the demo's clock are left out anyway, so that a lead fits one A4.
package ui
