package calendar

import (
	"cmp"
	"slices"
	"time"
)

// Holiday is a public holiday. Key is its name in the catalogue.
type Holiday struct {
	Day Day
	Key string
}

// LiberationDay says in which years 5 May is a day off in the Netherlands, where it differs by
// collective agreement.
type LiberationDay string

// When 5 May is a day off. Empty means LiberationLustrum.
const (
	LiberationLustrum LiberationDay = "lustrum" // years that divide by five
	LiberationYearly  LiberationDay = "yearly"
	LiberationNever   LiberationDay = "never"
)

func (l LiberationDay) known() bool {
	return l == "" || l == LiberationLustrum || l == LiberationYearly || l == LiberationNever
}

func (l LiberationDay) off(year int) bool {
	switch l {
	case LiberationYearly:
		return true
	case LiberationNever:
		return false
	default:
		return year%5 == 0
	}
}

// moving holidays, as days after Easter Sunday.
const (
	goodFriday    = -2
	easterMonday  = 1
	ascension     = 39
	whitMonday    = 50
	corpusChristi = 60
)

// polishEveSince is the first year in which 24 December is a public holiday in Poland.
const polishEveSince = 2025

// Countries lists the countries with a holiday table, by ISO code.
func Countries() []string { return []string{"BE", "DE", "ES", "NL", "PL"} }

// Holidays returns the nationwide public holidays of the country in the year, in order of date. A
// country without a table has none. Regional ones are the workspace's own closed days.
func Holidays(country string, year int, liberation LiberationDay) []Holiday {
	list := holidayTable(yearOf(year), country, liberation)
	slices.SortFunc(list, func(a, b Holiday) int {
		if c := a.Day.utc().Compare(b.Day.utc()); c != 0 {
			return c
		}
		return cmp.Compare(a.Key, b.Key)
	})
	return list
}

func holidayTable(y yearTable, country string, liberation LiberationDay) []Holiday {
	switch country {
	case "NL":
		return y.netherlands(liberation)
	case "BE":
		return y.belgium()
	case "DE":
		return y.germany()
	case "ES":
		return y.spain()
	case "PL":
		return y.poland()
	default:
		return nil
	}
}

// yearTable makes the holidays of one year.
type yearTable struct {
	year   int
	easter Day
}

func yearOf(year int) yearTable { return yearTable{year, Easter(year)} }

func (y yearTable) on(day int, month time.Month, key string) Holiday {
	return Holiday{Day{y.year, month, day}, key}
}

func (y yearTable) moving(afterEaster int, key string) Holiday {
	return Holiday{y.easter.Add(afterEaster), key}
}

func (y yearTable) netherlands(liberation LiberationDay) []Holiday {
	kings := y.on(27, time.April, "worktime.holiday_kings_day")
	if kings.Day.Weekday() == time.Sunday {
		kings.Day = kings.Day.Add(-1)
	}
	list := []Holiday{
		y.on(1, time.January, "worktime.holiday_new_year"),
		y.moving(easterMonday, "worktime.holiday_easter_monday"),
		kings,
		y.moving(ascension, "worktime.holiday_ascension"),
		y.moving(whitMonday, "worktime.holiday_whit_monday"),
		y.on(25, time.December, "worktime.holiday_christmas"),
		y.on(26, time.December, "worktime.holiday_christmas_second"),
	}
	if liberation.off(y.year) {
		list = append(list, y.on(5, time.May, "worktime.holiday_liberation_day"))
	}
	return list
}

func (y yearTable) belgium() []Holiday {
	return []Holiday{
		y.on(1, time.January, "worktime.holiday_new_year"),
		y.moving(easterMonday, "worktime.holiday_easter_monday"),
		y.on(1, time.May, "worktime.holiday_labour_day"),
		y.moving(ascension, "worktime.holiday_ascension"),
		y.moving(whitMonday, "worktime.holiday_whit_monday"),
		y.on(21, time.July, "worktime.holiday_national_day"),
		y.on(15, time.August, "worktime.holiday_assumption"),
		y.on(1, time.November, "worktime.holiday_all_saints"),
		y.on(11, time.November, "worktime.holiday_armistice"),
		y.on(25, time.December, "worktime.holiday_christmas"),
	}
}

func (y yearTable) germany() []Holiday {
	return []Holiday{
		y.on(1, time.January, "worktime.holiday_new_year"),
		y.moving(goodFriday, "worktime.holiday_good_friday"),
		y.moving(easterMonday, "worktime.holiday_easter_monday"),
		y.on(1, time.May, "worktime.holiday_labour_day"),
		y.moving(ascension, "worktime.holiday_ascension"),
		y.moving(whitMonday, "worktime.holiday_whit_monday"),
		y.on(3, time.October, "worktime.holiday_unity_day"),
		y.on(25, time.December, "worktime.holiday_christmas"),
		y.on(26, time.December, "worktime.holiday_christmas_second"),
	}
}

func (y yearTable) spain() []Holiday {
	return []Holiday{
		y.on(1, time.January, "worktime.holiday_new_year"),
		y.on(6, time.January, "worktime.holiday_epiphany"),
		y.moving(goodFriday, "worktime.holiday_good_friday"),
		y.on(1, time.May, "worktime.holiday_labour_day"),
		y.on(15, time.August, "worktime.holiday_assumption"),
		y.on(12, time.October, "worktime.holiday_national_day"),
		y.on(1, time.November, "worktime.holiday_all_saints"),
		y.on(6, time.December, "worktime.holiday_constitution_day"),
		y.on(8, time.December, "worktime.holiday_immaculate_conception"),
		y.on(25, time.December, "worktime.holiday_christmas"),
	}
}

func (y yearTable) poland() []Holiday {
	list := []Holiday{
		y.on(1, time.January, "worktime.holiday_new_year"),
		y.on(6, time.January, "worktime.holiday_epiphany"),
		y.moving(easterMonday, "worktime.holiday_easter_monday"),
		y.on(1, time.May, "worktime.holiday_labour_day"),
		y.on(3, time.May, "worktime.holiday_constitution_day"),
		y.moving(corpusChristi, "worktime.holiday_corpus_christi"),
		y.on(15, time.August, "worktime.holiday_assumption"),
		y.on(1, time.November, "worktime.holiday_all_saints"),
		y.on(11, time.November, "worktime.holiday_independence_day"),
		y.on(25, time.December, "worktime.holiday_christmas"),
		y.on(26, time.December, "worktime.holiday_christmas_second"),
	}
	if y.year >= polishEveSince {
		list = append(list, y.on(24, time.December, "worktime.holiday_christmas_eve"))
	}
	return list
}
