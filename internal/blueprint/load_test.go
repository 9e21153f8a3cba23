package blueprint

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sluice/internal/calendar"
)

// load fails the test with every problem of a built-in blueprint.
func load(t *testing.T, name string) *Document {
	t.Helper()
	doc, err := Load(name)
	if err != nil {
		t.Fatalf("%s has problems:\n%v", name, err)
	}
	return doc
}

// source is the text of the built-in solar market.
func source(t testing.TB) string {
	t.Helper()
	data, err := builtIn.ReadFile("blueprints/solar-market.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var sameDocument = cmp.Options{
	cmpopts.IgnoreUnexported(Document{}),
	cmp.Comparer(func(a, b calendar.Span) bool { return a == b }),
}

func TestBuiltIn_AllLoadUnderTheirOwnName(t *testing.T) {
	names := Names()
	if !slices.Contains(names, "solar-market") {
		t.Fatalf("solar-market is not among the built-in blueprints: %v", names)
	}
	for _, name := range names {
		if doc := load(t, name); doc.Name != name {
			t.Errorf("%s.yaml calls itself %q", name, doc.Name)
		}
	}
}

func TestLoad_UnknownNameListsTheKnown(t *testing.T) {
	_, err := Load("solar-markt")
	want := `unknown blueprint "solar-markt", near "solar-market"; allowed: ` + strings.Join(Names(), ", ")
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestDecode_StoredFormIsTheSameDocument(t *testing.T) {
	for _, name := range Names() {
		first := load(t, name)
		data, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		second, err := Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, second, sameDocument); diff != "" {
			t.Errorf("%s changed on the way through JSON:\n%s", name, diff)
		}
		if problems := Check(second); len(problems) > 0 {
			t.Errorf("%s has problems once it was stored:\n%v", name, problems)
		}
	}
	if _, err := Decode([]byte(`{"stages": 7}`)); err == nil {
		t.Error("a stored configuration that is none was read")
	}
}

func TestClone_SharesNothing(t *testing.T) {
	doc := load(t, "solar-market")
	edited, err := doc.Clone()
	if err != nil {
		t.Fatal(err)
	}
	edited.Stages[0].Title["nl"] = "Anders"
	edited.Roles[0].Rights["lead.view"] = 0
	*edited.Stages[0].Deadline = calendar.Span{}
	if diff := cmp.Diff(load(t, "solar-market"), doc, sameDocument); diff != "" {
		t.Errorf("editing the copy changed the original:\n%s", diff)
	}
}

func TestParse_LeftOutHoldAndWarnAreFilled(t *testing.T) {
	text := strings.Replace(source(t), "{ for: 7d, hold: 2d, warn: 4h, again: true, order: newest }", "{ for: 7d }", 1)
	doc, err := Parse("short.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	m := doc.Policy.Steps[0].Market
	if m.Hold.String() != "2d" || m.Warn.String() != "4h" || m.Order != OrderNewest || m.Again {
		t.Errorf("a market with nothing but its length was read as %+v", *m)
	}
}

// The policies that the product describes all belong to the format.
func TestPolicy_EveryDescribedFormIsRead(t *testing.T) {
	for _, policy := range []string{
		`
  - offer:  { to: best, window: 24h, calendar: working, tries: 3, only: {tier: [gold, silver]} }
  - market: { for: 7d }
  - inbox:  { unit: account-manager }      # there is always a last step that cannot fail
`, `
  - offer: { to: fair, weights: {gold: 3, silver: 2, bronze: 1}, window: 24h, calendar: working, tries: 3 }
  - inbox: { unit: root }
`, `
  - offer: { to: round-robin, window: 4wh, tries: 1 }
  - offer: { to: nearest, window: 30m, calendar: elapsed, tries: 1 }
  - offer: { to: listed, window: 1wd, tries: 1 }
  - market: { for: 2w, hold: 3d, order: nearest, only: {tier: [bronze]} }
  - inbox: { unit: gelderland }
`,
	} {
		head, rest, _ := strings.Cut(source(t), "\npolicy:\n")
		_, tail, _ := strings.Cut(rest, "\ndeadlines:\n")
		text := head + "\npolicy:" + policy + "\ndeadlines:\n" + tail
		if _, err := Parse("policy.yaml", []byte(text)); err != nil {
			t.Errorf("refused:%s%v", policy, err)
		}
	}
}
