package calendar

import (
	"fmt"
	"strconv"
	"time"
)

// ClockTime is a time of day in minutes after midnight, 0 to 1440.
type ClockTime int

const endOfDay ClockTime = 24 * 60

// ParseClockTime reads a time of day like 17:00; 24:00 is the end of the day.
func ParseClockTime(text string) (ClockTime, error) {
	if len(text) != 5 || text[2] != ':' {
		return 0, fmt.Errorf("%q is not a time of day like 17:00", text)
	}
	hour, err1 := strconv.ParseUint(text[:2], 10, 8)
	minute, err2 := strconv.ParseUint(text[3:], 10, 8)
	at := ClockTime(hour*60 + minute)
	if err1 != nil || err2 != nil || minute > 59 || at > endOfDay {
		return 0, fmt.Errorf("%q is not a time of day like 17:00", text)
	}
	return at, nil
}

// String is the time of day like 09:30.
func (c ClockTime) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes what String shows.
func (c ClockTime) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *ClockTime) UnmarshalText(text []byte) error {
	parsed, err := ParseClockTime(string(text))
	if err == nil {
		*c = parsed
	}
	return err
}

// duration is the wall-clock distance from midnight.
func (c ClockTime) duration() time.Duration { return time.Duration(c) * time.Minute }
