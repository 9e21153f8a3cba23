package calendar

import "time"

// Works says whether the day is worked.
func (c *Calendar) Works(d Day) bool {
	if c.closed[d] || c.open[d] {
		return !c.closed[d]
	}
	return c.week.Has(d.Weekday()) && !c.isHoliday(d)
}

func (c *Calendar) isHoliday(d Day) bool {
	if !c.holidays {
		return false
	}
	for _, h := range holidayTable(yearOf(d.Year), c.country, c.liberation) {
		if h.Day == d {
			return true
		}
	}
	return false
}

// NextWorkingDay is the first working day after the local day of the moment.
func (c *Calendar) NextWorkingDay(t time.Time) Day { return c.stepWorkingDay(c.DayOf(t), 1) }

func (c *Calendar) stepWorkingDay(d Day, step int) Day {
	for d = d.Add(step); !c.Works(d); {
		d = d.Add(step)
	}
	return d
}
