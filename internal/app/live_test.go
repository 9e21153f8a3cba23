package app_test

import (
	"bufio"
	"net/http"
	"strings"
	"testing"
	"time"

	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

// MKT-3: a claimed lead vanishes from every other screen within a second, also when that screen hangs on another node.
func TestMKT3_OtherScreensHearOfTheClaimWithinASecond(t *testing.T) {
	eachSource(t, func(t *testing.T, source string, nodes int) {
		var l *lead.Lead
		var joost string
		w := seed(t, source, func(w *testworld.World) {
			joost = token(t, w, w.Joost)
			l = w.Lead(t, "Fatima El Amrani")
			w.Settle(t)
		})
		first := start(t, source)
		last := first
		if nodes > 1 {
			last = start(t, source)
		}
		in, err := last.Org.SignIn(ctx, w.WS, org.Credentials{Email: "bram@zonveer.example", Password: testworld.Password})
		must(t, err)
		hints := listen(t, last.URL()+"/zonveer/live", &http.Cookie{Name: "sluice_session_zonveer", Value: in.Token})
		drain(hints, 2*time.Second) // the first connection to the other node says "refresh"

		got, err := newCaller(first.URL(), joost).call(http.MethodPost, "/leads/"+l.ID.String()+"/claim", "", struct{}{})
		must(t, err)
		if got.status != http.StatusOK {
			t.Fatalf("claim: %d %v", got.status, got.body)
		}
		deadline := time.After(time.Second)
		for {
			select {
			case hint := <-hints:
				if hint == "event: market" {
					return
				}
			case <-deadline:
				t.Fatal("no hint within a second")
			}
		}
	})
}

// listen reads the lines of an event stream until the end of the test.
func listen(t *testing.T, url string, cookie *http.Cookie) <-chan string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	must(t, err)
	req.AddCookie(cookie)
	res, err := http.DefaultClient.Do(req)
	must(t, err)
	t.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
		t.Fatalf("the stream answers %d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(res.Body); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	return lines
}

func drain(lines <-chan string, quiet time.Duration) {
	for {
		select {
		case <-lines:
		case <-time.After(quiet):
			return
		}
	}
}
