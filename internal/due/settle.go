package due

import (
	"context"
	"errors"
	"time"
)

// steps bounds how many stops Advance makes on its way.
const steps = 200

// Settle runs everything due by now, and what becomes due by that, until nothing is. It works beside Run,
// and waits for what Run has under way. The rows that failed are in the error; they stay due. Never call it
// from a task.
func (l *Loop) Settle(ctx context.Context) error {
	if err := l.rest(ctx); err != nil {
		return err
	}
	defer l.resume()
	return l.settle(ctx)
}

// Movable is a clock that can be set forward: the demo's or a test's.
type Movable interface {
	Now() time.Time
	Advance(by time.Duration)
}

// Advance sets the clock forward to a moment and settles everything on the way. It stops where something is
// due, so that a chain of timers (a reminder, then the lapse, then the next partner's offer) plays as it would
// have, and not all at once at the end. The clock must be the one of the database.
func (l *Loop) Advance(ctx context.Context, clock Movable, to time.Time) error {
	if err := l.rest(ctx); err != nil {
		return err
	}
	defer l.resume()
	stride := to.Sub(clock.Now()) / steps
	var failure error // the latest: a bad row fails again at every stop
	for {
		if err := l.settle(ctx); err != nil {
			failure = err
		}
		now := clock.Now()
		if ctx.Err() != nil || !now.Before(to) {
			return failure
		}
		stop, err := l.next(ctx)
		if err != nil {
			return errors.Join(failure, err)
		}
		if soonest := now.Add(stride); !stop.IsZero() && stop.Before(soonest) {
			stop = soonest
		}
		clock.Advance(earlier(stop, to).Sub(now))
	}
}

// rest waits for the lanes to finish their batches and keeps them from beginning others.
func (l *Loop) rest(ctx context.Context) error {
	for i, one := range l.lanes {
		if err := one.take(ctx); err != nil {
			for _, taken := range l.lanes[:i] {
				taken.release()
			}
			return err
		}
	}
	return nil
}

// resume lets the lanes go on, from the moment the clock now shows.
func (l *Loop) resume() {
	for _, one := range l.lanes {
		one.release()
	}
	l.Wake()
}

func (l *Loop) settle(ctx context.Context) error {
	var failures []error
	for busy := true; busy; {
		busy = false
		for _, one := range l.lanes {
			items, err := one.pick(ctx)
			if err != nil {
				return errors.Join(append(failures, err)...)
			}
			busy = busy || len(items) > 0
			failures = append(failures, one.work(ctx, items)...)
		}
		if err := ctx.Err(); err != nil {
			return errors.Join(append(failures, err)...)
		}
	}
	return errors.Join(failures...)
}

// next is the earliest moment of all tasks; zero when none is known.
func (l *Loop) next(ctx context.Context) (time.Time, error) {
	var first time.Time
	for _, one := range l.lanes {
		next, err := one.next(ctx)
		if err != nil {
			return time.Time{}, err
		}
		first = earlier(first, next)
	}
	return first, nil
}
