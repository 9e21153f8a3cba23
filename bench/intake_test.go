package bench

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// clients is how many callers work at once.
const clients = 16

// rawRows is how many rows the raw database writes for the comparison.
const rawRows = 3000

// warm takes in some leads first, so that what is measured is a workspace in use and not the filling of empty tables.
func warm(b *testing.B, s *server, r *raw) {
	b.Helper()
	const leads = 500
	_, err := measure(b.Context(), clients, leads, func(ctx context.Context, i int) error {
		_, err := s.post(ctx, s.admin, "/leads", "", request(-i), http.StatusCreated)
		return err
	})
	if err == nil {
		err = r.settle(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkIntake is PRF-2: durable intake of leads through HTTP beside the raw database's durable inserts of one row.
func BenchmarkIntake(b *testing.B) {
	eachDatabase(b, clients, func(b *testing.B, s *server, r *raw) {
		plain, err := measure(b.Context(), clients, rawRows, r.write)
		if err != nil {
			b.Fatal(err)
		}
		warm(b, s, r)
		b.ResetTimer()
		got, err := measure(b.Context(), clients, b.N, func(ctx context.Context, i int) error {
			_, err := s.post(ctx, s.admin, "/leads", fmt.Sprintf("bench-%d-%d", b.N, i), request(b.N*10+i), http.StatusCreated)
			return err
		})
		b.StopTimer()
		if err != nil {
			b.Fatal(err)
		}
		report(b, "leads/s", got, plain)
	})
}

// BenchmarkClaims is how many leads can be claimed in a second, each by one of many partners, beside the same raw inserts.
func BenchmarkClaims(b *testing.B) {
	eachDatabase(b, clients, func(b *testing.B, s *server, r *raw) {
		plain, err := measure(b.Context(), clients, rawRows, r.write)
		if err != nil {
			b.Fatal(err)
		}
		ids := make([]string, b.N+1)
		_, err = measure(b.Context(), clients, b.N, func(ctx context.Context, i int) (err error) {
			ids[i], err = s.post(ctx, s.admin, "/leads", "", request(b.N*10+i), http.StatusCreated)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := r.settle(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ResetTimer()
		got, err := measure(b.Context(), clients, b.N, func(ctx context.Context, i int) error {
			_, err := s.post(ctx, s.agents[i%partners], "/leads/"+ids[i]+"/claim", "", struct{}{}, http.StatusOK)
			return err
		})
		b.StopTimer()
		if err != nil {
			b.Fatal(err)
		}
		report(b, "claims/s", got, plain)
	})
}

func report(b *testing.B, unit string, got, plain result) {
	b.Helper()
	b.ReportMetric(got.PerSecond, unit)
	b.ReportMetric(plain.PerSecond, "raw-rows/s")
	b.ReportMetric(100*got.PerSecond/plain.PerSecond, "%of-raw")
	b.ReportMetric(float64(got.P50.Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(got.P99.Microseconds())/1000, "p99-ms")
}
