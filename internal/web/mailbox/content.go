package mailbox

import (
	"strings"

	"sluice/internal/base"
	"sluice/internal/web/kit"
)

// contentPolicy lets the mail show itself inside our page and do nothing else. Its links open in the whole window.
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; " +
	"frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"

// content answers the HTML of a mail for the frame.
func content(r *kit.Request, b box) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	m, err := b.message(r, id)
	if err != nil {
		return err
	}
	head := r.Writer.Header()
	head.Set("Content-Security-Policy", contentPolicy)
	head.Set("X-Frame-Options", "SAMEORIGIN")
	head.Set("Content-Type", "text/html; charset=utf-8")
	// A link followed inside the frame would lead to a page that may not be framed.
	html := strings.Replace(m.HTML, "<head>", `<head><base target="_top">`, 1)
	if _, err := r.Writer.Write([]byte(html)); err != nil {
		return base.Internal(err)
	}
	return nil
}
