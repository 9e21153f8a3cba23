package bench

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
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

// server is the program as it runs for real, on a loopback address, with the test workspace in it.
type server struct {
	url    string
	admin  string
	agents []string // tokens of installers, each of a partner of its own
	client *http.Client
}

// partners is how many installers compete for a lead: enough for the market of a region.
const partners = 20

// eachDatabase runs fn with the program on SQLite and on PostgreSQL.
func eachDatabase(b *testing.B, clients int, fn func(b *testing.B, s *server, r *raw)) {
	for _, kind := range []struct {
		name   string
		source func(testing.TB) string
	}{{"sqlite", dbtest.SQLiteSource}, {"postgres", dbtest.PostgresSource}} {
		b.Run(kind.name, func(b *testing.B) {
			source := kind.source(b)
			r, err := openRaw(b.Context(), source, clients)
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = r.pool.Close() }()
			fn(b, startServer(b, source, clients), r)
		})
	}
}

func startServer(b *testing.B, source string, clients int) *server {
	b.Helper()
	s := &server{client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: time.Minute}}
	seed(b, source, s)
	a, err := app.New(b.Context(), app.Config{Addr: "127.0.0.1:0", Source: source, Clock: base.SystemClock{}, Log: slog.New(slog.DiscardHandler), APIPerMinute: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	s.url = a.URL() + "/api/v1"
	running, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(running) }()
	b.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			b.Error(err)
		}
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func seed(b *testing.B, source string, s *server) {
	b.Helper()
	clock := base.NewFrozenClock(base.SystemClock{}.Now())
	d, err := db.Open(b.Context(), db.Options{Source: source, Clock: clock})
	if err != nil {
		b.Fatal(err)
	}
	w := testworld.New(b, d, clock)
	token := func(a base.Actor) string {
		_, secret, err := w.Org.CreateToken(b.Context(), base.System(w.WS), org.NewToken{Member: a.Member, Name: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		return secret
	}
	s.admin = token(w.Admin)
	area := []org.Area{{Country: "NL", From: "7000", To: "7999"}}
	for i := range partners {
		unit := w.Unit(b, w.Region, blueprint.UnitPartner, org.UnitDetails{Name: fmt.Sprintf("Partner %d", i), Areas: area})
		s.agents = append(s.agents, token(w.Member(b, unit, "installer", "Installer", fmt.Sprintf("installer%d", i))))
	}
	w.Hub.Close()
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
}

// post sends a body and returns the answer's id; any status but want is an error.
func (s *server) post(ctx context.Context, token, path, key string, body any, want ...int) (string, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(text))
	if err != nil {
		return "", err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := s.client.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return "", err
	}
	for _, status := range want {
		if res.StatusCode == status {
			var answer struct {
				ID string `json:"id"`
			}
			err := json.Unmarshal(raw, &answer)
			return answer.ID, err
		}
	}
	return "", fmt.Errorf("POST %s: %d %s", path, res.StatusCode, raw)
}

// request is one prospect's request; every one is another person at another address.
func request(i int) map[string]any {
	return map[string]any{
		"contact": map[string]any{"name": fmt.Sprintf("Prospect %d", i), "email": fmt.Sprintf("p.%d@prospect.example", i)},
		"address": map[string]any{"postcode": fmt.Sprintf("%d AB", 7000+(i%1000+1000)%1000), "house_number": fmt.Sprint(i)},
		"source":  "api",
		"fields":  map[string]any{"roof_area": 21, "persons": 3, "message": "We would like to start before the summer."},
	}
}
