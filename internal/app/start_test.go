package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"sluice/internal/app"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// seed fills the source with the test world, and closes it again.
func seed(t testing.TB, source string, more func(*testworld.World)) *testworld.World {
	t.Helper()
	clock := base.NewFrozenClock(base.SystemClock{}.Now())
	d, err := db.Open(ctx, db.Options{Source: source, Clock: clock})
	must(t, err)
	w := testworld.New(t, d, clock)
	if more != nil {
		more(w)
	}
	w.Hub.Close()
	must(t, d.Close())
	return w
}

// token makes an API token of a member.
func token(t testing.TB, w *testworld.World, a base.Actor) string {
	t.Helper()
	_, secret, err := w.Org.CreateToken(ctx, base.System(w.WS), org.NewToken{Member: a.Member, Name: "test"})
	must(t, err)
	return secret
}

// start runs the program on the source until the end of the test.
func start(t testing.TB, source string) *app.App {
	t.Helper()
	a, err := app.New(ctx, app.Config{Addr: "127.0.0.1:0", Source: source, Clock: base.SystemClock{}, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- a.Run(running) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return a
}

// caller calls the API with a token.
type caller struct {
	url, token string
	client     *http.Client
}

func newCaller(url, token string) caller {
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	return caller{url: url + "/api/v1", token: token, client: &http.Client{Transport: transport, Timeout: 60 * time.Second}}
}

// answer is what the API said. Status is 0 when there was no answer at all.
type answer struct {
	status int
	body   map[string]any
}

func (c caller) call(method, path, key string, body any) (answer, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return answer{}, err
	}
	req, err := http.NewRequestWithContext(ctx, method, c.url+path, bytes.NewReader(text))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := c.client.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = res.Body.Close() }()
	out := answer{status: res.StatusCode}
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{}, err
	}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &out.body); err != nil {
			return out, fmt.Errorf("%d: %w in %s", res.StatusCode, err, raw)
		}
	}
	return out, nil
}

// eachSource runs fn on a migrated, empty source of both kinds.
func eachSource(t *testing.T, fn func(t *testing.T, source string, nodes int)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, dbtest.SQLiteSource(t), 1) })
	t.Run("postgres, two nodes", func(t *testing.T) { fn(t, dbtest.PostgresSource(t), 2) })
}
