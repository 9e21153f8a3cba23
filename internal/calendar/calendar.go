package calendar

import (
	"slices"
	"time"

	"sluice/internal/base"
)

// Settings are a workspace's, or a partner's, working time as an admin edits it.
type Settings struct {
	Zone    string `json:"zone" yaml:"zone"`       // IANA name, as Europe/Amsterdam
	Country string `json:"country" yaml:"country"` // ISO code of a holiday table; empty has none
	// Holidays closes the country's public holidays. ClosedDays hold without it, and win over OpenDays.
	Holidays      bool          `json:"holidays" yaml:"holidays"`
	LiberationDay LiberationDay `json:"liberation_day,omitempty" yaml:"liberation_day,omitempty"`
	WorkingDays   Weekdays      `json:"working_days" yaml:"working_days"`
	Opens         ClockTime     `json:"opens" yaml:"opens"`
	Closes        ClockTime     `json:"closes" yaml:"closes"`
	ClosedDays    []Day         `json:"closed_days,omitempty" yaml:"closed_days,omitempty"` // closed as well
	OpenDays      []Day         `json:"open_days,omitempty" yaml:"open_days,omitempty"`     // worked all the same
}

// maxListedDays bounds the editable lists, so that the search for a working day stays short.
const maxListedDays = 1000

// Calendar answers questions about working time. It never changes and may be shared.
type Calendar struct {
	zone       *time.Location
	country    string
	holidays   bool
	liberation LiberationDay
	week       Weekdays
	opens      ClockTime
	closes     ClockTime
	closed     map[Day]bool
	open       map[Day]bool
}

// New checks the settings and makes a calendar of them. Errors are invalid, with the fields by
// their names in JSON.
func New(s Settings) (*Calendar, error) {
	var wrong base.Fields
	zone, err := loadZone(s.Zone)
	if err != nil {
		wrong.Add("zone", "error.unknown")
	}
	if s.Country != "" && !slices.Contains(Countries(), s.Country) {
		wrong.Add("country", "error.unknown")
	}
	if !s.LiberationDay.known() {
		wrong.Add("liberation_day", "error.choice")
	}
	if s.WorkingDays == 0 || s.WorkingDays > 1<<7-1 {
		wrong.Add("working_days", "error.choice")
	}
	if s.Opens < 0 || s.Closes > endOfDay || s.Opens >= s.Closes {
		wrong.Add("closes", "worktime.closes_before_opening")
	}
	addTooLong(&wrong, "closed_days", s.ClosedDays)
	addTooLong(&wrong, "open_days", s.OpenDays)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return &Calendar{
		zone: zone, country: s.Country, holidays: s.Holidays, liberation: s.LiberationDay,
		week: s.WorkingDays, opens: s.Opens, closes: s.Closes,
		closed: daySet(s.ClosedDays), open: daySet(s.OpenDays),
	}, nil
}

// loadZone refuses the names that time.LoadLocation reads as something of the machine.
func loadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, base.Fail(base.CodeInvalid, "error.unknown")
	}
	return time.LoadLocation(name)
}

func addTooLong(wrong *base.Fields, field string, days []Day) {
	if len(days) > maxListedDays {
		wrong.Add(field, "error.too_large", map[string]any{"Max": maxListedDays})
	}
}

func daySet(days []Day) map[Day]bool {
	set := make(map[Day]bool, len(days))
	for _, d := range days {
		set[d] = true
	}
	return set
}

// Zone is the time zone in which the calendar computes.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Local is the moment as the workspace's wall clock shows it.
func (c *Calendar) Local(t time.Time) time.Time { return t.In(c.zone) }

// DayOf is the local day of the moment.
func (c *Calendar) DayOf(t time.Time) Day { return dayOf(t.In(c.zone)) }

// Start is the moment at which the day begins.
func (c *Calendar) Start(d Day) time.Time { return c.at(d, 0) }

// Opening is the moment at which the office opens on the day, or would if it were worked.
func (c *Calendar) Opening(d Day) time.Time { return c.at(d, c.opens.duration()) }
