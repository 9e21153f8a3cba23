package app_test

import (
	"net/http"
	"strings"
	"testing"

	"sluice/internal/db/dbtest"
)

// A head costs memory before anybody knows whose it is.
func TestACC6_AHeadHasALimit(t *testing.T) {
	a := start(t, dbtest.SQLiteSource(t))
	ask := func(size int) int {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.URL()+"/healthz", http.NoBody)
		must(t, err)
		req.Header.Set("Cookie", "filler="+strings.Repeat("x", size))
		res, err := http.DefaultClient.Do(req)
		must(t, err)
		must(t, res.Body.Close())
		return res.StatusCode
	}
	if got := ask(32 << 10); got != http.StatusOK {
		t.Errorf("a large head: %d, want 200", got)
	}
	if got := ask(128 << 10); got != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a huge head: %d, want 431", got)
	}
}
