package calendar

import "time"

// at is the moment at which the zone's clock shows the time of the day. A time that the spring gap
// skips is read by the clock from before the gap, so 02:30 becomes 03:30; of a time that the autumn
// overlap repeats, the second is taken. time.Date leaves both open, so they are settled here.
func (c *Calendar) at(d Day, clock time.Duration) time.Time {
	wall := d.utc().Add(clock)
	before, after := c.offset(wall.Add(-24*time.Hour)), c.offset(wall.Add(24*time.Hour))
	first, second := wall.Add(-before), wall.Add(-after)
	if c.offset(second) == after {
		return second
	}
	return first
}

func (c *Calendar) offset(t time.Time) time.Duration {
	_, seconds := t.In(c.zone).Zone()
	return time.Duration(seconds) * time.Second
}

// split takes the moment apart into its local day and the time that the clock shows.
func (c *Calendar) split(t time.Time) (Day, time.Duration) {
	local := t.In(c.zone)
	hour, minute, second := local.Clock()
	clock := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
		time.Duration(second)*time.Second + time.Duration(local.Nanosecond())
	return dayOf(local), clock
}
