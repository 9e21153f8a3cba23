package blueprint

import (
	"fmt"
	"strings"
	"testing"
)

// Each case breaks the built-in solar market in one place and expects exactly the problems it names; one of
// them at the line and column of the sign "»" in the new text, where there is one.
var brokenDocuments = []struct {
	name, old, new string
	want           []string
}{
	{"unknown stage in moves", "moves: [quote_sent, order_placed, resubmission, not_successful]",
		"moves: [»quotted, order_placed, resubmission, not_successful]",
		[]string{`stages[3].moves[0]: unknown stage "quotted", near "quote_sent"; allowed: new, claimed, contact_attempted, first_contact, quote_sent, resubmission, order_placed, not_successful, returned`}},
	{"unknown key", "    tone: accent\n", "    »tonne: accent\n",
		[]string{`stages[1]: unknown key "tonne", near "tone"; allowed: key, title, category, tone, tab, moves, ask, contact, stepper, next, deadline, no_deadline, ends_placement, to_market, resume_to`}},
	{"key twice", "    tone: accent\n", "    tone: accent\n    »tone: warn\n",
		[]string{`stages[1].tone: stands here twice, first in line 44`}},
	{"two stages with one key", "  - key: claimed\n", "  - key: claimed\n    title: Claimed\n    category: working\n    tab: new\n    moves: [first_contact]\n    no_deadline: none\n  - key: »claimed\n",
		[]string{`stages[2].key: the key "claimed" is already that of stages[1]`}},
	{"text without one language", "{ nl: Geclaimd, en: Claimed, pl: Wzięte, es: Tomado, de: Übernommen }", "{ nl: Geclaimd, en: Claimed, pl: Wzięte, es: Tomado }",
		[]string{`stages[1].title: has no text in Deutsch (de)`}},
	{"text in an unknown language", "{ nl: Chat, en: Chat, pl: Czat, es: Chat, de: Chat }", "{ nl: Chat, en: Chat, pl: Czat, es: Chat, de: Chat, ed: »Chat }",
		[]string{`contact_types[4].title.ed: unknown language "ed", near "en"; allowed: en, nl, pl, es, de`}},
	{"stage nobody comes to", "  - key: returned\n", "  - »key: forgotten\n    title: Forgotten\n    category: working\n    tab: new\n    moves: [claimed]\n    no_deadline: none\n  - key: returned\n",
		[]string{`stages[8]: no lead can come to "forgotten": no move from a stage in use leads there`}},
	{"no last inbox", "  - inbox: { unit: account-manager }\n", "  - market: { for: 1d }\n",
		[]string{`policy[1]: the last step is an inbox, which cannot fail; this one is market`}},
	{"inbox before the end", "policy:\n", "policy:\n  - inbox: { unit: root }\n",
		[]string{`policy[0]: an inbox keeps the lead, so that the steps after it never run; it is the last step`}},
	{"step of two kinds", "  - inbox: { unit: account-manager }", "  - inbox: { unit: account-manager }\n    market: { for: 1d }",
		[]string{`policy[1]: a step is exactly one of offer, market, inbox`}},
	{"warning after the hold", "hold: 2d, warn: 4h", "hold: 2h, warn: »4h",
		[]string{`policy[0].market.warn: 4h before the end of a hold of 2h is no warning; it is shorter than hold`}},
	{"length of time", "  untouched: 2wd", "  untouched: »two days",
		[]string{`deadlines.untouched: "two days" is not a length of time, written like 30m, 24h, 4wh, 2d, 2wd or 8w`}},
	{"reach", "      audit.view: workspace", "      audit.view: »everything",
		[]string{`roles[3].rights.audit.view: "everything" is not a reach; allowed: own, unit, territory, workspace`}},
	{"right", "      audit.view: workspace", "      audit.read: »workspace",
		[]string{`roles[3].rights.audit.read: unknown right "audit.read", near "audit.view"; allowed: lead.view, lead.create, lead.edit, lead.claim, lead.return, lead.stage, lead.assign, lead.archive, lead.export, lead.reveal, market.view, routing.view, partner.view, partner.edit, member.view, member.manage, settings.view, settings.edit, audit.view, token.manage`}},
	{"menu without the right", "nav: [home, my_leads, agenda, quotes, standing]\n", "nav: [home, my_leads, agenda, quotes, standing, »settings]\n",
		[]string{`roles[0].nav[5]: "settings" needs the right settings.view, which the role "installer" does not have`}},
	{"personal field shown", "mask:\n", "mask:\n  - »name\n",
		[]string{`mask[0]: "name" says who the prospect is, and stays hidden until a partner has taken the lead`}},
	{"field neither shown nor masked", "  - persons\n  - consumption\n", "  - consumption\n",
		[]string{`fields[5]: "persons" is neither masked nor in the mask's list of what a partner sees before it takes a lead`}},
	{"free text shown", "  - trees\n\nlead_types", "  - trees\n  - message\n\nlead_types",
		[]string{`fields[10].masked: "message" is in the mask's list of what a partner sees; it is one or the other`}},
	{"number for a text", "lead_prefix: Z", "lead_prefix: »7",
		[]string{`lead_prefix: wants text, found the number 7 (in quotes it is text)`}},
	{"text for a number", "hue: 150", "hue: »green", []string{`hue: wants a whole number, found the text "green"`}},
	{"hue", "hue: 150", "hue: »151", []string{`hue: 151 is not one of the 24 hues: 0, 15, 30 and so on to 345`}},
	{"value left out", "zone: Europe/Amsterdam", "zone: ", []string{`zone: has no value; write one, or leave the line out`}},
	{"time zone", "zone: Europe/Amsterdam", "zone: »Europe/Apeldoorn",
		[]string{`zone: unknown time zone "Europe/Apeldoorn"; it is a name like Europe/Amsterdam`}},
	{"closing before opening", `closes: "17:00"`, `closes: »"08:00"`,
		[]string{`calendar.closes: is later than opens; here it opens at 09:00 and closes at 08:00`}},
	{"list for a mapping", "  window: 180d\n  match: [email, phone, address_name]", "  [a]",
		[]string{`duplicates: wants keys with values, found a list`}},
	{"mapping for a list", "  match: [email, phone, address_name]", "  match: { email: true }",
		[]string{`duplicates.match: wants a list, found keys with values`}},
	{"alias", "currency: EUR", "currency: &money EUR",
		[]string{`currency: anchors, aliases and tags are not used in a blueprint; write the value out`}},
	{"neither deadline nor reason", "    deadline: 7d\n", "",
		[]string{`stages[4]: has neither a deadline nor no_deadline with the reason`}},
	{"lost without a reason", "      - { key: lost_reason, required: true }\n      - { key: date", "      - { key: lost_reason }\n      - { key: date",
		[]string{`stages[7]: a lost lead needs a reason: ask for lost_reason, required`}},
	{"pause without a date", "      - { key: resume_on, required: true }\n", "      - { key: resume_on }\n",
		[]string{`stages[5]: a paused lead needs the date of its return: ask for resume_on, required`}},
	{"entry that is won", "entry: new", "entry: »order_placed",
		[]string{`entry: a lead that nobody has is new; "order_placed" is of the category won`}},
	{"outcome without what its stage requires", "    reached: true\n    ask:\n      - { key: lost_reason, required: true }\n", "    reached: true\n    ask:\n      - { key: lost_reason }\n",
		[]string{`outcomes[5]: the stage "not_successful" requires lost_reason; ask for it, required`}},
	{"form without a way to answer", "          - { field: phone, required: true }\n          - { field: email }\n", "          - { field: phone }\n          - { field: email }\n",
		[]string{`forms[2]: requires neither email nor phone; nobody could answer`}},
	{"form with an unknown field", "{ field: roof_area, required: true }", "{ field: »roof_aera, required: true }",
		[]string{`forms[0]: does not ask for roof_area, which the calculator reads`,
			`forms[0].sections[0].fields[2].field: unknown field "roof_aera", near "roof_area"; allowed: name, company, email, phone, street, house_number, postcode, postcode_area, town, province, region, position, lead_type, grid_connection, product, source, campaign, received, roof_area, slope, direction, module, module_count, persons and 20 more`}},
	{"two forms at one path", "path: aanvraag", "path: bereken", []string{`forms[1].path: "bereken" is already the path of the form "calculator"`}},
	{"module that the field does not offer", "{ key: mono-400, title: Zonveer Mono 400, watt: 400, area: 1.879 }", "{ key: mono-410, title: Zonveer Mono 410, watt: 410, area: 1.879 }",
		[]string{`calculator.modules: are "mono-325", "mono-410", "duo-440", while the field "module" has the choices "mono-325", "mono-400", "duo-440"`}},
	{"price that is not a number", "price: 0.27", "price: ».nan", []string{`calculator.price: wants a number, found the number .nan (in quotes it is text)`}},
	{"contact deadline that leaves leads out", "    - { within: 4wh }", "    - { types: [residential], within: 4wh }",
		[]string{`deadlines.contact[0]: the last one fits every lead: it names no types and no sources`}},
	{"own field with the name of a core field", "  - key: reachability\n", "  - key: »phone\n    title: Phone\n    type: phone\n    section: request\n    masked: true\n  - key: reachability\n",
		[]string{`fields[9].key: "phone" is a name that every lead uses already`}},
}

