package kit

import (
	"net/http"

	"sluice/internal/base"
)

// pagePolicy forbids everything that a page of ours does not need; there is no inline script or style.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// framePolicy is the same for the one page that other sites may show.
const framePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *"

// Protect puts what every answer needs around the site: headers, and a check that unsafe requests come from
// our own pages (ACC-6).
func (s *Site) Protect(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(s.ServeSite(Route{Rule: Anyone(), Handler: func(*Request) error {
		return base.Fail(base.CodeForbidden, "page.cross_origin")
	}}))
	guarded := crossOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", pagePolicy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		head.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
		head.Set("X-Frame-Options", "DENY")
		head.Set("Cache-Control", "no-store")
		if s.Secure {
			head.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		guarded.ServeHTTP(w, r)
	})
}

// AllowFrame lets other sites show this answer in a frame.
func (r *Request) AllowFrame() {
	r.Writer.Header().Set("Content-Security-Policy", framePolicy)
	r.Writer.Header().Del("X-Frame-Options")
}
