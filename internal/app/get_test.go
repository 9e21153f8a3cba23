package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluice/internal/db"
	"sluice/internal/db/dbtest"
)

// TestINV9_NoPageChangesAnything opens every page as every reader: mail scanners follow links.
func TestINV9_NoPageChangesAnything(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		m := newMatrix(t, source)
		opened := 0
		for _, route := range m.app.Routes() {
			if route.Method != http.MethodGet {
				continue
			}
			for _, r := range m.readers {
				path, there := m.fill(route.Path, parameters(route.Path), r, own)
				if !there {
					continue
				}
				if r.actor.Member != 0 {
					r.token = m.session(r)
				}
				before := m.rows()
				m.ask(route, r, strings.TrimSuffix(path, "{$}"))
				opened++
				if diff := cmp.Diff(before, m.rows()); diff != "" {
					t.Errorf("GET %s as %s changes what is stored:\n%s", route.Path, r.name, diff)
				}
			}
		}
		if opened < len(m.readers) {
			t.Errorf("only %d pages were opened", opened)
		}
	})
}

// rows counts what is stored, and how often leads were written, once nothing is due any more.
func (m *matrix) rows() map[string]int64 {
	m.t.Helper()
	must(m.t, m.app.Loop.Settle(ctx))
	out := map[string]int64{}
	must(m.t, m.app.DB.ReadAcross(ctx, func(tx *db.Tx) error {
		for _, table := range []string{
			"audit", "config", "consent", "contact", "decision", "event", "invitation", "lead", "letter", "likeness", "listing",
			"member", "merge", "outbox", "placement", "prospect_link", "session", "token", "unit",
		} {
			var n int64
			if err := tx.Get(ctx, &n, "SELECT COUNT(*) FROM "+table, nil); err != nil {
				return err
			}
			out[table] = n
		}
		var writes int64
		err := tx.Get(ctx, &writes, "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM lead", nil)
		out["writes of leads"] = writes
		return err
	}))
	return out
}
