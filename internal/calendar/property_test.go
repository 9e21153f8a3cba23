package calendar

import (
	"math/rand/v2"
	"testing"
	"time"
)

// sampleCalendars differ in zone, hours and days off.
func sampleCalendars(t *testing.T) []*Calendar {
	return []*Calendar{
		dutch(t),
		dutch(t, plain),
		dutch(t, func(s *Settings) { s.Zone, s.Country = "Atlantic/Canary", "ES" }),
		dutch(t, func(s *Settings) { s.WorkingDays, s.Closes = NewWeekdays(0, 1, 2, 3, 4, 5, 6), 22*60 }),
		dutch(t, func(s *Settings) { s.WorkingDays = NewWeekdays(time.Tuesday) }),
		dutch(t, func(s *Settings) { s.Zone, s.Country = "Australia/Lord_Howe", "" }), // shifts half an hour
	}
}

// sampleMoment falls anywhere in 2026 and 2027.
func sampleMoment(r *rand.Rand) time.Time {
	start := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(r.Int64N(int64(2 * 365 * 24 * time.Hour))))
}

// TestINV11_MoreTimeIsLater holds for every unit: a longer span never ends earlier.
func TestINV11_MoreTimeIsLater(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range sampleCalendars(t) {
		for range 2000 {
			at, n := sampleMoment(r), r.IntN(30)
			if !c.AddDays(at, n).Before(c.AddDays(at, n+1)) {
				t.Fatalf("%s: %d days from %s are not before %d", c.Zone(), n, at, n+1)
			}
			if !c.AddWorkingDays(at, n).Before(c.AddWorkingDays(at, n+1)) {
				t.Fatalf("%s: %d working days from %s are not before %d", c.Zone(), n, at, n+1)
			}
			short, long := time.Duration(n)*time.Hour, time.Duration(n+1)*time.Hour
			if !c.AddWorkingHours(at, short).Before(c.AddWorkingHours(at, long)) {
				t.Fatalf("%s: %s of work from %s is not before %s", c.Zone(), short, at, long)
			}
		}
	}
}

// TestINV11_LaterStartIsLaterEnd: who starts later never has to be ready earlier. Wall-clock rules
// may turn two starts around inside the hour of a clock change, and by no more than that.
func TestINV11_LaterStartIsLaterEnd(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range sampleCalendars(t) {
		for range 2000 {
			first, n := sampleMoment(r), 1+r.IntN(20)
			second := first.Add(time.Duration(r.Int64N(int64(72 * time.Hour))))
			rules := map[string]struct {
				of    func(time.Time) time.Time
				slack time.Duration
			}{
				"offer":         {c.OfferDeadline, 0},
				"working hours": {func(at time.Time) time.Time { return c.AddWorkingHours(at, time.Duration(n)*time.Hour) }, 0},
				"days":          {func(at time.Time) time.Time { return c.AddDays(at, n) }, time.Hour},
			}
			for name, rule := range rules {
				if rule.of(first).After(rule.of(second).Add(rule.slack)) {
					t.Fatalf("%s in %s: %s ends after %s", name, c.Zone(), first, second)
				}
			}
		}
	}
}

// TestINV11_DeadlinesLieAhead and leave a partner at least from midnight to closing time.
func TestINV11_DeadlinesLieAhead(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, c := range sampleCalendars(t) {
		for range 2000 {
			at := sampleMoment(r)
			if left := c.OfferDeadline(at).Sub(at); left < c.closes.duration()-time.Hour {
				t.Fatalf("%s: an offer at %s leaves %s", c.Zone(), at, left)
			}
			if end := c.AddWorkingDays(at, 3); !c.Works(c.DayOf(end)) {
				t.Fatalf("%s: three working days from %s end on %s", c.Zone(), at, c.DayOf(end))
			}
		}
	}
}

// TestINV11_OnlyTheMomentCounts: the zone that a moment is written in makes no difference.
func TestINV11_OnlyTheMomentCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	elsewhere := time.FixedZone("elsewhere", -11*3600)
	c := dutch(t)
	for range 2000 {
		at := sampleMoment(r)
		if a, b := c.OfferDeadline(at), c.OfferDeadline(at.In(elsewhere)); !a.Equal(b) {
			t.Fatalf("%s: %s in one zone, %s in another", at, a, b)
		}
		if a, b := c.AddWorkingDays(at, 2), c.AddWorkingDays(at.In(elsewhere), 2); !a.Equal(b) {
			t.Fatalf("%s: %s in one zone, %s in another", at, a, b)
		}
	}
}
