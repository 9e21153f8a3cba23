package calendar

import "time"

// Easter is Easter Sunday of the year in the Gregorian calendar, by the anonymous computus
// (Meeus, Jones, Butcher).
func Easter(year int) Day {
	golden := year % 19
	century, yearInCentury := year/100, year%100
	moonShift := (century - (century+8)/25 + 1) / 3
	epact := (19*golden + century - century/4 - moonShift + 15) % 30
	toSunday := (32 + 2*(century%4) + 2*(yearInCentury/4) - epact - yearInCentury%4) % 7
	late := (golden + 11*epact + 22*toSunday) / 451
	n := epact + toSunday - 7*late + 114
	return Day{year, time.Month(n / 31), n%31 + 1}
}
