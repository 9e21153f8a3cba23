package i18n

import (
	"regexp"
	"slices"
	"testing"
)

// formsOf is what CLDR asks of each language.
var formsOf = map[Lang][]form{
	English: {formOne, formOther},
	Dutch:   {formOne, formOther},
	Polish:  {formOne, formFew, formMany, formOther},
	Spanish: {formOne, formMany, formOther},
	German:  {formOne, formOther},
}

func readAll(t *testing.T) map[Lang]map[string]*message {
	t.Helper()
	out := map[Lang]map[string]*message{}
	for _, l := range Langs {
		messages, err := readMessages(localeFiles, l)
		if err != nil {
			t.Fatal(err)
		}
		out[l] = messages
	}
	return out
}

func TestLNG1_EveryKeyInEveryLanguage(t *testing.T) {
	all := readAll(t)
	for _, l := range Langs {
		for key := range all[l] {
			for _, other := range Langs {
				if all[other][key] == nil {
					t.Errorf("%s is in %s but not in %s", key, l, other)
				}
			}
		}
	}
	if len(all[English]) == 0 {
		t.Error("the catalogue is empty")
	}
}

func TestLNG1_KeysAreLowerCaseWords(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z][a-z0-9]*\.[a-z0-9_]+(\.[a-z0-9_]+)*$`)
	for key := range readAll(t)[English] {
		if !shape.MatchString(key) {
			t.Errorf("%s cannot be found in the code by the test for unused keys", key)
		}
	}
}

func TestLNG1_PluralFormsAreComplete(t *testing.T) {
	all := readAll(t)
	for _, l := range Langs {
		for key, m := range all[l] {
			if english := all[English][key]; english != nil && english.plural != m.plural {
				t.Errorf("%s: %s is a plural in one of %s and en only", l, key, l)
			}
			if got := formsIn(m); m.plural && !slices.Equal(got, formsOf[l]) {
				t.Errorf("%s: %s has the forms %v, the language has %v", l, key, got, formsOf[l])
			}
		}
	}
}

func TestLNG1_SameGapsInEveryLanguage(t *testing.T) {
	all := readAll(t)
	for _, l := range Langs {
		for key, m := range all[l] {
			english := all[English][key]
			if english == nil {
				continue
			}
			if got, want := gapsIn(m), gapsIn(english); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the gaps %v, English has %v", l, key, got, want)
			}
			for f, form := range m.forms {
				if form.plain == "" && form.pieces == nil {
					t.Errorf("%s: %s (%s) is empty", l, key, f)
				}
				if want := gapsIn(english); !slices.Equal(withoutCount(gapsOf(form)), withoutCount(want)) {
					t.Errorf("%s: %s (%s) has the gaps %v, not %v", l, key, f, gapsOf(form), want)
				}
			}
		}
	}
}

func TestLNG1_FormsOfMatchTheRules(t *testing.T) {
	for _, l := range Langs {
		rule, err := newPluralRule(l)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[form]bool{rule.ask("1.5"): true, rule.ask(1_000_000): true}
		for n := range 200 {
			seen[rule.form(n)] = true
		}
		for _, f := range forms {
			if seen[f] != slices.Contains(formsOf[l], f) {
				t.Errorf("%s: form %s: the rule uses it: %v", l, f, seen[f])
			}
		}
	}
}

func formsIn(m *message) []form {
	var out []form
	for _, f := range forms {
		if m.forms[f] != nil {
			out = append(out, f)
		}
	}
	return out
}

func gapsIn(m *message) []string {
	var out []string
	for _, t := range m.forms {
		out = append(out, gapsOf(t)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gapsOf are the names that the sentence asks for.
func gapsOf(t *template) []string {
	var names []string
	for _, p := range t.pieces {
		if p.gap != "" {
			names = append(names, p.gap)
		}
	}
	return names
}

func withoutCount(gaps []string) []string {
	out := slices.DeleteFunc(slices.Clone(gaps), func(g string) bool { return g == "Count" })
	slices.Sort(out)
	return slices.Compact(out)
}
