package i18n

import (
	"strconv"
	"time"
)

// calendarNames are a language's names of days and months.
type calendarNames struct {
	weekday, weekdayShort      [7]string
	month, monthOf, monthShort [12]string
}

func newCalendarNames(messages map[string]*message) *calendarNames {
	name := func(family Prefix, n int) string {
		if m := messages[family.Key(strconv.Itoa(n))]; m != nil {
			return m.in(formOther).plain
		}
		return strconv.Itoa(n)
	}
	c := &calendarNames{}
	for d := range c.weekday {
		c.weekday[d], c.weekdayShort[d] = name(weekdays, d), name(weekdaysAbbr, d)
	}
	for m := range c.month {
		c.month[m], c.monthOf[m], c.monthShort[m] = name(months, m+1), name(monthsOf, m+1), name(monthsAbbr, m+1)
	}
	return c
}

// Weekday is the full name of a day.
func (p *Printer) Weekday(d time.Weekday) string { return p.tongue.calendar.weekday[d] }

// WeekdayShort is the short name of a day, for the heads of a calendar.
func (p *Printer) WeekdayShort(d time.Weekday) string { return p.tongue.calendar.weekdayShort[d] }

// Date is a day with its year: "Mon 9 Mar 2026".
func (p *Printer) Date(t time.Time) string { return p.T("time.date", p.dateArgs(t)) }

// ShortDate is a day of which the year is plain: "Mon 9 Mar".
func (p *Printer) ShortDate(t time.Time) string { return p.T("time.date_short", p.dateArgs(t)) }

// Clock is the time of day: "17:00".
func (p *Printer) Clock(t time.Time) string { return t.In(p.zone).Format("15:04") }

// DateTime is a moment of which the year is plain: "Mon 9 Mar 17:00".
func (p *Printer) DateTime(t time.Time) string { return p.ShortDate(t) + " " + p.Clock(t) }

// LongDate is a day in full words: "Monday 9 March 2026".
func (p *Printer) LongDate(t time.Time) string { return p.T("time.date_long", p.dateArgs(t)) }

// LongDateTime is a moment in full words, for readers outside: "Monday 9 March 2026 at 17:00".
func (p *Printer) LongDateTime(t time.Time) string {
	return p.T("time.date_time_long", Args{"Date": p.LongDate(t), "Clock": p.Clock(t)})
}

func (p *Printer) dateArgs(t time.Time) Args {
	t = t.In(p.zone)
	names := p.tongue.calendar
	return Args{
		"Weekday":      names.weekday[t.Weekday()],
		"WeekdayShort": names.weekdayShort[t.Weekday()],
		"Day":          strconv.Itoa(t.Day()),
		"Month":        names.monthOf[t.Month()-1],
		"MonthShort":   names.monthShort[t.Month()-1],
		"Year":         strconv.Itoa(t.Year()),
	}
}

// Near is a moment as someone says it at now: "today 17:00", "tomorrow 09:00",
// "yesterday 17:40", the weekday within the coming six days, otherwise the date, with its
// year when that is another one.
func (p *Printer) Near(t, now time.Time) string {
	clock := Args{"Clock": p.Clock(t)}
	switch days := p.daysFrom(now, t); {
	case days == 0:
		return p.T("time.today_at", clock)
	case days == 1:
		return p.T("time.tomorrow_at", clock)
	case days == -1:
		return p.T("time.yesterday_at", clock)
	case days > 1 && days < 7:
		return p.WeekdayShort(t.In(p.zone).Weekday()) + " " + p.Clock(t)
	case p.sameYear(t, now):
		return p.DateTime(t)
	default:
		return p.Date(t) + " " + p.Clock(t)
	}
}

// Ago says how long before now t was: minutes, hours on the same day, "yesterday 17:40", then
// the date. What lies ahead is written as Near does.
func (p *Printer) Ago(t, now time.Time) string {
	past := now.Sub(t)
	switch days := p.daysFrom(now, t); {
	case past < -time.Minute:
		return p.Near(t, now)
	case past < time.Minute:
		return p.T("time.just_now")
	case past < time.Hour || days == 0:
		return p.T("time.ago", Args{"Duration": p.coarse(past)})
	case days == -1:
		return p.Near(t, now)
	case p.sameYear(t, now):
		return p.ShortDate(t)
	default:
		return p.Date(t)
	}
}

// Left says how much time a deadline leaves, or by how much it has passed.
func (p *Printer) Left(deadline, now time.Time) string {
	if left := deadline.Sub(now); left >= 0 {
		return p.T("time.left", Args{"Duration": p.Duration(left)})
	}
	return p.T("time.late", Args{"Duration": p.Duration(now.Sub(deadline))})
}

// Duration is a stretch of time in at most two units: "3 d 4 h", "4 h 12 m", "25 min", "< 1 min".
// From a week on, hours say nothing more. What is smaller is cut off, and the direction too.
func (p *Printer) Duration(d time.Duration) string {
	d = d.Abs()
	days, hours, minutes := int(d/(24*time.Hour)), int(d/time.Hour)%24, int(d/time.Minute)%60
	switch {
	case days > 0 && days < 7 && hours > 0:
		return p.N("time.days_hours", days, Args{"Hours": hours})
	case days > 0:
		return p.N("time.days", days)
	case hours > 0 && minutes > 0:
		return p.T("time.hours_minutes", Args{"Hours": hours, "Minutes": minutes})
	case hours > 0:
		return p.T("time.hours", Args{"Hours": hours})
	case minutes > 0:
		return p.T("time.minutes", Args{"Minutes": minutes})
	default:
		return p.T("time.moment")
	}
}

// coarse is a duration in its largest unit.
func (p *Printer) coarse(d time.Duration) string {
	if d >= time.Hour {
		d = d.Truncate(time.Hour)
	}
	return p.Duration(d)
}

// daysFrom counts the midnights of the reader's zone between the two moments.
func (p *Printer) daysFrom(from, to time.Time) int {
	return int(p.noon(to).Sub(p.noon(from)) / (24 * time.Hour))
}

// noon of the day in UTC: days there all have the same length.
func (p *Printer) noon(t time.Time) time.Time {
	y, m, d := t.In(p.zone).Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

func (p *Printer) sameYear(a, b time.Time) bool {
	return a.In(p.zone).Year() == b.In(p.zone).Year()
}
