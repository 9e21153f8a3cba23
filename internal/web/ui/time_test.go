package ui

import (
	"testing"
	"time"

	"sluice/internal/i18n"
)

func TestDueSaysHowLateOrHowLong(t *testing.T) {
	p := printer(t, i18n.English)
	for name, c := range map[string]struct {
		deadline   time.Time
		tone, text string
	}{
		"late":                     {now.Add(-3 * time.Hour), "overdue", "3 h late"},
		"this very moment":         {now, "today", "< 1 min"},
		"today":                    {now.Add(4*time.Hour + 12*time.Minute), "today", "4 h 12 m"},
		"last minute of the day":   {time.Date(2026, 3, 6, 22, 59, 0, 0, time.UTC), "today", "8 h 11 m"},
		"first minute of the next": {time.Date(2026, 3, 6, 23, 0, 0, 0, time.UTC), "later", "tomorrow 00:00"},
		"in weeks":                 {time.Date(2026, 4, 9, 7, 0, 0, 0, time.UTC), "later", "Thu 9 Apr 09:00"},
		"never":                    {time.Time{}, "none", "No deadline"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := render(t, Due(p, c.deadline, now))
			has(t, doc, map[string]int{`.due[data-tone="` + c.tone + `"] > svg`: 1})
			says(t, doc, ".due", c.text)
			if c.deadline.IsZero() {
				has(t, doc, map[string]int{"time": 0})
				return
			}
			if got := doc.Find("time").AttrOr("datetime", ""); got != c.deadline.Format(time.RFC3339) {
				t.Errorf("datetime %q", got)
			}
		})
	}
	says(t, render(t, DueLeft(p, now.Add(time.Hour), now)), ".due", "1 h left")
	has(t, render(t, DuePill(p, now, now)), map[string]int{"time.due.pill": 1})
}

func TestCountdownShowsTheLargestThreeUnits(t *testing.T) {
	p := printer(t, i18n.English)
	for name, c := range map[string]struct {
		left time.Duration
		text string
	}{
		"days":    {71*time.Hour + 14*time.Minute, "2d: 23h: 14min"},
		"hours":   {23*time.Hour + 59*time.Minute + 5*time.Second, "23h: 59min: 05s"},
		"seconds": {9 * time.Second, "00h: 00min: 09s"},
		"over":    {-time.Hour, "00h: 00min: 00s"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := render(t, Countdown(p, now.Add(c.left), now))
			has(t, doc, map[string]int{`time.countdown[data-countdown][role=timer][data-now="2026-03-06T14:48:00Z"] [data-part]`: 3})
			says(t, doc, "time", c.text)
		})
	}
}
