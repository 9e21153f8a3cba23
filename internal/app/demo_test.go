package app_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sluice/internal/app"
	"sluice/internal/base"
)

// TestOPS4_OutsideTheDemoThereIsNone asks for every route of the demo, on a site that is one and on one that is not.
func TestOPS4_OutsideTheDemoThereIsNone(t *testing.T) {
	clock := &base.ShiftedClock{}
	plain, demo := emptySite(t, clock, false), emptySite(t, &base.ShiftedClock{}, true)
	before := clock.Now()
	for _, r := range []struct {
		method, path, body string
		inDemo             int
	}{
		{http.MethodPost, "/demo/clock", "advance=1h", http.StatusSeeOther},
		{http.MethodGet, "/demo/mail?to=a@b.example", "", http.StatusOK},
		{http.MethodPost, "/demo/sign-in", "workspace=zonveer&member=1", http.StatusNotFound}, // nobody is there yet
		{http.MethodGet, "/demo/mailbox", "", http.StatusNotFound},
		{http.MethodGet, "/", "", http.StatusOK},
	} {
		if got := statusOf(t, demo, r.method, r.path, r.body); got != r.inDemo {
			t.Errorf("in the demo %s %s is answered by %d, want %d", r.method, r.path, got, r.inDemo)
		}
		if r.path == "/" {
			continue // everybody has a first page
		}
		if got := statusOf(t, plain, r.method, r.path, r.body); got != http.StatusNotFound {
			t.Errorf("outside the demo %s %s is answered by %d", r.method, r.path, got)
		}
	}
	if moved := clock.Now().Sub(before); moved > time.Minute {
		t.Errorf("outside the demo the clock moved by %v", moved)
	}
}

func emptySite(t *testing.T, clock base.Clock, demo bool) *app.App {
	t.Helper()
	a, err := app.New(context.Background(), app.Config{
		Addr: "127.0.0.1:0", Source: t.TempDir(), Clock: clock, Log: slog.New(slog.DiscardHandler), Demo: demo,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// statusOf opens an address of the site and follows no redirect.
func statusOf(t *testing.T, a *app.App, method, path, body string) int {
	t.Helper()
	server := httptest.NewServer(a.Handler())
	defer server.Close()
	request, err := http.NewRequestWithContext(context.Background(), method, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}
