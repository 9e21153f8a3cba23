package calendar

import (
	"strconv"
	"strings"
	"time"

	"sluice/internal/base"
)

// Unit is what a Span counts.
type Unit string

// The units. Minutes and hours are elapsed time, working hours count between opening and closing,
// the others keep the wall clock.
const (
	Minutes      Unit = "m"
	Hours        Unit = "h"
	WorkingHours Unit = "wh"
	Days         Unit = "d"
	WorkingDays  Unit = "wd"
	Weeks        Unit = "w"
)

// unitMax keeps a span below about ten years, far from where time overflows.
var unitMax = map[Unit]int{
	Minutes: 5_256_000, Hours: 87_600, WorkingHours: 2000, Days: 3650, WorkingDays: 2600, Weeks: 520,
}

// Span is a stretch of time as settings state it: "30m", "24h", "4wh", "2d", "2wd" or "8w". The
// zero span is none. It is comparable.
type Span struct {
	n    int
	unit Unit
}

// NewSpan makes a span of n units. Errors are invalid.
func NewSpan(n int, unit Unit) (Span, error) {
	most, ok := unitMax[unit]
	if !ok {
		return Span{}, base.Fail(base.CodeInvalid, "worktime.no_span")
	}
	if n < 1 || n > most {
		return Span{}, base.Fail(base.CodeInvalid, "error.range").With("Min", 1).With("Max", most)
	}
	return Span{n, unit}, nil
}

// ParseSpan reads a span; upper case and spaces are forgiven, and nothing is the zero span.
func ParseSpan(text string) (Span, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return Span{}, nil
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 9 {
		return Span{}, base.Fail(base.CodeInvalid, "worktime.no_span")
	}
	n, err := strconv.Atoi(text[:digits])
	if err != nil {
		return Span{}, base.Fail(base.CodeInvalid, "worktime.no_span")
	}
	return NewSpan(n, Unit(strings.TrimSpace(text[digits:])))
}

// IsZero says that there is no span.
func (s Span) IsZero() bool { return s == Span{} }

// Count is how many units the span has.
func (s Span) Count() int { return s.n }

// Unit is what the span counts; the zero span has none.
func (s Span) Unit() Unit { return s.unit }

// String is the span as ParseSpan reads it; the zero span is "".
func (s Span) String() string {
	if s.IsZero() {
		return ""
	}
	return strconv.Itoa(s.n) + string(s.unit)
}

// MarshalText writes what String shows.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty is the zero span.
func (s *Span) UnmarshalText(text []byte) error {
	parsed, err := ParseSpan(string(text))
	if err == nil {
		*s = parsed
	}
	return err
}

// Add is the moment at which the span from at ends. The zero span ends at once.
func (c *Calendar) Add(at time.Time, s Span) time.Time {
	switch s.unit {
	case Minutes:
		return at.Add(time.Duration(s.n) * time.Minute).UTC()
	case Hours:
		return at.Add(time.Duration(s.n) * time.Hour).UTC()
	case WorkingHours:
		return c.AddWorkingHours(at, time.Duration(s.n)*time.Hour)
	case Days:
		return c.AddDays(at, s.n)
	case WorkingDays:
		return c.AddWorkingDays(at, s.n)
	case Weeks:
		return c.AddWeeks(at, s.n)
	default:
		return at.UTC()
	}
}
