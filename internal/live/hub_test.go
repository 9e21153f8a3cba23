package live_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/live"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func open(t *testing.T, d *db.DB) *live.Hub {
	t.Helper()
	h := live.New(context.Background(), d, quiet())
	t.Cleanup(h.Close)
	return h
}

// next is the next hint, or a failure after the time.
func next(t *testing.T, hints <-chan string, within time.Duration) string {
	t.Helper()
	select {
	case topic, ok := <-hints:
		if !ok {
			t.Fatal("the channel is closed")
		}
		return topic
	case <-time.After(within):
		t.Fatalf("no hint within %s", within)
		return ""
	}
}

// joined opens a hub on each of n nodes and waits until all of them hear one another.
func joined(t *testing.T, n int) (hubs []*live.Hub, source string) {
	t.Helper()
	source = dbtest.PostgresSource(t)
	d := dbtest.Open(t, source, base.SystemClock{})
	for range n {
		hubs = append(hubs, open(t, dbtest.Open(t, source, base.SystemClock{})))
	}
	const listening = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var have int
		must(t, d.ReadAcross(context.Background(), func(tx *db.Tx) error {
			return tx.Get(context.Background(), &have, listening, nil)
		}))
		if have == n {
			return hubs, source
		}
		if time.Now().After(end) {
			t.Fatalf("%d of %d nodes listen", have, n)
		}
	}
}

func subscribe(t *testing.T, h *live.Hub, ws base.ID, topics ...string) <-chan string {
	t.Helper()
	hints, cancel := h.Subscribe(ws, topics...)
	t.Cleanup(cancel)
	return hints
}

