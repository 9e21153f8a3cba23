package calendar

import (
	"testing"
	"time"
)

func TestINV11_OfferDeadline(t *testing.T) {
	cases := []struct{ offered, want, wantUTC, plain string }{
		{"2026-03-04 10:15", "2026-03-05 10:15", "2026-03-05T09:15:00Z", ""},
		{"2026-03-06 16:59:59", "2026-03-07 16:59:59", "2026-03-07T15:59:59Z", ""},
		{"2026-03-06 17:00:00", "2026-03-07 17:00", "2026-03-07T16:00:00Z", ""},
		{"2026-03-06 17:00:01", "2026-03-09 17:00", "2026-03-09T16:00:00Z", ""},
		{"2026-03-07 23:30", "2026-03-09 17:00", "2026-03-09T16:00:00Z", ""},
		{"2026-03-08 20:00", "2026-03-09 17:00", "2026-03-09T16:00:00Z", ""},
		{"2026-03-09 00:00", "2026-03-10 00:00", "2026-03-09T23:00:00Z", ""},
		{"2026-03-27 17:30", "2026-03-30 17:00", "2026-03-30T15:00:00Z", ""},
		{"2026-04-03 18:00", "2026-04-07 17:00", "2026-04-07T15:00:00Z", "2026-04-06 17:00"},
		{"2026-04-06 09:00", "2026-04-07 17:00", "2026-04-07T15:00:00Z", "2026-04-07 09:00"},
		{"2026-04-24 17:01", "2026-04-28 17:00", "2026-04-28T15:00:00Z", "2026-04-27 17:00"},
		{"2026-05-13 16:00", "2026-05-14 16:00", "2026-05-14T14:00:00Z", ""},
		{"2026-05-13 18:00", "2026-05-15 17:00", "2026-05-15T15:00:00Z", "2026-05-14 18:00"},
		{"2026-10-24 12:00", "2026-10-26 17:00", "2026-10-26T16:00:00Z", ""},
		{"2026-12-24 18:00", "2026-12-28 17:00", "2026-12-28T16:00:00Z", "2026-12-25 18:00"},
		{"2027-03-26 18:00", "2027-03-30 17:00", "2027-03-30T15:00:00Z", "2027-03-29 17:00"},
		{"2027-10-29 18:00", "2027-11-01 17:00", "2027-11-01T16:00:00Z", ""},
	}
	full, simple := dutch(t), dutch(t, plain)
	for _, tc := range cases {
		t.Run(tc.offered, func(t *testing.T) {
			at := local(t, full, tc.offered)
			got := full.OfferDeadline(at)
			wantMoment(t, full, got, tc.want)
			if want := utc(t, tc.wantUTC); !got.Equal(want) {
				t.Errorf("got %s, want %s", got, want)
			}
			if tc.plain == "" {
				tc.plain = tc.want
			}
			wantMoment(t, simple, simple.OfferDeadline(at), tc.plain)
		})
	}
}

func TestOfferDeadline_KeepsFractionsOfASecond(t *testing.T) {
	c := dutch(t)
	at := local(t, c, "2026-03-06 17:00").Add(time.Microsecond)
	wantMoment(t, c, c.OfferDeadline(at), "2026-03-09 17:00")
}

func TestOfferDeadline_AtTheOfficesOwnClosingTime(t *testing.T) {
	c := dutch(t, func(s *Settings) { s.Closes = 18*60 + 30 })
	wantMoment(t, c, c.OfferDeadline(local(t, c, "2026-03-06 18:30")), "2026-03-07 18:30")
	wantMoment(t, c, c.OfferDeadline(local(t, c, "2026-03-06 18:30:01")), "2026-03-09 18:30")
}

