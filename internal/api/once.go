package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"sluice/internal/base"
	"sluice/internal/org"
)

// kept is an answer as it is stored for whoever asks again.
type kept struct {
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	Body   string            `json:"body,omitempty"`
}

// keptHeaders are those that belong to the answer and not to the moment.
var keptHeaders = []string{"Content-Type", "ETag", "Location"}

const replayed = "Idempotency-Replayed"

const (
	lookAgain   = 25 * time.Millisecond
	longestWait = 2 * time.Second
)

// once runs an unsafe request with a key at most once: who asks again gets the answer of the first time. A refusal
// changed nothing and is not kept, so it can be tried again.
func (a *API) once(c *call, w http.ResponseWriter, r *http.Request, route Route, next http.HandlerFunc) {
	if c.key == "" || route.OwnKey {
		next(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		c.fail(w, refuse(codeMalformed))
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	o := org.Once{
		Scope: "answer:" + c.actor.Member.String(), Key: c.key,
		Request: fingerprint([]byte(r.Method), []byte(r.URL.RequestURI()), []byte(r.Header.Get("If-Match")), body),
	}
	answer, err := a.begin(r.Context(), c.actor.Workspace, o)
	if err != nil {
		if base.CodeOf(err) == codeInProgress {
			w.Header().Set("Retry-After", "1")
		}
		c.fail(w, err)
		return
	}
	if answer != "" {
		replay(c, w, answer)
		return
	}
	a.runKept(c, w, r, o, next)
}

// begin claims the request, or waits for the answer of who did.
func (a *API) begin(ctx context.Context, ws base.ID, o org.Once) (answer string, err error) {
	ticker := time.NewTicker(lookAgain)
	defer ticker.Stop()
	for range longestWait / lookAgain {
		begun, answer, err := a.Org.BeginOnce(ctx, ws, o)
		if err != nil || begun || answer != "" {
			return answer, err
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	return "", refuse(codeInProgress)
}

func replay(c *call, w http.ResponseWriter, answer string) {
	var k kept
	if err := json.Unmarshal([]byte(answer), &k); err != nil {
		c.fail(w, base.Internal(err))
		return
	}
	for name, value := range k.Header {
		w.Header().Set(name, value)
	}
	w.Header().Set(replayed, "true")
	w.WriteHeader(k.Status)
	_, _ = io.WriteString(w, k.Body) // the client is gone when this fails
}

// runKept runs the request and keeps its answer before it is sent.
func (a *API) runKept(c *call, w http.ResponseWriter, r *http.Request, o org.Once, next http.HandlerFunc) {
	ctx := context.WithoutCancel(r.Context()) // a client that goes away must not leave its key taken
	rec := &recorder{head: w.Header(), status: http.StatusOK}
	done := false
	defer func() {
		if !done {
			if err := a.Org.DropOnce(ctx, c.actor.Workspace, o); err != nil {
				a.Log.Error("free an idempotency key", "error", err)
			}
		}
	}()
	next(rec, r)
	if done = rec.status < http.StatusMultipleChoices; done {
		if err := a.Org.KeepOnce(ctx, c.actor.Workspace, o, rec.kept()); err != nil {
			a.Log.Error("keep an answer", "error", err)
		}
	}
	w.WriteHeader(rec.status)
	_, _ = w.Write(rec.body.Bytes()) // the client is gone when this fails
}

// recorder holds an answer back until it has been kept.
type recorder struct {
	head   http.Header
	status int
	body   bytes.Buffer
}

// Header is the real answer's.
func (r *recorder) Header() http.Header { return r.head }

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write notes the body.
func (r *recorder) Write(text []byte) (int, error) { return r.body.Write(text) }

func (r *recorder) kept() string {
	k := kept{Status: r.status, Header: map[string]string{}, Body: r.body.String()}
	for _, name := range keptHeaders {
		if value := r.head.Get(name); value != "" {
			k.Header[name] = value
		}
	}
	text, _ := json.Marshal(k) // strings and a number cannot fail
	return string(text)
}
