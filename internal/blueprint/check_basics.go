package blueprint

import (
	"maps"
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

var modules = []Module{
	ModuleMarket, ModuleOffers, ModuleCalculator, ModuleQuotes, ModuleProjects, ModuleOpportunities, ModuleReviews,
	ModuleCatalogue, ModuleIncidents, ModuleTradeIns, ModuleTestDrives, ModuleStock, ModuleSupplyPoints,
}

func (c *checker) basics() {
	d := c.doc
	if d.Name != "" && !pathForm.MatchString(d.Name) {
		c.add("name", "%q is not a name; a name is small letters, digits and -", shorten(d.Name))
	}
	if d.Version < 1 {
		c.add("version", "is a whole number from 1")
	}
	c.eachKnown("langs", "language", texts(d.Langs), texts(i18n.Langs))
	c.known("default_lang", "language", string(d.DefaultLang), texts(d.Langs))
	if d.Hue < 0 || d.Hue > 345 || d.Hue%15 != 0 {
		c.add("hue", "%d is not one of the 24 hues: 0, 15, 30 and so on to 345", d.Hue)
	}
	if d.Currency != "" && !moneyForm.MatchString(d.Currency) {
		c.add("currency", "%q is not a currency; it is three capitals, for example EUR", shorten(d.Currency))
	}
	if d.LeadPrefix != "" && !prefixForm.MatchString(d.LeadPrefix) {
		c.add("lead_prefix", "%q is not a prefix; it is one to four capitals", shorten(d.LeadPrefix))
	}
	c.eachKnown("modules", "module", texts(d.Modules), texts(modules))
}

func (c *checker) consent() {
	type edition struct {
		key     string
		version int
	}
	seen := map[edition]bool{}
	for i, t := range c.doc.Consent {
		at := item("consent", i)
		if t.Version < 1 {
			c.add(at+".version", "is a whole number from 1")
		}
		e := edition{t.Key, t.Version}
		if seen[e] {
			c.add(at+".version", "edition %d of %q stands here twice; a new wording needs a new version", t.Version, t.Key)
		}
		seen[e] = true
		c.eachKnown(at+".channels", "channel", t.Channels, consentChannels)
	}
}

var consentChannels = []string{"phone", "email", "sms", "chat", "post"}

func (c *checker) deadlines() {
	d := c.doc.Deadlines
	for i, one := range d.Contact {
		at := item("deadlines.contact", i)
		c.eachKnown(at+".types", "lead type", one.Types, c.typeKeys)
		c.eachKnown(at+".sources", "source", one.Sources, c.sourceKeys)
		all, last := len(one.Types)+len(one.Sources) == 0, i == len(d.Contact)-1
		if last && !all {
			c.add(at, "the last one fits every lead: it names no types and no sources")
		}
		if all && !last {
			c.add(at, "fits every lead, so that the ones after it are never used")
		}
	}
	for i, e := range d.Escalate {
		c.known(item("deadlines.escalate", i)+".to", "person", string(e.To),
			texts([]Escalatee{EscalateHolder, EscalateManager, EscalateAccountManager}))
	}
	if minutes(d.IdleWarn) >= minutes(d.Idle) && !d.Idle.IsZero() && !d.IdleWarn.IsZero() {
		c.add("deadlines.idle_warn", "%s before the end of %s is no warning; it is shorter than idle", d.IdleWarn, d.Idle)
	}
	c.eachKnown("duplicates.match", "thing to compare", texts(c.doc.Duplicates.Match),
		texts([]DuplicateKey{MatchEmail, MatchPhone, MatchAddressName, MatchCUPS}))
}

// minutes is about how long a span is, to compare two of them.
func minutes(s calendar.Span) int {
	per := map[calendar.Unit]int{
		calendar.Minutes: 1, calendar.Hours: 60, calendar.WorkingHours: 60,
		calendar.Days: 1440, calendar.WorkingDays: 1440, calendar.Weeks: 7 * 1440,
	}
	return s.Count() * per[s.Unit()]
}

// calendar asks the calendar itself, and says its answer in words.
func (c *checker) calendar() {
	_, err := calendar.New(c.doc.CalendarSettings())
	if err == nil {
		return
	}
	for _, wrong := range base.AsError(err).Fields {
		switch wrong.Field {
		case "zone":
			c.add("zone", "unknown time zone %q; it is a name like Europe/Amsterdam", shorten(c.doc.Zone))
		case "country":
			c.add("country", "%s", unknown("country", c.doc.Country, calendar.Countries()))
		case "liberation_day":
			c.add("calendar.liberation_day", "%s", unknown("rule", string(c.doc.Calendar.LiberationDay),
				texts([]calendar.LiberationDay{calendar.LiberationLustrum, calendar.LiberationYearly, calendar.LiberationNever})))
		case "working_days":
			c.add("calendar.working_days", "name at least one day of the week")
		case "closes":
			c.add("calendar.closes", "is later than opens; here it opens at %s and closes at %s", c.doc.Calendar.Opens, c.doc.Calendar.Closes)
		default:
			c.add("calendar."+wrong.Field, "has too many days")
		}
	}
}

func (c *checker) wording() {
	for _, key := range slices.Sorted(maps.Keys(c.doc.Wording)) {
		if !textKey.MatchString(key) {
			c.add(join("wording", key), "%q is not the key of a text; one looks like word.partner", shorten(key))
		}
		if len(c.doc.Wording[key]) == 0 {
			c.add(join("wording", key), "is missing")
		}
	}
}

func quoted(list []string) string { return `"` + strings.Join(list, `", "`) + `"` }
