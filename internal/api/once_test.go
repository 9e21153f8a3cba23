package api_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

func TestAPI1_IdempotencyOneKeyMakesOneLead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin).with("Idempotency-Key", "form-1")
		const many = 100
		var ids, fresh sync.Map
		var wait sync.WaitGroup
		for i := range many {
			wait.Go(func() {
				got, made := admin.try("POST", "/leads", request("Ans de Wit"))
				if got.Code != 201 {
					t.Errorf("%d: %s", got.Code, got.Body)
				}
				ids.Store(text(made, "id"), true)
				if got.Header().Get("Idempotency-Replayed") == "" {
					fresh.Store(i, true)
				}
			})
		}
		wait.Wait()
		if n, m := size(&ids), size(&fresh); n != 1 || m != 1 {
			t.Errorf("%d leads, %d answers that were no repetition", n, m)
		}
		if n, err := w.Leads.Count(t.Context(), w.Admin, lead.Filter{}); err != nil || n != 1 {
			t.Errorf("%d leads are stored: %v", n, err)
		}
		if refused := admin.call(409, "POST", "/leads", request("Somebody else")); text(refused, "code") != "conflict" {
			t.Errorf("another request with the key: %v", refused)
		}
	})
}

func size(m *sync.Map) (n int) {
	m.Range(func(any, any) bool { n++; return true })
	return n
}

func TestAPI1_IdempotencyRepeatsTheAnswer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		joost, fenna := as(t, w, h, w.Joost).with("Idempotency-Key", "take-1"), as(t, w, h, w.Fenna)
		path := "/leads/" + w.Lead(t, "Ans de Wit").ID.String()

		const many = 20
		var wait sync.WaitGroup
		answers := make([]*httptest.ResponseRecorder, many)
		for i := range many {
			wait.Go(func() { answers[i] = joost.raw("POST", path+"/claim", nil) })
		}
		wait.Wait()
		var again int
		for _, a := range answers {
			if a.Code != 200 || a.Body.String() != answers[0].Body.String() || a.Header().Get("ETag") != answers[0].Header().Get("ETag") {
				t.Errorf("%d %v %s", a.Code, a.Header(), a.Body)
			}
			if a.Header().Get("Idempotency-Replayed") == "true" {
				again++
			}
		}
		if again != many-1 {
			t.Errorf("%d of %d were repetitions", again, many)
		}
		if n := count(t, w, path, joost, "claimed"); n != 1 {
			t.Errorf("claimed %d times", n)
		}
		if refused := joost.call(409, "POST", path+"/contacts", object{"outcome": "no_answer"}); text(refused, "code") != "conflict" {
			t.Errorf("the key for another request: %v", refused)
		}
		// Another member's key is another key.
		fenna.with("Idempotency-Key", "take-1").call(409, "POST", path+"/claim", nil)
	})
}

func TestAPI1_IdempotencyKeepsNoRefusal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		bram := as(t, w, h, w.Bram).with("Idempotency-Key", "mine")
		joost := as(t, w, h, w.Joost)
		path := "/leads/" + w.Lead(t, "Ans de Wit").ID.String()
		joost.call(200, "POST", path+"/claim", nil)
		bram.call(409, "POST", path+"/claim", nil)
		joost.call(200, "POST", path+"/return", object{"reason": "no_time"})
		bram.call(200, "POST", path+"/claim", nil)
		for _, key := range []string{"two words", "é", fmt.Sprintf("%0201d", 1)} {
			bram.with("Idempotency-Key", key).call(422, "POST", path+"/claim", nil)
		}
	})
}

// A node that died while it answered leaves its key behind; the next try takes it over once it cannot be running.
func TestAPI1_IdempotencyOutlivesANode(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		joost := as(t, w, handler(w, 0), w.Joost).with("Idempotency-Key", "half")
		path := "/leads/" + w.Lead(t, "Ans de Wit").ID.String() + "/claim"
		joost.call(200, "POST", path, nil)
		if err := d.Write(t.Context(), w.WS, func(tx *db.Tx) error {
			_, err := tx.Exec(context.Background(), `UPDATE idempotency SET answer = '' WHERE ws = :ws AND key = 'half'`, nil)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		got, problem := joost.try("POST", path, nil)
		if got.Code != 409 || text(problem, "code") != "in_progress" || got.Header().Get("Retry-After") == "" {
			t.Errorf("while it may be running: %d %v", got.Code, problem)
		}
		clock.Advance(3 * time.Minute)
		if problem := joost.call(409, "POST", path, nil); text(problem, "code") != "conflict" {
			t.Errorf("afterwards: %v", problem)
		}
	})
}

func count(t *testing.T, w *testworld.World, path string, c client, kind string) (n int) {
	t.Helper()
	for _, e := range items(as(t, w, c.handler, w.Admin).call(200, "GET", path+"/events", nil)) {
		if text(e.(object), "kind") == kind {
			n++
		}
	}
	return n
}
