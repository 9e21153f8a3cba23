package calendar

import (
	"fmt"
	"time"
)

// Day is a date without a time or a zone. It is comparable and can be a map key.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

const dayLayout = "2006-01-02"

// ParseDay reads a date like 2026-03-06.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(dayLayout, text)
	if err != nil {
		return Day{}, fmt.Errorf("%q is not a date like 2026-03-06", text)
	}
	return dayOf(t), nil
}

func dayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// utc is the day's midnight in UTC, where every day has 24 hours: the ground for counting days.
func (d Day) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Add returns the day n days later, or earlier where n is negative.
func (d Day) Add(n int) Day { return dayOf(d.utc().AddDate(0, 0, n)) }

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// Before says whether d comes before other.
func (d Day) Before(other Day) bool { return d.utc().Before(other.utc()) }

// String is the date like 2026-03-06; the zero day is "".
func (d Day) String() string {
	if d == (Day{}) {
		return ""
	}
	return d.utc().Format(dayLayout)
}

// MarshalText writes what String shows.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty is the zero day.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	parsed, err := ParseDay(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}