func TestParse_BrokenDocuments(t *testing.T) {
	for _, c := range brokenDocuments {
		t.Run(c.name, func(t *testing.T) {
			text := source(t)
			if strings.Count(text, c.old) < 1 {
				t.Fatalf("the blueprint no longer holds %q", c.old)
			}
			text = strings.Replace(text, c.old, c.new, 1)
			place := ""
			if before, after, marked := strings.Cut(text, "»"); marked {
				text = before + after
				place = fmt.Sprintf("%d:%d", strings.Count(before, "\n")+1, len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))+1)
			}
			_, err := Parse("broken.yaml", []byte(text))
			if err == nil {
				t.Fatal("was read without a problem")
			}
			got := strings.Split(err.Error(), "\n")
			if len(got) != len(c.want) {
				t.Fatalf("got %d problems, want %d:\n%v", len(got), len(c.want), err)
			}
			placed := place == ""
			for i, want := range c.want {
				at, said, _ := strings.Cut(strings.TrimPrefix(got[i], "broken.yaml:"), ": ")
				if said != want {
					t.Errorf("got\n%s\nwant\n%s", said, want)
				}
				placed = placed || at == place
			}
			if !placed {
				t.Errorf("got\n%v\nwant one at %s", err, place)
			}
		})
	}
}
