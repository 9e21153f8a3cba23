package i18n

import (
	"strings"
	"testing"
	"time"
)

func amsterdam(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// at reads a moment on the reader's clock.
func at(t *testing.T, zone *time.Location, text string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04:05", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return m.UTC()
}

func TestLNG1_Dates(t *testing.T) {
	zone := amsterdam(t)
	march := at(t, zone, "2026-03-09 09:05:00")
	for lang, want := range map[Lang]string{
		English: "Mon 9 Mar 2026|Mon 9 Mar|09:05|Mon 9 Mar 09:05|Monday 9 March 2026|Monday 9 March 2026 at 09:05|Monday|Mon",
		Dutch:   "ma 9 mrt 2026|ma 9 mrt|09:05|ma 9 mrt 09:05|maandag 9 maart 2026|maandag 9 maart 2026 om 09:05|maandag|ma",
		Polish:  "pon. 9 mar 2026|pon. 9 mar|09:05|pon. 9 mar 09:05|poniedziałek, 9 marca 2026|poniedziałek, 9 marca 2026, godz. 09:05|poniedziałek|pon.",
		Spanish: "lun 9 mar 2026|lun 9 mar|09:05|lun 9 mar 09:05|lunes, 9 de marzo de 2026|lunes, 9 de marzo de 2026, 09:05 h|lunes|lun",
		German:  "Mo 9. Mär 2026|Mo 9. Mär|09:05|Mo 9. Mär 09:05|Montag, 9. März 2026|Montag, 9. März 2026, 09:05 Uhr|Montag|Mo",
	} {
		p := Load().Printer(lang, zone)
		got := strings.Join([]string{
			p.Date(march), p.ShortDate(march), p.Clock(march), p.DateTime(march), p.LongDate(march),
			p.LongDateTime(march), p.Weekday(time.Monday), p.WeekdayShort(time.Monday),
		}, "|")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", lang, got, want)
		}
	}
}

func TestLNG1_DatesLieInTheReadersZone(t *testing.T) {
	c := Load()
	newYear := time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC)
	if got := c.Printer(English, amsterdam(t)).Date(newYear); got != "Thu 1 Jan 2026" {
		t.Errorf("in Amsterdam it is %s", got)
	}
	if got := c.Printer(English, nil).Date(newYear); got != "Wed 31 Dec 2025" {
		t.Errorf("in UTC it is %s", got)
	}
}

func TestLNG1_EveryDayAndMonthHasItsName(t *testing.T) {
	for _, l := range Langs {
		names, seen := Load().Printer(l, nil).tongue.calendar, map[string]bool{}
		for _, list := range [][]string{
			names.weekday[:], names.weekdayShort[:], names.month[:], names.monthOf[:], names.monthShort[:],
		} {
			clear(seen)
			for _, name := range list {
				if seen[name] || strings.ContainsAny(name, "0123456789") {
					t.Errorf("%s: the name %q", l, name)
				}
				seen[name] = true
			}
		}
	}
}

func TestLNG1_Ago(t *testing.T) {
	zone := amsterdam(t)
	now := at(t, zone, "2026-03-10 12:00:00")
	p := Load().Printer(English, zone)
	for when, want := range map[string]string{
		"2026-03-10 12:00:30": "just now",
		"2026-03-10 11:59:01": "just now",
		"2026-03-10 11:59:00": "1 min ago",
		"2026-03-10 11:48:00": "12 min ago",
		"2026-03-10 09:10:00": "2 h ago",
		"2026-03-10 00:00:00": "12 h ago",
		"2026-03-09 17:40:00": "yesterday 17:40",
		"2026-03-08 17:40:00": "Sun 8 Mar",
		"2025-12-31 17:40:00": "Wed 31 Dec 2025",
		"2026-03-10 17:00:00": "today 17:00",
	} {
		if got := p.Ago(at(t, zone, when), now); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	justAfter := at(t, zone, "2026-03-10 00:10:00")
	if got := p.Ago(at(t, zone, "2026-03-09 23:50:00"), justAfter); got != "20 min ago" {
		t.Errorf("across midnight: %q", got)
	}
}

func TestLNG1_Near(t *testing.T) {
	zone := amsterdam(t)
	now := at(t, zone, "2026-03-27 23:30:00") // the clock goes forward on the 29th
	p := Load().Printer(English, zone)
	for when, want := range map[string]string{
		"2026-03-27 09:00:00": "today 09:00",
		"2026-03-28 00:10:00": "tomorrow 00:10",
		"2026-03-26 17:40:00": "yesterday 17:40",
		"2026-03-29 09:00:00": "Sun 09:00",
		"2026-04-02 09:00:00": "Thu 09:00",
		"2026-04-03 09:00:00": "Fri 3 Apr 09:00",
		"2026-03-20 09:00:00": "Fri 20 Mar 09:00",
		"2027-01-04 09:00:00": "Mon 4 Jan 2027 09:00",
	} {
		if got := p.Near(at(t, zone, when), now); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
}

func TestLNG1_LeftAndDuration(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	spans := []time.Duration{
		76*time.Hour + 59*time.Minute, 72 * time.Hour, 4*time.Hour + 12*time.Minute, 2 * time.Hour, 25 * time.Minute, 59 * time.Second,
		0, -59 * time.Second, -25 * time.Minute, -72 * time.Hour, -24*time.Hour - time.Hour,
	}
	for lang, want := range map[Lang]string{
		English: "3 d 4 h left|3 d left|4 h 12 m left|2 h left|25 min left|< 1 min left|< 1 min left|< 1 min late|25 min late|3 d late|1 d 1 h late",
		Dutch:   "nog 3 d 4 u|nog 3 d|nog 4 u 12 min|nog 2 u|nog 25 min|nog < 1 min|nog < 1 min|< 1 min te laat|25 min te laat|3 d te laat|1 d 1 u te laat",
		Polish:  "jeszcze 3 dni 4 godz.|jeszcze 3 dni|jeszcze 4 godz. 12 min|jeszcze 2 godz.|jeszcze 25 min|jeszcze < 1 min|jeszcze < 1 min|< 1 min po terminie|25 min po terminie|3 dni po terminie|1 dzień 1 godz. po terminie",
		Spanish: "3 d 4 h de plazo|3 d de plazo|4 h 12 min de plazo|2 h de plazo|25 min de plazo|< 1 min de plazo|< 1 min de plazo|< 1 min de retraso|25 min de retraso|3 d de retraso|1 d 1 h de retraso",
		German:  "noch 3 Tg. 4 Std.|noch 3 Tg.|noch 4 Std. 12 Min.|noch 2 Std.|noch 25 Min.|noch < 1 Min.|noch < 1 Min.|< 1 Min. überfällig|25 Min. überfällig|3 Tg. überfällig|1 Tg. 1 Std. überfällig",
	} {
		p := Load().Printer(lang, nil)
		var got []string
		for _, d := range spans {
			got = append(got, p.Left(now.Add(d), now))
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", lang, got, want)
		}
		if week := 7*24*time.Hour + 5*time.Hour; p.Duration(week) != p.Duration(week.Truncate(24*time.Hour)) {
			t.Errorf("%s: beyond a week hours are told: %s", lang, p.Duration(week))
		}
		if p.Duration(-25*time.Minute) != p.Duration(25*time.Minute) {
			t.Errorf("%s: a duration has a direction", lang)
		}
	}
}
