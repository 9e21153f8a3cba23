package kit

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sluice/internal/base"
	"sluice/internal/web/ui"
)

// Status is the HTTP status of a failure.
func Status(code base.Code) int {
	switch code {
	case base.CodeInvalid:
		return http.StatusUnprocessableEntity
	case base.CodeUnauthenticated:
		return http.StatusUnauthorized
	case base.CodeForbidden:
		return http.StatusForbidden
	case base.CodeNotFound:
		return http.StatusNotFound
	case base.CodeConflict:
		return http.StatusConflict
	case base.CodeExpired:
		return http.StatusGone
	case base.CodeRateLimited:
		return http.StatusTooManyRequests
	default:
		return http.StatusInternalServerError
	}
}

// fail answers a failure: sign-in for who is not, a toast for htmx, a page for everybody else.
func (s *Site) fail(r *Request, err error) {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		err = &base.Error{Code: base.CodeInvalid, Key: "page.too_large", Err: err}
	}
	e := base.AsError(err)
	if e.Code == base.CodeInternal && !errors.Is(err, context.Canceled) {
		s.Log.Error("request failed", "method", r.Method, "path", r.Pattern, "error", err)
	}
	if e.Code == base.CodeUnauthenticated && r.Config != nil {
		s.askToSignIn(r)
		return
	}
	if r.Swap() {
		r.Writer.Header().Set("HX-Reswap", "none")
		toast := ui.ToastView{Icon: "alert", Text: r.P.Err(e)}
		_ = r.RenderStatus(Status(e.Code), ui.Flash(r.P, toast)) // the reader is gone when this fails
		return
	}
	_ = r.RenderStatus(Status(e.Code), failure(r, e))
}

func (s *Site) askToSignIn(r *Request) {
	to := r.Path("/sign-in")
	if r.Method == http.MethodGet && !r.Swap() {
		to += "?next=" + url.QueryEscape(r.URL.RequestURI())
	}
	if r.Swap() {
		r.Writer.Header().Set("HX-Redirect", to)
		r.Writer.WriteHeader(http.StatusUnauthorized)
		return
	}
	http.Redirect(r.Writer, r.Request, to, http.StatusSeeOther)
}

// again is where the reader may try once more: the same page, or the one whose form was sent.
func (r *Request) again() string {
	at := r.URL
	if from, err := url.Parse(r.Referer()); r.Method != http.MethodGet && err == nil && from.Host == r.Host {
		at = from
	}
	return inside(at)
}

// inside is the path as a link that browsers take for one of this site: two slashes would name another.
func inside(at *url.URL) string { return "/" + strings.TrimLeft(at.EscapedPath(), "/") }

func (r *Request) failurePage(e *base.Error) ui.Public {
	p := r.Public(r.failureTitle(e.Code))
	p.Width = "slim"
	return p
}

func (r *Request) failureTitle(code base.Code) string {
	switch code {
	case base.CodeNotFound, base.CodeForbidden:
		return r.P.T("page.nothing_here")
	case base.CodeConflict, base.CodeExpired:
		return r.P.T("page.not_now")
	case base.CodeRateLimited:
		return r.P.T("page.too_fast")
	default:
		return r.P.T("page.did_not_work")
	}
}

func failureIcon(code base.Code) string {
	if code == base.CodeNotFound || code == base.CodeForbidden {
		return "compass"
	}
	return "alert"
}
