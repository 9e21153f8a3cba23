package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Weekdays is a set of days of the week. As text it is names in order: "mon tue wed thu fri".
type Weekdays uint8

// MondayToFriday is the usual working week.
const MondayToFriday = Weekdays(1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday)

var weekdayNames = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// NewWeekdays returns the set of the days given.
func NewWeekdays(days ...time.Weekday) Weekdays {
	var set Weekdays
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

// Has says whether the day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// String lists the days, Monday first.
func (w Weekdays) String() string {
	var names []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); w.Has(d) {
			names = append(names, weekdayNames[d])
		}
	}
	return strings.Join(names, " ")
}

// MarshalText writes what String shows.
func (w Weekdays) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads names of days, in any order, apart by spaces or commas.
func (w *Weekdays) UnmarshalText(text []byte) error {
	var set Weekdays
	for _, name := range strings.FieldsFunc(strings.ToLower(string(text)), isListSpace) {
		day, ok := weekdayNamed(name)
		if !ok {
			return fmt.Errorf("%q is not a day of the week: use %s", name, NewWeekdays(0, 1, 2, 3, 4, 5, 6))
		}
		set |= 1 << day
	}
	*w = set
	return nil
}

func isListSpace(r rune) bool { return r == ',' || r == ' ' }

func weekdayNamed(name string) (time.Weekday, bool) {
	for i, n := range weekdayNames {
		if n == name {
			return time.Weekday(i), true
		}
	}
	return 0, false
}
