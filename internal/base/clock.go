package base

import (
	"sync"
	"time"
)

// Clock tells the time. Code outside this file never asks the machine for it.
type Clock interface{ Now() time.Time }

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now is the present moment in UTC.
func (SystemClock) Now() time.Time { return time.Now().UTC() }

// ShiftedClock runs with the machine, a stretch ahead of it that only grows.
// The demo and the tests move time with it instead of waiting.
type ShiftedClock struct {
	mu    sync.RWMutex
	ahead time.Duration
}

// Now is the shifted moment in UTC.
func (c *ShiftedClock) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return time.Now().UTC().Add(c.ahead)
}

// Advance moves the clock forward; a negative step is ignored.
func (c *ShiftedClock) Advance(by time.Duration) {
	if by <= 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += by
}

// FrozenClock stands still until a test moves it.
type FrozenClock struct {
	mu  sync.RWMutex
	now time.Time
}

// NewFrozenClock returns a clock that stands at the moment.
func NewFrozenClock(at time.Time) *FrozenClock { return &FrozenClock{now: at.UTC()} }

// Now is where the clock stands.
func (c *FrozenClock) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.now
}

// Set puts the clock to a moment, in either direction.
func (c *FrozenClock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at.UTC()
}

// Advance moves the clock.
func (c *FrozenClock) Advance(by time.Duration) { c.Set(c.Now().Add(by)) }
