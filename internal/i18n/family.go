package i18n

// Prefix is the common beginning of keys that are put together while the program runs.
type Prefix string

// Family declares that the keys beginning with prefix ("event.") are chosen by data, so that
// no literal in the code names them one by one. The test for unused keys reads these calls;
// the argument must therefore be a string literal.
func Family(prefix string) Prefix { return Prefix(prefix) }

// Key is the key of one member of the family.
func (p Prefix) Key(name string) string { return string(p) + name }

var (
	// Keys of errors travel inside base.Error from rooms that do not import this package.
	_ = Family("error.")
	// The common words are a vocabulary that every page draws from.
	_ = Family("common.")

	langNames    = Family("lang.")
	weekdays     = Family("time.weekday_")
	weekdaysAbbr = Family("time.weekday_short_")
	months       = Family("time.month_")
	monthsOf     = Family("time.month_of_")
	monthsAbbr   = Family("time.month_short_")
)