// topic is the next hint other than the refresh that may come with the connection.
func topic(t *testing.T, hints <-chan string, within time.Duration) string {
	t.Helper()
	got := next(t, hints, within)
	if got == live.Refresh {
		got = next(t, hints, within)
	}
	return got
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func silent(t *testing.T, hints <-chan string, why string) {
	t.Helper()
	select {
	case topic := <-hints:
		t.Errorf("got %q: %s", topic, why)
	case <-time.After(100 * time.Millisecond):
	}
}

func TestHintsReachTheRightSubscribers(t *testing.T) {
	h := open(t, dbtest.Open(t, dbtest.SQLiteSource(t), base.SystemClock{}))
	market, cancelMarket := h.Subscribe(1, "market", "home")
	defer cancelMarket()
	lead, cancelLead := h.Subscribe(1, "lead:a")
	defer cancelLead()
	foreign, cancelForeign := h.Subscribe(2, "market", "home")
	defer cancelForeign()

	h.Publish(1, "market")
	if got := next(t, market, time.Second); got != "market" {
		t.Errorf("got %q", got)
	}
	silent(t, lead, "it asked for another topic")
	silent(t, foreign, "it belongs to another workspace")

	h.Publish(1, strings.Repeat("x", 9000))
	for _, hints := range []<-chan string{market, lead} {
		if got := next(t, hints, time.Second); got != live.Refresh {
			t.Errorf("a topic too long to travel gave %q, want a refresh", got)
		}
	}
	silent(t, foreign, "the refresh was for one workspace")
}

func TestMSG3_HintReachesAnotherNodeWithinASecond(t *testing.T) {
	hubs, _ := joined(t, 2)
	near, far := subscribe(t, hubs[0], 7, "market"), subscribe(t, hubs[1], 7, "market")
	foreign := subscribe(t, hubs[1], 8, "market", "home")
	// The first hint pays for the connection that tells; both count.
	for range 2 {
		began := time.Now()
		hubs[0].Publish(7, "market")
		if got := topic(t, near, time.Second); got != "market" {
			t.Errorf("own node got %q", got)
		}
		if got := topic(t, far, time.Second); got != "market" {
			t.Errorf("other node got %q", got)
		}
		t.Logf("took %s", time.Since(began))
		silent(t, near, "its own hint came back over the database")
		hubs[0].Publish(8, "home")
		if got := topic(t, foreign, time.Second); got != "home" {
			t.Errorf("another workspace got %q", got)
		}
	}
}

// More hints at once than one notification of PostgreSQL can carry.
func TestManyHintsCrossTheNodesWhole(t *testing.T) {
	hubs, _ := joined(t, 2)
	const count = 2000
	topics := make([]string, count)
	for i := range topics {
		topics[i] = fmt.Sprintf("lead:%013d", i)
	}
	hints := subscribe(t, hubs[1], 7, topics...)
	for _, topic := range topics {
		hubs[0].Publish(7, topic)
	}
	got := map[string]bool{}
	for len(got) < count {
		got[topic(t, hints, 2*time.Second)] = true
	}
}

func TestLostConnectionRefreshesEverybody(t *testing.T) {
	hubs, source := joined(t, 2)
	far := subscribe(t, hubs[1], 7, "market")
	hubs[0].Publish(7, "market")
	topic(t, far, time.Second) // whatever refresh came with the connection is behind us

	admin, err := sql.Open("pgx", source)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	_, err = admin.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
	if err != nil {
		t.Fatal(err)
	}
	if got := next(t, far, 5*time.Second); got != live.Refresh {
		t.Errorf("got %q after the connection was lost, want a refresh", got)
	}
	hubs[0].Publish(7, "market") // its connection is gone as well
	if got := next(t, far, 5*time.Second); got != "market" {
		t.Errorf("got %q, want hints to flow again", got)
	}
}

func TestSlowSubscriberHoldsUpNobody(t *testing.T) {
	h := open(t, dbtest.Open(t, dbtest.SQLiteSource(t), base.SystemClock{}))
	slow, cancel := h.Subscribe(1, "market", "home")
	defer cancel()
	quick, cancelQuick := h.Subscribe(1, "market")
	defer cancelQuick()
	published := make(chan struct{})
	go func() {
		defer close(published)
		for range 10_000 {
			h.Publish(1, "market")
			h.Publish(1, "home")
		}
	}()
	select {
	case <-published:
	case <-time.After(5 * time.Second):
		t.Fatal("publishing waits for a subscriber that does not read")
	}
	next(t, quick, time.Second)
	got := map[string]int{}
	for reading := true; reading; {
		select {
		case topic := <-slow:
			got[topic]++
		case <-time.After(100 * time.Millisecond):
			reading = false
		}
	}
	for _, topic := range []string{"market", "home"} {
		if got[topic] < 1 || got[topic] > 2 {
			t.Errorf("%s came %d times, want once, or once more for what changed while it was handed over", topic, got[topic])
		}
	}
	h.Publish(1, "market")
	if topic := next(t, slow, time.Second); topic != "market" {
		t.Errorf("got %q", topic)
	}
}

// A hint given after the reader took the last one is never swallowed by it.
func TestNoHintIsSwallowed(t *testing.T) {
	h := open(t, dbtest.Open(t, dbtest.SQLiteSource(t), base.SystemClock{}))
	hints, cancel := h.Subscribe(1, "market")
	defer cancel()
	for range 2000 {
		h.Publish(1, "market")
		next(t, hints, time.Second)
	}
}

func TestEndedSubscriptionsLeaveNothingBehind(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		before := runtime.NumGoroutine()
		h := live.New(context.Background(), d, quiet())
		var group sync.WaitGroup
		for i := range 50 {
			group.Go(func() {
				hints, cancel := h.Subscribe(1, "market")
				h.Publish(1, "market")
				if i%2 == 0 {
					cancel()
					cancel() // twice does no harm
					for range hints {
						continue // until it is closed
					}
				}
			})
		}
		group.Wait()
		kept, _ := h.Subscribe(1, "market")
		h.Close()
		h.Close()
		for range kept {
			continue
		}
		late, cancel := h.Subscribe(1, "market")
		if _, ok := <-late; ok {
			t.Error("a subscription after Close must be closed")
		}
		cancel()
		h.Publish(1, "market")
		for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
			}
		}
	})
}
