package due

import (
	"context"
	"time"

	"sluice/internal/base"
)

// Task is one kind of thing that happens later. Its statements run across workspaces.
type Task struct {
	// Name stands in logs and figures, such as "offer.lapse".
	Name string
	// Next is SQL for the earliest moment after :now, NULL when there is none:
	//
	//	SELECT MIN(due_at) FROM t WHERE due_at > :now
	Next string
	// Batch is SQL for the rows due by :now, earliest first, at most :limit, in the columns ws, id and due:
	//
	//	SELECT ws, id, due_at AS due FROM t WHERE due_at <= :now ORDER BY due_at LIMIT :limit
	Batch string
	// Run deals with one row. It opens its own transaction, reads the row again under the due condition with
	// Dialect.SkipLocked, and does nothing when there is no such row any more: another node may have been
	// first. It must leave the row with another moment or none. Rows of one batch run side by side. An
	// error, or a panic, leaves the row to a later try.
	Run func(ctx context.Context, ws, id base.ID) error
	// Workers is how many rows of a batch run side by side; 0 means 8. What people wait less for than for their own
	// requests takes one.
	Workers int
	// Limit is how long one Run may take, and so how long a stop may wait for it; 0 means 30 seconds.
	Limit time.Duration
}

const (
	standardLimit = 30 * time.Second
	// standardWorkers is enough that SQLite's writers share a commit, and leaves connections for requests.
	standardWorkers = 8
)

func (t Task) workers() int {
	if t.Workers > 0 {
		return t.Workers
	}
	return standardWorkers
}

func (t Task) limit() time.Duration {
	if t.Limit > 0 {
		return t.Limit
	}
	return standardLimit
}

// Stat is what one task has done since the loop was made.
type Stat struct {
	Task   string
	Done   int64
	Failed int64
	// Held are the rows that wait for another try after a failure.
	Held int
	// Late is how long the earliest row of the latest batch had been due when it was found.
	Late time.Duration
}
