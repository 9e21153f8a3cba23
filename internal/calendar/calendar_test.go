package calendar

import (
	"testing"
	"time"
	_ "time/tzdata"

	"sluice/internal/base"
)

// office is open from Monday to Friday, 09:00 to 17:00, and closed on public holidays.
func office(zone, country string) Settings {
	return Settings{
		Zone: zone, Country: country, Holidays: true, LiberationDay: LiberationLustrum,
		WorkingDays: MondayToFriday, Opens: 9 * 60, Closes: 17 * 60,
	}
}

// dutch is the calendar of the vectors.
func dutch(t testing.TB, change ...func(*Settings)) *Calendar {
	t.Helper()
	s := office("Europe/Amsterdam", "NL")
	for _, f := range change {
		f(&s)
	}
	c, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// plain counts only Saturday and Sunday as days off.
func plain(s *Settings) { s.Holidays = false }

// local reads a wall-clock time in the calendar's zone.
func local(t testing.TB, c *Calendar, text string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, text, c.Zone()); err == nil {
			return at
		}
	}
	t.Fatalf("%q is not a time", text)
	return time.Time{}
}

func utc(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func wantMoment(t *testing.T, c *Calendar, got time.Time, wantLocal string) {
	t.Helper()
	const layout = "2006-01-02 15:04:05"
	if show := c.Local(got).Format(layout); show != wantLocal && show != wantLocal+":00" {
		t.Errorf("got %s local (%s), want %s", show, got.Format(time.RFC3339), wantLocal)
	}
	if got.Location() != time.UTC {
		t.Errorf("got a moment in %s, want UTC", got.Location())
	}
}

func TestNew_RefusesEachWrongSetting(t *testing.T) {
	cases := map[string]struct {
		field  string
		change func(*Settings)
	}{
		"no zone":            {"zone", func(s *Settings) { s.Zone = "" }},
		"the machine's zone": {"zone", func(s *Settings) { s.Zone = "Local" }},
		"unknown zone":       {"zone", func(s *Settings) { s.Zone = "Europe/Atlantis" }},
		"path as zone":       {"zone", func(s *Settings) { s.Zone = "../etc/passwd" }},
		"unknown country":    {"country", func(s *Settings) { s.Country = "XX" }},
		"liberation day":     {"liberation_day", func(s *Settings) { s.LiberationDay = "sometimes" }},
		"no working days":    {"working_days", func(s *Settings) { s.WorkingDays = 0 }},
		"an eighth day":      {"working_days", func(s *Settings) { s.WorkingDays = 0xff }},
		"closes before open": {"closes", func(s *Settings) { s.Closes = 8 * 60 }},
		"closes tomorrow":    {"closes", func(s *Settings) { s.Closes = 25 * 60 }},
		"opens yesterday":    {"closes", func(s *Settings) { s.Opens = -1 }},
		"too many closed":    {"closed_days", func(s *Settings) { s.ClosedDays = make([]Day, maxListedDays+1) }},
		"too many open":      {"open_days", func(s *Settings) { s.OpenDays = make([]Day, maxListedDays+1) }},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s := office("Europe/Amsterdam", "NL")
			tc.change(&s)
			c, err := New(s)
			if c != nil || base.CodeOf(err) != base.CodeInvalid {
				t.Fatalf("got %v, %v; want no calendar and invalid", c, err)
			}
			if fields := base.AsError(err).Fields; len(fields) != 1 || fields[0].Field != tc.field {
				t.Errorf("got fields %v, want only %s", fields, tc.field)
			}
		})
	}
}

func TestNew_KeepsNothingOfTheCallersLists(t *testing.T) {
	days := []Day{{2026, time.March, 4}}
	c := dutch(t, func(s *Settings) { s.ClosedDays = days })
	days[0] = Day{2026, time.March, 5}
	if c.Works(Day{2026, time.March, 4}) || !c.Works(Day{2026, time.March, 5}) {
		t.Error("the calendar changed with the caller's list")
	}
}

func TestNew_CountryMayBeEmpty(t *testing.T) {
	c := dutch(t, func(s *Settings) { s.Country = "" })
	if !c.Works(Day{2026, time.April, 27}) {
		t.Error("a calendar without a country keeps King's Day")
	}
}

func TestWorks(t *testing.T) {
	saturday, friday, kings := Day{2026, time.March, 7}, Day{2026, time.March, 6}, Day{2026, time.April, 27}
	lists := func(closed, open []Day) func(*Settings) {
		return func(s *Settings) { s.ClosedDays, s.OpenDays = closed, open }
	}
	cases := map[string]struct {
		day    Day
		change func(*Settings)
		want   bool
	}{
		"weekday":                      {friday, lists(nil, nil), true},
		"weekend":                      {saturday, lists(nil, nil), false},
		"holiday":                      {kings, lists(nil, nil), false},
		"holiday without holidays":     {kings, plain, true},
		"closed by the admin":          {friday, lists([]Day{friday}, nil), false},
		"open on a holiday":            {kings, lists(nil, []Day{kings}), true},
		"open on a Saturday":           {saturday, lists(nil, []Day{saturday}), true},
		"closed wins over open":        {kings, lists([]Day{kings}, []Day{kings}), false},
		"closed day holds when plain":  {friday, func(s *Settings) { plain(s); s.ClosedDays = []Day{friday} }, false},
		"Saturday in the working week": {saturday, func(s *Settings) { s.WorkingDays = NewWeekdays(time.Saturday) }, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := dutch(t, tc.change).Works(tc.day); got != tc.want {
				t.Errorf("Works(%s) = %t, want %t", tc.day, got, tc.want)
			}
		})
	}
}

func TestINV11_OpeningIsTheClocksAlsoWhereItWasSet(t *testing.T) {
	c := dutch(t, func(s *Settings) { s.Opens = 8*60 + 30 })
	for day, want := range map[Day]string{
		{2026, time.March, 27}:   "2026-03-27T07:30:00Z",
		{2026, time.March, 29}:   "2026-03-29T06:30:00Z", // the clocks go forward that night
		{2026, time.October, 25}: "2026-10-25T07:30:00Z", // and back
	} {
		if got := c.Opening(day); !got.Equal(utc(t, want)) {
			t.Errorf("%s opens at %s, want %s", day, got.UTC(), want)
		}
	}
}

func TestINV11_TheDayIsTheZonesDay(t *testing.T) {
	c := dutch(t)
	late := utc(t, "2026-03-06T23:30:00Z") // already Saturday in Amsterdam
	if c.Works(c.DayOf(late)) {
		t.Error("00:30 on Saturday counts as Friday")
	}
	if got, want := c.DayOf(late), (Day{2026, time.March, 7}); got != want {
		t.Errorf("DayOf = %s, want %s", got, want)
	}
	if got, want := c.NextWorkingDay(late), (Day{2026, time.March, 9}); got != want {
		t.Errorf("NextWorkingDay = %s, want %s", got, want)
	}
	wantMoment(t, c, c.Start(Day{2026, time.March, 29}).UTC(), "2026-03-29 00:00")
}
