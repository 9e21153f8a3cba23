package setup

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/place"
	"sluice/internal/web/kit"
)

// step is one page of the set-up.
type step struct {
	key string
	// read takes the page's answers into the draft, whatever they are; check says what is wrong with them.
	read  func(d *draft, r *kit.Request)
	check func(d *draft, wrong *base.Fields)
}

var steps = []step{
	{"you", readYou, checkYou},
	{"kind", readKind, checkKind},
	{"brand", readBrand, checkBrand},
	{"partners", readPartners, checkPartners},
	{"mail", func(*draft, *kit.Request) {}, func(*draft, *base.Fields) {}},
}

// at is the place of a step, -1 for none.
func at(key string) int {
	return slices.IndexFunc(steps, func(s step) bool { return s.key == key })
}

// firstWrong is the first step whose answers do not hold, len(steps) when all do.
func (d *draft) firstWrong() int {
	for i, s := range steps {
		var wrong base.Fields
		s.check(d, &wrong)
		if len(wrong) > 0 {
			return i
		}
	}
	return len(steps)
}

func typed(r *kit.Request, name string) string { return strings.TrimSpace(r.PostFormValue(name)) }

func readYou(d *draft, r *kit.Request) {
	d.Name, d.Email = typed(r, "name"), typed(r, "email")
	// A password is never shown again, so an empty field keeps the one that was chosen.
	d.Password = cmp.Or(r.PostFormValue("password"), d.Password)
}

func checkYou(d *draft, wrong *base.Fields) {
	org.CheckName(wrong, "name", d.Name)
	if _, ok := org.NormalEmail(d.Email); !ok {
		wrong.Add("email", "error.email")
	}
	org.CheckPassword(wrong, "password", d.Password, d.Email)
}

func readKind(d *draft, r *kit.Request) {
	chosen := typed(r, "blueprint")
	if chosen == d.Blueprint {
		return
	}
	d.Blueprint = chosen
	doc, err := blueprint.Load(chosen)
	if err != nil {
		return
	}
	d.Country, d.Zone, d.Currency, d.Hue = doc.Country, doc.Zone, doc.Currency, doc.Hue
	d.Lang = string(doc.DefaultLang)
	if slices.Contains(doc.Langs, r.P.Lang()) {
		d.Lang = string(r.P.Lang())
	}
	if at, known := homes[r.P.Lang()]; known {
		d.Country, d.Zone, d.Currency = at.country, at.zone, at.currency
	}
}

// homes are where the readers of a language most likely are; English tells nothing.
var homes = map[i18n.Lang]struct{ country, zone, currency string }{
	i18n.Dutch:   {"NL", "Europe/Amsterdam", "EUR"},
	i18n.German:  {"DE", "Europe/Berlin", "EUR"},
	i18n.Polish:  {"PL", "Europe/Warsaw", "PLN"},
	i18n.Spanish: {"ES", "Europe/Madrid", "EUR"},
}

func checkKind(d *draft, wrong *base.Fields) {
	if !slices.Contains(blueprint.Names(), d.Blueprint) {
		wrong.Add("blueprint", "error.choice")
	}
}

// zones are those of the countries whose calendars are known; others are set in the configuration.
var zones = []string{"Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "Europe/Madrid", "Atlantic/Canary", "Europe/Warsaw"}

var currencies = []string{"EUR", "PLN"}

func readBrand(d *draft, r *kit.Request) {
	d.Brand, d.Slug = typed(r, "brand"), strings.ToLower(typed(r, "slug"))
	if d.Slug == "" {
		d.Slug = slugOf(d.Brand)
	}
	d.Lang, d.Country, d.Zone, d.Currency = typed(r, "lang"), typed(r, "country"), typed(r, "zone"), typed(r, "currency")
	hue, err := strconv.Atoi(typed(r, "hue"))
	if err != nil {
		hue = -1
	}
	d.Hue = hue
}

func checkBrand(d *draft, wrong *base.Fields) {
	org.CheckName(wrong, "brand", d.Brand)
	org.CheckSlug(wrong, d.Slug)
	for _, one := range []struct {
		field, value string
		known        []string
	}{
		{"country", d.Country, place.Countries()}, {"zone", d.Zone, zones}, {"currency", d.Currency, currencies},
	} {
		if !slices.Contains(one.known, one.value) {
			wrong.Add(one.field, "error.choice")
		}
	}
	if !i18n.Lang(d.Lang).Valid() {
		wrong.Add("lang", "error.choice")
	}
	const hueStep, hueLast = 15, 345
	if d.Hue < 0 || d.Hue > hueLast || d.Hue%hueStep != 0 {
		wrong.Add("hue", "error.choice")
	}
}

// slugOf makes a part of an address of a name: "Zonveer Modules" becomes "zonveer-modules".
func slugOf(name string) string {
	var b strings.Builder
	gap := false
	for _, sign := range plainLetters.Replace(strings.ToLower(name)) {
		if sign >= 'a' && sign <= 'z' || sign >= '0' && sign <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(sign)
			gap = false
			continue
		}
		gap = true
	}
	return b.String()
}

var plainLetters = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "ë", "e", "é", "e", "è", "e", "ï", "i", "á", "a",
	"í", "i", "ó", "o", "ú", "u", "ñ", "n", "ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ś", "s", "ź", "z", "ż", "z", "ç", "c")

const partnerLines = 5

func partnerField(line int, part string) string { return "partner_" + strconv.Itoa(line) + "_" + part }

// readPartners keeps lines where they stand, empty ones too, so that messages stay beside theirs.
func readPartners(d *draft, r *kit.Request) {
	d.Partners = nil
	for i := range partnerLines {
		d.Partners = append(d.Partners, partner{
			Name: typed(r, partnerField(i, "name")), From: typed(r, partnerField(i, "from")), To: typed(r, partnerField(i, "to")),
		})
	}
}

func (p partner) empty() bool { return p == partner{} }

func checkPartners(d *draft, wrong *base.Fields) {
	for i, p := range d.Partners {
		if p.empty() {
			continue
		}
		org.CheckName(wrong, partnerField(i, "name"), p.Name)
		if p.From == "" && p.To == "" {
			continue
		}
		_, err := place.NewRange(d.Country, p.From, p.To)
		for _, f := range base.AsError(err).Fields {
			if f.Field != "country" { // that one has a page of its own
				wrong.Add(partnerField(i, f.Field), f.Key, f.Args)
			}
		}
	}
}
