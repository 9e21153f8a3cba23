package demo

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"time"

	"sluice/internal/base"
	"sluice/internal/web/kit"
)

// furthest is how far one step may go; what repeats daily is played on the way.
const furthest = 5 * 366 * 24 * time.Hour

// clockInput is where the clock shall go: a stretch ("25h"), or a moment with its zone.
type clockInput struct {
	Advance string `json:"advance"`
	At      string `json:"at"`
	Zone    string `json:"-"`
}

// setClock sets the demo's time forward, and answers once everything due by then is done (OPS-4).
func setClock(r *kit.Request) error {
	if isJSON(r) {
		now, err := moveClock(r, readClock)
		if err != nil {
			return problem(r, err)
		}
		return answerJSON(r.Writer, http.StatusOK, "application/json", map[string]time.Time{"now": now})
	}
	if _, err := moveClock(r, func(r *kit.Request) (clockInput, error) {
		return clockInput{Advance: r.FormValue("advance"), At: r.FormValue("at"), Zone: r.FormValue("zone")}, nil
	}); err != nil {
		return err
	}
	return r.Redirect(cameFrom(r))
}

func isJSON(r *kit.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

func readClock(r *kit.Request) (clockInput, error) {
	var in clockInput
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return in, &base.Error{Code: base.CodeInvalid, Key: "demo.error_clock", Err: err}
	}
	return in, nil
}

func moveClock(r *kit.Request, read func(*kit.Request) (clockInput, error)) (time.Time, error) {
	in, err := read(r)
	if err != nil {
		return time.Time{}, err
	}
	clock := r.Site.Demo.Clock
	to, err := in.target(clock.Now())
	if err != nil {
		return time.Time{}, err
	}
	// Weeks may take longer than an answer usually does.
	if err := http.NewResponseController(r.Writer).SetWriteDeadline(time.Time{}); err != nil {
		return time.Time{}, base.Internal(err)
	}
	// A reader who leaves must not stop the time halfway.
	if err := r.Site.Demo.Loop.Advance(context.WithoutCancel(r.Context()), clock, to); err != nil {
		return time.Time{}, base.Internal(err)
	}
	return clock.Now(), nil
}

// target is the moment to go to. Errors: invalid for what is no time, conflict for one that has passed.
func (in clockInput) target(now time.Time) (time.Time, error) {
	to, ok := in.moment(now)
	switch {
	case !ok:
		return to, base.Fail(base.CodeInvalid, "demo.error_clock")
	case to.Before(now):
		return to, base.Fail(base.CodeConflict, "demo.error_backwards")
	case to.After(now.Add(furthest)):
		return to, base.Fail(base.CodeInvalid, "demo.error_too_far")
	}
	return to, nil
}

func (in clockInput) moment(now time.Time) (time.Time, bool) {
	if in.Advance != "" {
		by, err := time.ParseDuration(in.Advance)
		return now.Add(by), err == nil && in.At == ""
	}
	if at, err := time.Parse(time.RFC3339, in.At); err == nil {
		return at.UTC(), true
	}
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		return time.Time{}, false
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", in.At, zone)
	return at.UTC(), err == nil
}

// cameFrom is the page on which the clock stands, if it is one of ours.
func cameFrom(r *kit.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || from.Path == "" {
		return "/"
	}
	return (&url.URL{Path: from.Path, RawQuery: from.RawQuery}).String()
}

// problem answers a script that did not ask for a page.
func problem(r *kit.Request, err error) error {
	e := base.AsError(err)
	if e.Code == base.CodeInternal {
		return err
	}
	status := kit.Status(e.Code)
	return answerJSON(r.Writer, status, "application/problem+json", map[string]any{
		"type": "about:blank", "title": http.StatusText(status), "status": status, "code": e.Code, "detail": r.P.Err(e),
	})
}

func answerJSON(w http.ResponseWriter, status int, kind string, content any) error {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(content)
}