func TestINV11_DaysAndWorkingDays(t *testing.T) {
	cases := []struct{ rule, span, start, want, wantUTC string }{
		{"claim", "2d", "2026-03-28 09:00", "2026-03-30 09:00", "2026-03-30T07:00:00Z"},
		{"claim", "2d", "2026-03-27 02:30", "2026-03-29 03:30", "2026-03-29T01:30:00Z"},
		{"claim", "2d", "2026-10-24 09:00", "2026-10-26 09:00", "2026-10-26T08:00:00Z"},
		{"claim", "2d", "2027-03-27 12:00", "2027-03-29 12:00", "2027-03-29T10:00:00Z"},
		{"reminder", "2wd", "2026-03-06 11:00", "2026-03-10 11:00", "2026-03-10T10:00:00Z"},
		{"reminder", "2wd", "2026-03-07 23:00", "2026-03-10 23:00", "2026-03-10T22:00:00Z"},
		{"reminder", "2wd", "2026-04-02 11:00", "2026-04-07 11:00", "2026-04-07T09:00:00Z"},
		{"reminder", "2wd", "2026-12-24 10:00", "2026-12-29 10:00", "2026-12-29T09:00:00Z"},
		{"inactive", "56d", "2026-02-02 09:00", "2026-03-30 09:00", "2026-03-30T07:00:00Z"},
		{"inactive", "8w", "2026-02-02 09:00", "2026-03-30 09:00", "2026-03-30T07:00:00Z"},
		{"deletable", "60d", "2026-02-01 08:00", "2026-04-02 08:00", "2026-04-02T06:00:00Z"},
		{"overlap, second", "1d", "2026-10-24 02:30", "2026-10-25 02:30", "2026-10-25T01:30:00Z"},
		{"overlap's first minute", "1d", "2026-10-24 02:00", "2026-10-25 02:00", "2026-10-25T01:00:00Z"},
		{"overlap is over", "1d", "2026-10-24 03:00", "2026-10-25 03:00", "2026-10-25T02:00:00Z"},
		{"gap's first minute", "1d", "2026-03-28 02:00", "2026-03-29 03:00", "2026-03-29T01:00:00Z"},
		{"gap is over", "1d", "2026-03-28 03:00", "2026-03-29 03:00", "2026-03-29T01:00:00Z"},
		{"noon of the gap", "1d", "2026-03-28 12:00", "2026-03-29 12:00", "2026-03-29T10:00:00Z"},
		{"elapsed hours", "24h", "2026-03-28 12:00", "2026-03-29 13:00", "2026-03-29T11:00:00Z"},
		{"elapsed minutes", "90m", "2026-03-29 01:00", "2026-03-29 03:30", "2026-03-29T01:30:00Z"},
		{"working hours", "4wh", "2026-03-06 15:00", "2026-03-09 11:00", "2026-03-09T10:00:00Z"},
		{"no span", "", "2026-03-06 15:00", "2026-03-06 15:00", "2026-03-06T14:00:00Z"},
	}
	c := dutch(t)
	for _, tc := range cases {
		t.Run(tc.rule+" "+tc.start, func(t *testing.T) {
			span, err := ParseSpan(tc.span)
			if err != nil {
				t.Fatal(err)
			}
			got := c.Add(local(t, c, tc.start), span)
			wantMoment(t, c, got, tc.want)
			if want := utc(t, tc.wantUTC); !got.Equal(want) {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// TestINV11_ElapsedAcrossClockChanges states in hours what the vectors state in moments.
func TestINV11_ElapsedAcrossClockChanges(t *testing.T) {
	c := dutch(t)
	for start, want := range map[string]time.Duration{
		"2026-03-28 09:00": 47 * time.Hour,
		"2026-10-24 09:00": 49 * time.Hour,
		"2026-06-01 09:00": 48 * time.Hour,
	} {
		at := local(t, c, start)
		if got := c.AddDays(at, 2).Sub(at); got != want {
			t.Errorf("two days from %s are %s, want %s", start, got, want)
		}
	}
}

func TestINV11_AnotherZoneAnotherDeadline(t *testing.T) {
	canaries := dutch(t, func(s *Settings) { s.Zone, s.Country = "Atlantic/Canary", "ES" })
	at := utc(t, "2026-03-06T16:30:00Z") // 16:30 there, 17:30 in Amsterdam
	wantMoment(t, canaries, canaries.OfferDeadline(at), "2026-03-07 16:30")
	wantMoment(t, dutch(t), dutch(t).OfferDeadline(at), "2026-03-09 17:00")
}

func TestAdd_Backwards(t *testing.T) {
	c := dutch(t)
	at := local(t, c, "2026-04-07 11:00")
	wantMoment(t, c, c.AddWorkingDays(at, -1), "2026-04-03 11:00")
	wantMoment(t, c, c.AddDays(at, -14), "2026-03-24 11:00")
	wantMoment(t, c, c.AddWeeks(at, -1), "2026-03-31 11:00")
}

// TestAdd_NothingIsNoChange matters in the repeated hour, where the wall clock alone would move
// the first 02:30 to the second.
func TestAdd_NothingIsNoChange(t *testing.T) {
	c := dutch(t)
	at := utc(t, "2026-10-25T00:30:00Z")
	for name, got := range map[string]time.Time{
		"days": c.AddDays(at, 0), "working days": c.AddWorkingDays(at, 0), "weeks": c.AddWeeks(at, 0),
		"working hours": c.AddWorkingHours(at, 0), "no span": c.Add(at, Span{}),
	} {
		if !got.Equal(at) {
			t.Errorf("%s: got %s, want %s", name, got, at)
		}
	}
}

func TestAddWorkingHours(t *testing.T) {
	cases := []struct {
		start string
		hours float64
		want  string
	}{
		{"2026-03-04 10:00", 2, "2026-03-04 12:00"},
		{"2026-03-04 07:00", 2, "2026-03-04 11:00"},
		{"2026-03-04 15:00", 2, "2026-03-04 17:00"},
		{"2026-03-04 15:00", 2.5, "2026-03-05 09:30"},
		{"2026-03-04 19:00", 1, "2026-03-05 10:00"},
		{"2026-03-06 17:00", 1, "2026-03-09 10:00"},
		{"2026-03-07 12:00", 8, "2026-03-09 17:00"},
		{"2026-04-03 16:00", 9, "2026-04-07 17:00"},
		{"2026-03-27 16:00", 2, "2026-03-30 10:00"},
		{"2026-03-02 09:00", 40, "2026-03-06 17:00"},
	}
	c := dutch(t)
	for _, tc := range cases {
		t.Run(tc.start, func(t *testing.T) {
			left := time.Duration(tc.hours * float64(time.Hour))
			wantMoment(t, c, c.AddWorkingHours(local(t, c, tc.start), left), tc.want)
		})
	}
}

// TestAddWorkingHours_ElapsedOverTheGap works through the night in which an hour is missing.
func TestAddWorkingHours_ElapsedOverTheGap(t *testing.T) {
	c := dutch(t, func(s *Settings) {
		s.WorkingDays, s.Opens, s.Closes = NewWeekdays(0, 1, 2, 3, 4, 5, 6), 0, endOfDay
	})
	wantMoment(t, c, c.AddWorkingHours(local(t, c, "2026-03-28 23:00"), 4*time.Hour), "2026-03-29 04:00")
}
