package bench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"sluice/internal/base"
)

// result is how one kind of work went.
type result struct {
	PerSecond float64
	P50, P99  time.Duration
}

// measure does work n times with so many clients at once.
func measure(ctx context.Context, clients, n int, work func(ctx context.Context, i int) error) (result, error) {
	var next atomic.Int64
	var group sync.WaitGroup
	var mu sync.Mutex
	var failure error
	took := make([]time.Duration, 0, n)
	clock := base.SystemClock{}
	began := clock.Now()
	for range clients {
		group.Go(func() {
			for {
				i := int(next.Add(1))
				if i > n {
					return
				}
				start := clock.Now()
				err := work(ctx, i)
				spent := clock.Now().Sub(start)
				mu.Lock()
				took = append(took, spent)
				if err != nil {
					failure = err
				}
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	group.Wait()
	if failure != nil {
		return result{}, failure
	}
	slices.Sort(took)
	return result{
		PerSecond: float64(n) / clock.Now().Sub(began).Seconds(), P50: took[len(took)/2], P99: took[len(took)*99/100],
	}, nil
}
