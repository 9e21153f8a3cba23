package blueprint

import "sluice/internal/calendar"

// WorkingTime is the part of calendar.Settings that a blueprint sets apart from country and zone.
type WorkingTime struct {
	Holidays      bool                   `json:"holidays"`
	LiberationDay calendar.LiberationDay `json:"liberation_day,omitempty"`
	WorkingDays   calendar.Weekdays      `json:"working_days"`
	Opens         calendar.ClockTime     `json:"opens"`
	Closes        calendar.ClockTime     `json:"closes"`
	ClosedDays    []calendar.Day         `json:"closed_days,omitempty"`
	OpenDays      []calendar.Day         `json:"open_days,omitempty"`
}

// CalendarSettings is the workspace's working time, as calendar.New takes it.
func (d *Document) CalendarSettings() calendar.Settings {
	w := d.Calendar
	return calendar.Settings{
		Zone: d.Zone, Country: d.Country, Holidays: w.Holidays, LiberationDay: w.LiberationDay,
		WorkingDays: w.WorkingDays, Opens: w.Opens, Closes: w.Closes,
		ClosedDays: w.ClosedDays, OpenDays: w.OpenDays,
	}
}
