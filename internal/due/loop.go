package due

import (
	"context"
	"log/slog"
	"sync"

	"sluice/internal/db"
)

// Loop runs its tasks side by side: a mail server that is slow does not hold up the claims that lapse.
type Loop struct {
	lanes []*lane
}

// New makes a loop over the database; its clock is the one that decides what is due.
func New(d *db.DB, logger *slog.Logger, tasks ...Task) *Loop {
	l := &Loop{}
	for _, task := range tasks {
		l.lanes = append(l.lanes, newLane(d, logger, task))
	}
	return l
}

// Run works until ctx ends. It returns when the rows under way are finished; those not yet begun stay due.
func (l *Loop) Run(ctx context.Context) {
	var group sync.WaitGroup
	for _, one := range l.lanes {
		group.Go(func() { one.run(ctx, func() { l.wakeOthers(one) }) })
	}
	group.Wait()
}

// Wake makes the loop look again: call it after a commit that may have made something due, and after the
// clock was moved. It costs nothing and never waits.
func (l *Loop) Wake() { l.wakeOthers(nil) }

func (l *Loop) wakeOthers(but *lane) {
	for _, one := range l.lanes {
		if one == but {
			continue
		}
		select {
		case one.wake <- struct{}{}:
		default:
		}
	}
}

// Stats are the figures of each task, in the order they were given to New.
func (l *Loop) Stats() []Stat {
	out := make([]Stat, 0, len(l.lanes))
	for _, one := range l.lanes {
		out = append(out, one.stat())
	}
	return out
}
