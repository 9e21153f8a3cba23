package calendar

import "time"

// offerHours is how long an offer made in office time stands.
const offerHours = 24 * time.Hour

// OfferDeadline is until when an offer made at the moment may be accepted: 24 hours, unless that
// would run while the office is closed. On a day off, or after closing time before a day off, it is
// closing time on the next working day.
func (c *Calendar) OfferDeadline(at time.Time) time.Time {
	day, _ := c.split(at)
	closed := at.After(c.at(day, c.closes.duration()))
	if !c.Works(day) || closed && !c.Works(day.Add(1)) {
		return c.at(c.stepWorkingDay(day, 1), c.closes.duration()).UTC()
	}
	return at.Add(offerHours).UTC()
}

// AddDays is the same time on the wall clock n days later, or earlier where n is negative.
func (c *Calendar) AddDays(at time.Time, n int) time.Time {
	if n == 0 {
		return at.UTC()
	}
	day, clock := c.split(at)
	return c.at(day.Add(n), clock).UTC()
}

// AddWeeks is the same time on the same day of the week n weeks later.
func (c *Calendar) AddWeeks(at time.Time, n int) time.Time { return c.AddDays(at, 7*n) }

// AddWorkingDays is the same time on the wall clock on the nth working day after the local day of
// the moment, or before it where n is negative.
func (c *Calendar) AddWorkingDays(at time.Time, n int) time.Time {
	if n == 0 {
		return at.UTC()
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	day, clock := c.split(at)
	for range n {
		day = c.stepWorkingDay(day, step)
	}
	return c.at(day, clock).UTC()
}

// AddWorkingHours is when so much time has passed between opening and closing on working days.
// Time that ends just at closing ends there, not at the next opening; no time ends at once.
func (c *Calendar) AddWorkingHours(at time.Time, left time.Duration) time.Time {
	if left <= 0 {
		return at.UTC()
	}
	day, _ := c.split(at)
	for ; ; day = c.stepWorkingDay(day, 1) {
		if !c.Works(day) {
			continue
		}
		from, to := c.at(day, c.opens.duration()), c.at(day, c.closes.duration())
		if at.After(from) {
			from = at
		}
		room := max(to.Sub(from), 0)
		if left <= room {
			return from.Add(left).UTC()
		}
		left -= room
	}
}
