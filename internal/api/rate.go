package api

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"sluice/internal/base"
)

const (
	standardPerMinute = 6000
	window            = time.Minute
	// lots is in how many parts a node takes a minute's requests from the count that all nodes share. One
	// small write in a hundred requests buys that; what a node has taken and not used is lost to the others.
	lots       = 60
	mostTokens = 10_000
)

// spend counts n uses of a subject for all nodes (org.Service.Spend).
type spend func(ctx context.Context, ws base.ID, subject string, n int, window time.Duration) (used int, ends time.Time, err error)

// limits bound how often a token may ask.
type limits struct {
	most, lot int
	spend     spend
	mu        sync.Mutex
	tokens    map[string]*allowance
}

// allowance is what one token may still do on this node.
type allowance struct {
	mu   sync.Mutex
	used int // counted by all nodes, with what is left here
	left int // taken by this node
	ends time.Time
}

func newLimits(perMinute int, count spend) *limits {
	if perMinute == 0 {
		perMinute = standardPerMinute
	}
	return &limits{most: perMinute, lot: max(1, perMinute/lots), spend: count, tokens: map[string]*allowance{}}
}

func (l *limits) of(token string, now time.Time) *allowance {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a, ok := l.tokens[token]; ok {
		return a
	}
	if len(l.tokens) >= mostTokens {
		clear(l.tokens) // costs every token at most the rest of one lot
	}
	a := &allowance{ends: now}
	l.tokens[token] = a
	return a
}

// use takes one request out of the allowance. Not ok: it is used up until ends.
func (l *limits) use(ctx context.Context, ws base.ID, token string, now time.Time) (remaining int, ends time.Time, ok bool, err error) {
	a := l.of(token, now)
	a.mu.Lock()
	defer a.mu.Unlock()
	if !now.Before(a.ends) {
		a.used, a.left = 0, 0
	}
	if a.left == 0 {
		if a.used >= l.most {
			return 0, a.ends, false, nil
		}
		if a.used, a.ends, err = l.spend(ctx, ws, "api:"+token, l.lot, window); err != nil {
			return 0, a.ends, false, err
		}
		a.left = l.lot - max(0, a.used-l.most)
		if a.left <= 0 {
			a.left = 0
			return 0, a.ends, false, nil
		}
	}
	a.left--
	return max(0, l.most-a.used) + a.left, a.ends, true, nil
}

// limit counts the request and says in the headers what is left.
func (a *API) limit(c *call, w http.ResponseWriter, r *http.Request) error {
	now := a.Clock.Now()
	remaining, ends, ok, err := a.limits.use(r.Context(), c.actor.Workspace, c.token, now)
	if err != nil {
		return err
	}
	wait := seconds(min(ends.Sub(now), window)) // the count began a moment after now
	w.Header().Set("RateLimit-Limit", strconv.Itoa(a.limits.most))
	w.Header().Set("RateLimit-Remaining", strconv.Itoa(remaining))
	w.Header().Set("RateLimit-Reset", strconv.Itoa(wait))
	if !ok {
		w.Header().Set("Retry-After", strconv.Itoa(max(1, wait)))
		return base.Fail(base.CodeRateLimited, "error.rate_limited")
	}
	return nil
}
