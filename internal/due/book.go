package due

import (
	"sync"
	"time"

	"sluice/internal/base"
)

type key struct{ ws, id base.ID }

// hold keeps a row back after a failure.
type hold struct {
	tries int
	until time.Time
}

const (
	firstHold = time.Second
	longHold  = 5 * time.Minute
)

// book remembers, for one lane, which rows wait for another try. It is memory only: after a restart every
// row that is due is tried at once.
type book struct {
	mu    sync.Mutex
	holds map[key]hold
	// fine are the rows of the latest batch that ran without an error. One that comes back with the same
	// moment was not dealt with (another node has it locked) and must not be asked for in a tight circle.
	fine           map[key]base.Moment
	done, failures int64
	late           time.Duration
}

func newBook() *book {
	return &book{holds: map[key]hold{}, fine: map[key]base.Moment{}}
}

// ready leaves out the rows that are held back. Where rows are all that is due, holds of others are forgotten.
func (b *book) ready(rows []item, now time.Time, all bool) []item {
	b.mu.Lock()
	defer b.mu.Unlock()
	present := make(map[key]bool, len(rows))
	var out []item
	for _, row := range rows {
		present[row.key()] = true
		if moment, ok := b.fine[row.key()]; ok && moment.Equal(row.Due.Time) {
			b.holds[row.key()] = hold{until: now.Add(firstHold)}
		}
		if !b.heldAt(row.key(), now) {
			out = append(out, row)
		}
	}
	clear(b.fine)
	if all {
		for k := range b.holds {
			if !present[k] {
				delete(b.holds, k)
			}
		}
	}
	b.late = 0
	if len(out) > 0 {
		b.late = now.Sub(out[0].Due.Time)
	}
	return out
}

// heldAt forgives a clock that was put back: no hold is longer than the longest.
func (b *book) heldAt(k key, now time.Time) bool {
	h, ok := b.holds[k]
	return ok && now.Before(h.until) && h.until.Sub(now) <= longHold
}

func (b *book) ran(it item) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done++
	b.fine[it.key()] = it.Due
	delete(b.holds, it.key())
}

// failed holds the row back, longer each time, and returns how often it has failed.
func (b *book) failed(it item, now time.Time) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	tries := b.holds[it.key()].tries + 1
	wait := longHold
	if tries < 10 {
		wait = min(longHold, firstHold<<(tries-1))
	}
	b.holds[it.key()] = hold{tries: tries, until: now.Add(wait)}
	return tries
}

func (b *book) held() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.holds)
}

// nextTry is the earliest moment at which a held row may run again; zero when none is held.
func (b *book) nextTry() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	var first time.Time
	for _, h := range b.holds {
		first = earlier(first, h.until)
	}
	return first
}

func (b *book) stat() Stat {
	b.mu.Lock()
	defer b.mu.Unlock()
	return Stat{Done: b.done, Failed: b.failures, Held: len(b.holds), Late: b.late}
}
