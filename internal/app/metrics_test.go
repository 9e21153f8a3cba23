package app_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"sluice/internal/app"
	"sluice/internal/base"
)

func TestOPS2_MetricsTellTheFiguresAndNobodysName(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	a, err := app.New(ctx, app.Config{
		Addr: "127.0.0.1:0", Metrics: "127.0.0.1:0", Source: t.TempDir(), Clock: base.SystemClock{}, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	fetch(t, a.URL()+"/healthz")
	fetch(t, a.URL()+"/zonveer/leads/secret-name")
	text := fetch(t, "http://"+a.MetricsAddr()+"/metrics")
	for _, want := range []string{
		`sluice_requests_total{route="GET /healthz",status="200"} 1`, `sluice_request_seconds_count{route="GET /healthz"} 1`,
		`sluice_due_done_total{task="placement.lapse"} 0`, "sluice_outbox_waiting 0", "sluice_database_up 1", "go_goroutines",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the figures lack %s", want)
		}
	}
	if strings.Contains(text, "secret-name") {
		t.Error("an address is told, not only its pattern")
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// fetch reads an address, which may need a moment to answer.
func fetch(t *testing.T, address string) string {
	t.Helper()
	client := &http.Client{Timeout: 10 * time.Second}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
