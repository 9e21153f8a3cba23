package base

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Moment is a point in time as the database keeps it: UTC, to the microsecond, NULL when there is none.
type Moment struct{ time.Time }

// At makes a Moment, cut to what the database can hold.
func At(t time.Time) Moment {
	if t.IsZero() {
		return Moment{}
	}
	return Moment{t.UTC().Truncate(time.Microsecond)}
}

// Value stores microseconds since 1970, or NULL.
func (m Moment) Value() (driver.Value, error) {
	if m.IsZero() {
		return nil, nil
	}
	return m.UnixMicro(), nil
}

// Scan reads what Value stored.
func (m *Moment) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*m = Moment{}
	case int64:
		*m = Moment{time.UnixMicro(v).UTC()}
	default:
		return fmt.Errorf("a moment cannot be read from %T", src)
	}
	return nil
}
