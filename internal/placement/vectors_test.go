package placement_test

import (
	"testing"
	"time"

	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

func amsterdam(t *testing.T, local string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	must(t, err)
	at, err := time.ParseInLocation("2006-01-02 15:04", local, zone)
	must(t, err)
	return at.UTC()
}

func utc(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02T15:04Z", text)
	must(t, err)
	return at
}

func TestINV11_AClaimHoldsToTheSameClockTime(t *testing.T) {
	vectors := []struct{ start, end string }{
		{"2026-03-28 09:00", "2026-03-30T07:00Z"}, // 47 h: the clocks go forward
		{"2026-03-27 02:30", "2026-03-29T01:30Z"}, // 02:30 does not exist on that day
		{"2026-10-24 09:00", "2026-10-26T08:00Z"}, // 49 h: the clocks go back
		{"2027-03-27 12:00", "2027-03-29T10:00Z"},
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for _, v := range vectors {
			w.Clock.Set(amsterdam(t, v.start))
			claimed, err := w.Placement.Claim(ctx, w.Joost, w.Lead(t, "Held From "+v.start).ID)
			must(t, err)
			if want := utc(t, v.end); !claimed.DeadlineAt.Equal(want) {
				t.Errorf("claimed %s: held until %s, want %s", v.start, claimed.DeadlineAt.UTC(), want)
			}
			history, err := w.Placement.History(ctx, w.Joost, claimed.ID)
			must(t, err)
			if got := history[0]; !got.DueAt.Equal(utc(t, v.end)) || !got.WarnAt.Equal(utc(t, v.end).Add(-4*time.Hour)) {
				t.Errorf("claimed %s: ends %s, warned %s", v.start, got.DueAt.UTC(), got.WarnAt.UTC())
			}
		}
	})
}

func TestINV11_TheReminderComesOnTheSecondWorkingDay(t *testing.T) {
	vectors := []struct{ start, end string }{
		{"2026-03-06 11:00", "2026-03-10T10:00Z"},
		{"2026-03-07 23:00", "2026-03-10T22:00Z"},
		{"2026-04-02 11:00", "2026-04-07T09:00Z"}, // over Easter Monday
		{"2026-12-24 10:00", "2026-12-29T09:00Z"}, // over Christmas
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for _, v := range vectors {
			w.Clock.Set(amsterdam(t, v.start))
			l := w.Lead(t, "Given On "+v.start)
			in := placement.AssignInput{Target: lead.Target{Unit: w.Veluwe, Member: w.Joost.Member}}
			_, err := w.Placement.Assign(ctx, w.Manager, l.ID, in)
			must(t, err)
			history, err := w.Placement.History(ctx, w.Manager, l.ID)
			must(t, err)
			if want := utc(t, v.end); !history[0].RemindAt.Equal(want) {
				t.Errorf("assigned %s: reminded %s, want %s", v.start, history[0].RemindAt.UTC(), want)
			}
		}
	})
}
