package public

import (
	"github.com/nyaruka/phonenumbers"

	"sluice/internal/i18n"
)

// phoneHelp says what seems to be wrong with a number, or "" when that cannot be told. Numbers of one country have
// one usual length, which the number itself is compared with.
func phoneHelp(p *i18n.Printer, text, country string) string {
	number, err := phonenumbers.Parse(text, country)
	if err != nil {
		return ""
	}
	example := phonenumbers.GetExampleNumberForType(phonenumbers.GetRegionCodeForNumber(number), phonenumbers.MOBILE)
	if example == nil {
		example = phonenumbers.GetExampleNumberForType(country, phonenumbers.MOBILE)
	}
	if example == nil || example.GetCountryCode() != number.GetCountryCode() {
		return ""
	}
	usual := len(phonenumbers.GetNationalSignificantNumber(example))
	switch typed := len(phonenumbers.GetNationalSignificantNumber(number)); {
	case typed < usual:
		return p.N("publicform.phone_short", usual-typed)
	case typed > usual:
		return p.N("publicform.phone_long", typed-usual)
	}
	return ""
}
