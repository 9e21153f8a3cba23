package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestINV11_HolidayTables holds the tables of two years, as day/month.
func TestINV11_HolidayTables(t *testing.T) {
	cases := []struct {
		country string
		year    int
		want    string
	}{
		{"NL", 2026, "1/1 6/4 27/4 14/5 25/5 25/12 26/12"},
		{"NL", 2027, "1/1 29/3 27/4 6/5 17/5 25/12 26/12"},
		{"NL", 2025, "1/1 21/4 26/4 5/5 29/5 9/6 25/12 26/12"}, // 27 April is a Sunday; a lustrum
		{"BE", 2026, "1/1 6/4 1/5 14/5 25/5 21/7 15/8 1/11 11/11 25/12"},
		{"BE", 2027, "1/1 29/3 1/5 6/5 17/5 21/7 15/8 1/11 11/11 25/12"},
		{"DE", 2026, "1/1 3/4 6/4 1/5 14/5 25/5 3/10 25/12 26/12"},
		{"DE", 2027, "1/1 26/3 29/3 1/5 6/5 17/5 3/10 25/12 26/12"},
		{"ES", 2026, "1/1 6/1 3/4 1/5 15/8 12/10 1/11 6/12 8/12 25/12"},
		{"ES", 2027, "1/1 6/1 26/3 1/5 15/8 12/10 1/11 6/12 8/12 25/12"},
		{"PL", 2026, "1/1 6/1 6/4 1/5 3/5 4/6 15/8 1/11 11/11 24/12 25/12 26/12"},
		{"PL", 2027, "1/1 6/1 29/3 1/5 3/5 27/5 15/8 1/11 11/11 24/12 25/12 26/12"},
		{"PL", 2024, "1/1 6/1 1/4 1/5 3/5 30/5 15/8 1/11 11/11 25/12 26/12"}, // the Eve came in 2025
		{"XX", 2026, ""},
	}
	for _, tc := range cases {
		t.Run(fmt.Sprint(tc.country, tc.year), func(t *testing.T) {
			var got []string
			for _, h := range Holidays(tc.country, tc.year, "") {
				got = append(got, fmt.Sprintf("%d/%d", h.Day.Day, h.Day.Month))
			}
			if s := strings.Join(got, " "); s != tc.want {
				t.Errorf("got  %s\nwant %s", s, tc.want)
			}
		})
	}
}

func TestHolidays_LiberationDayIsASetting(t *testing.T) {
	cases := []struct {
		setting LiberationDay
		year    int
		want    bool
	}{
		{"", 2026, false},
		{"", 2030, true},
		{LiberationLustrum, 2026, false},
		{LiberationLustrum, 2030, true},
		{LiberationYearly, 2026, true},
		{LiberationNever, 2030, false},
	}
	for _, tc := range cases {
		c := dutch(t, func(s *Settings) { s.LiberationDay, s.WorkingDays = tc.setting, NewWeekdays(0, 1, 2, 3, 4, 5, 6) })
		if got := !c.Works(Day{tc.year, time.May, 5}); got != tc.want {
			t.Errorf("setting %q, %d: off is %t, want %t", tc.setting, tc.year, got, tc.want)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range []Day{
		{1818, time.March, 22}, {1943, time.April, 25}, {1954, time.April, 18}, {1981, time.April, 19},
		{2000, time.April, 23}, {2019, time.April, 21}, {2024, time.March, 31}, {2025, time.April, 20},
		{2026, time.April, 5}, {2027, time.March, 28}, {2038, time.April, 25}, {2076, time.April, 19},
	} {
		if got := Easter(want.Year); got != want {
			t.Errorf("Easter(%d) = %s, want %s", want.Year, got, want)
		}
	}
}

func TestHolidays_AnyYear(t *testing.T) {
	for year := 1900; year <= 2200; year++ {
		if e := Easter(year); e.Weekday() != time.Sunday || e.Before(Day{year, time.March, 22}) || (Day{year, time.April, 25}).Before(e) {
			t.Fatalf("Easter(%d) = %s", year, e)
		}
		for _, country := range Countries() {
			list := Holidays(country, year, LiberationYearly)
			if !slices.IsSortedFunc(list, func(a, b Holiday) int { return a.Day.utc().Compare(b.Day.utc()) }) {
				t.Fatalf("%s %d is not in order: %v", country, year, list)
			}
			for _, h := range list {
				if h.Day.Year != year || h.Key == "" {
					t.Fatalf("%s %d has %v", country, year, h)
				}
			}
		}
	}
}
