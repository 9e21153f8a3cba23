package blueprint

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Check returns all that is wrong with a document, also with an edited version of one; nothing when it may be used.
func Check(d *Document) Problems {
	c := &checker{doc: d}
	c.gather()
	c.complete()
	c.basics()
	c.lists()
	c.stages()
	c.reachable()
	c.outcomes()
	c.fields()
	c.mask()
	c.forms()
	c.consent()
	c.roles()
	c.policy()
	c.deadlines()
	c.calendar()
	c.calculator()
	c.wording()
	return c.problems
}

// checker holds the names that the parts of a document refer to one another by.
type checker struct {
	doc      *Document
	problems Problems

	stageKeys, tabKeys, sectionKeys, fieldKeys, typeKeys, productKeys []string
	sourceKeys, contactKeys, consentKeys, askable, formables          []string
}

func (c *checker) gather() {
	d := c.doc
	c.stageKeys = keysOf(d.Stages, func(s Stage) string { return s.Key })
	c.tabKeys = keysOf(d.Tabs, func(t Tab) string { return t.Key })
	c.fieldKeys = keysOf(d.Fields, func(f Field) string { return f.Key })
	c.productKeys = keysOf(d.Products, func(p Product) string { return p.Key })
	c.consentKeys = slices.Compact(slices.Sorted(slices.Values(keysOf(d.Consent, func(t ConsentText) string { return t.Key }))))
	c.sectionKeys, c.typeKeys = choiceKeys(d.Sections), choiceKeys(d.LeadTypes)
	c.sourceKeys, c.contactKeys = choiceKeys(d.Sources), choiceKeys(d.ContactTypes)
	c.askable = slices.Concat(AskKeys, c.fieldKeys)
	c.formables = slices.Concat(CoreFields, c.fieldKeys)
}

func keysOf[T any](list []T, key func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = key(v)
	}
	return out
}

func choiceKeys(list []Choice) []string { return keysOf(list, func(c Choice) string { return c.Key }) }

func (c *checker) add(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path: path, Text: fmt.Sprintf(format, args...)})
}

// known notes a name that is not among those allowed. An empty one is noted elsewhere, as missing.
func (c *checker) known(path, what, got string, allowed []string) bool {
	if got == "" || slices.Contains(allowed, got) {
		return got != ""
	}
	c.add(path, "%s", unknown(what, got, allowed))
	return false
}

// eachKnown checks a list of names, which may not repeat itself either.
func (c *checker) eachKnown(path, what string, got, allowed []string) {
	for i, name := range got {
		at := item(path, i)
		if c.known(at, what, name, allowed) && slices.Index(got, name) < i {
			c.add(at, "%s %q stands here twice", what, name)
		}
	}
}

func item(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

func texts[T ~string](list []T) []string { return keysOf(list, func(v T) string { return string(v) }) }

var (
	keyForm    = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)
	fieldForm  = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
	choiceForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_.+-]{0,39}$`)
	pathForm   = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	prefixForm = regexp.MustCompile(`^[A-Z]{1,4}$`)
	moneyForm  = regexp.MustCompile(`^[A-Z]{3}$`)
	textKey    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$`)
)

// unique checks the form of the keys of a list and that none repeats.
func (c *checker) unique(path string, keys []string, form *regexp.Regexp) {
	first := map[string]int{}
	for i, key := range keys {
		at := item(path, i) + ".key"
		if key == "" {
			continue
		}
		if !form.MatchString(key) {
			c.add(at, "%q is not a key; a key is small letters, digits and %s, and at most 40 of them", shorten(key), signs(form))
		}
		if before, twice := first[key]; twice {
			c.add(at, "the key %q is already that of %s", shorten(key), item(path, before))
			continue
		}
		first[key] = i
	}
}

func signs(form *regexp.Regexp) string {
	switch form {
	case fieldForm:
		return "_"
	case choiceForm:
		return "_ . + -"
	default:
		return "_ -"
	}
}

func (c *checker) lists() {
	d := c.doc
	c.unique("stages", c.stageKeys, keyForm)
	c.unique("tabs", c.tabKeys, keyForm)
	c.unique("products", c.productKeys, keyForm)
	c.unique("outcomes", keysOf(d.Outcomes, func(o Outcome) string { return o.Key }), keyForm)
	c.unique("roles", keysOf(d.Roles, func(r Role) string { return r.Key }), keyForm)
	c.unique("forms", keysOf(d.Forms, func(f Form) string { return f.Key }), keyForm)
	c.unique("fields", c.fieldKeys, fieldForm)
	choices := map[string][]Choice{
		"sections": d.Sections, "lead_types": d.LeadTypes, "grid_connections": d.GridConnections, "sources": d.Sources,
		"lost_reasons": d.LostReasons, "return_reasons": d.ReturnReasons, "contact_types": d.ContactTypes,
	}
	for _, path := range slices.Sorted(maps.Keys(choices)) {
		c.unique(path, choiceKeys(choices[path]), choiceForm)
	}
	c.products()
}

func (c *checker) products() {
	var otherwise []string
	for i, p := range c.doc.Products {
		if p.When == "" {
			otherwise = append(otherwise, p.Key)
			continue
		}
		at := item("products", i) + ".when"
		if c.known(at, "field", p.When, c.fieldKeys) && c.fieldType(p.When) != TypeYesNo {
			c.add(at, "field %q is not a yes/no field", p.When)
		}
	}
	if len(c.doc.Products) > 0 && len(otherwise) != 1 {
		c.add("products", "exactly one product has no condition, for all other requests; here %d have none: %s",
			len(otherwise), strings.Join(otherwise, ", "))
	}
}

// fieldType does not use the lookup of the document, which is built for checked ones.
func (c *checker) fieldType(key string) FieldType {
	f, _ := find(c.doc.Fields, func(f Field) bool { return f.Key == key })
	return f.Type
}
