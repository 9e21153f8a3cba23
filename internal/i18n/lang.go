package i18n

import "golang.org/x/text/language"

// Lang is one of the languages of the product, by its ISO 639-1 code.
type Lang string

// The languages.
const (
	English Lang = "en"
	Dutch   Lang = "nl"
	Polish  Lang = "pl"
	Spanish Lang = "es"
	German  Lang = "de"
)

// Langs are all languages in the order in which a chooser shows them. English comes first and
// answers for what another language lacks.
var Langs = []Lang{English, Dutch, Polish, Spanish, German}

var nativeNames = map[Lang]string{
	English: "English",
	Dutch:   "Nederlands",
	Polish:  "Polski",
	Spanish: "Español",
	German:  "Deutsch",
}

// longestAcceptLanguage is far beyond what browsers send; longer headers are not worth parsing.
const longestAcceptLanguage = 500

// Valid tells whether the product speaks l.
func (l Lang) Valid() bool { return nativeNames[l] != "" }

// NativeName is what the speakers of l call it; "" for a language that the product does not speak.
func NativeName(l Lang) string { return nativeNames[l] }

// Match picks the language that suits an Accept-Language header, or a single code, best.
// The fallback answers when none does.
func Match(acceptLanguage string, fallback Lang) Lang {
	if len(acceptLanguage) > longestAcceptLanguage {
		return fallback
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return fallback
	}
	_, i, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return fallback
	}
	return Langs[i]
}

var matcher = func() language.Matcher {
	tags := make([]language.Tag, len(Langs))
	for i, l := range Langs {
		tags[i] = language.MustParse(string(l))
	}
	return language.NewMatcher(tags)
}()
