package calendar

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"sluice/internal/base"
)

func TestParseSpan(t *testing.T) {
	good := map[string]Span{
		"":       {},
		"  ":     {},
		"2d":     {2, Days},
		"24h":    {24, Hours},
		"30m":    {30, Minutes},
		"4wh":    {4, WorkingHours},
		"8w":     {8, Weeks},
		"2wd":    {2, WorkingDays},
		" 7 D ":  {7, Days},
		"007d":   {7, Days},
		"3650d":  {3650, Days},
		"87600h": {87600, Hours},
	}
	for text, want := range good {
		if got, err := ParseSpan(text); err != nil || got != want {
			t.Errorf("ParseSpan(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	bad := map[string]string{
		"0d": "error.range", "3651d": "error.range",
		"999999999w": "error.range", "d": "worktime.no_span", "2": "worktime.no_span",
		"2y": "worktime.no_span", "-2d": "worktime.no_span", "2.5d": "worktime.no_span",
		"2d3h": "worktime.no_span", "99999999999999999999d": "worktime.no_span", "２d": "worktime.no_span",
	}
	for text, key := range bad {
		got, err := ParseSpan(text)
		if !got.IsZero() || base.CodeOf(err) != base.CodeInvalid || base.AsError(err).Key != key {
			t.Errorf("ParseSpan(%q) = %v, %v; want %s", text, got, err, key)
		}
	}
}

func TestSpan_SaysHowMuchIsAllowed(t *testing.T) {
	_, err := NewSpan(521, Weeks)
	if got := base.AsError(err).Args["Max"]; got != 520 {
		t.Errorf("Max = %v, want 520", got)
	}
}

func TestSpan_Parts(t *testing.T) {
	s, err := NewSpan(2, WorkingDays)
	if err != nil || s.Count() != 2 || s.Unit() != WorkingDays || s.IsZero() {
		t.Errorf("got %d %q, %v", s.Count(), s.Unit(), err)
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, seed := range []string{"2d", "24h", "8w", "2wd", "4wh", "", "0d", "99999999999d", " 1 M "} {
		f.Add(seed)
	}
	c := dutch(f)
	at := utc(f, "2026-03-04T10:15:00Z")
	f.Fuzz(func(t *testing.T, text string) {
		span, err := ParseSpan(text)
		if err != nil {
			if !span.IsZero() {
				t.Fatalf("%q gives both %v and %v", text, span, err)
			}
			return
		}
		if again, err := ParseSpan(span.String()); err != nil || again != span {
			t.Fatalf("%q reads as %v, and that as %v, %v", text, span, again, err)
		}
		if end := c.Add(at, span); end.Before(at) || end.Year() > 2040 {
			t.Fatalf("%q from %s ends at %s", text, at, end)
		}
	})
}

func TestSettings_JSONRoundTrip(t *testing.T) {
	want := office("Europe/Madrid", "ES")
	want.WorkingDays = NewWeekdays(time.Sunday, time.Monday)
	want.ClosedDays = []Day{{2026, time.August, 10}}
	want.Closes = endOfDay
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	const wantText = `{"zone":"Europe/Madrid","country":"ES","holidays":true,"liberation_day":"lustrum",` +
		`"working_days":"mon sun","opens":"09:00","closes":"24:00","closed_days":["2026-08-10"]}`
	if string(text) != wantText {
		t.Errorf("got  %s\nwant %s", text, wantText)
	}
	var got Settings
	if err := json.Unmarshal(text, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSpan_JSON(t *testing.T) {
	type doc struct {
		Hold Span `json:"hold,omitzero"`
	}
	var got doc
	if err := json.Unmarshal([]byte(`{"hold":"2wd"}`), &got); err != nil || got.Hold != (Span{2, WorkingDays}) {
		t.Errorf("got %v, %v", got, err)
	}
	if text, _ := json.Marshal(doc{}); string(text) != `{}` {
		t.Errorf("no span is written as %s", text)
	}
	if err := json.Unmarshal([]byte(`{"hold":"soon"}`), &got); err == nil || got.Hold.Count() != 2 {
		t.Errorf("a wrong text gave %v, %v", got, err)
	}
}

func TestText_RefusesWhatItDoesNotKnow(t *testing.T) {
	for _, text := range []string{"9:00", "09:60", "24:01", "ab:cd", "+1:00", "09-00", ""} {
		if c, err := ParseClockTime(text); err == nil {
			t.Errorf("ParseClockTime(%q) = %s", text, c)
		}
	}
	for _, text := range []string{"2026-02-30", "06-03-2026", "", "2026-3-6"} {
		if d, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) = %s", text, d)
		}
	}
	days := MondayToFriday
	if err := days.UnmarshalText([]byte("mon moon")); err == nil || days != MondayToFriday {
		t.Errorf("a wrong day gave %s, %v", days, err)
	}
	if err := days.UnmarshalText([]byte("Sat, Sun")); err != nil || days.String() != "sat sun" {
		t.Errorf("got %s, %v", days, err)
	}
}

func TestDay_EmptyIsNoDay(t *testing.T) {
	day := Day{2026, time.March, 4}
	if err := day.UnmarshalText(nil); err != nil || day != (Day{}) || day.String() != "" {
		t.Errorf("got %q, %v", day, err)
	}
}
