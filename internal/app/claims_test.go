package app_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

// A thousand partners press Claim at the same instant.
func TestMKT4_AThousandClaimsThroughHTTP(t *testing.T) {
	const partners, each = 50, 20
	eachSource(t, func(t *testing.T, source string, nodes int) {
		var tokens []string
		var l *lead.Lead
		seed(t, source, func(w *testworld.World) {
			area := []org.Area{{Country: "NL", From: "7000", To: "7999"}}
			for i := range partners {
				unit := w.Unit(t, w.Region, blueprint.UnitPartner, org.UnitDetails{Name: fmt.Sprintf("Partner %d", i), Areas: area})
				actor := w.Member(t, unit, "installer", "Installer", fmt.Sprintf("installer%d", i))
				tokens = append(tokens, token(t, w, actor))
			}
			l = w.Lead(t, "Fatima El Amrani")
			w.Settle(t)
		})
		var urls []string
		for range nodes {
			urls = append(urls, start(t, source).URL())
		}
		var group sync.WaitGroup
		var mu sync.Mutex
		statuses := map[int]int{}
		var took []time.Duration
		ready := make(chan struct{})
		for i := range partners * each {
			c := newCaller(urls[i%nodes], tokens[i%partners])
			group.Go(func() {
				<-ready
				began := base.SystemClock{}.Now()
				got, err := c.call(http.MethodPost, "/leads/"+l.ID.String()+"/claim", "", struct{}{})
				spent := base.SystemClock{}.Now().Sub(began)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
				statuses[got.status]++
				took = append(took, spent)
				if got.status == http.StatusConflict && got.body["detail"] == "" {
					t.Errorf("a loser is told nothing: %v", got.body)
				}
			})
		}
		close(ready)
		group.Wait()
		if statuses[http.StatusOK] != 1 || statuses[http.StatusConflict] != partners*each-1 {
			t.Errorf("answers by status: %v", statuses)
		}
		slices.Sort(took)
		t.Logf("claims answered: median %v, p99 %v (with 1000 clients on the same machine)", took[len(took)/2], took[len(took)*99/100])
	})
}
