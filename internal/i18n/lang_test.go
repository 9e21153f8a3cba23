package i18n

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestLNG1_Match(t *testing.T) {
	for header, want := range map[string]Lang{
		"":                                  Dutch,
		"nl":                                Dutch,
		"de-AT,de;q=0.9,en;q=0.5":           German,
		"en-GB":                             English,
		"es-419":                            Spanish,
		"pl;q=0.1,es;q=0.9":                 Spanish,
		"ja,zh;q=0.8":                       Dutch,
		"ja,pl;q=0.2":                       Polish,
		"*":                                 Dutch,
		"not a header;;;":                   Dutch,
		"en," + strings.Repeat("x-y,", 200): Dutch,
	} {
		if got := Match(header, Dutch); got != want {
			t.Errorf("%q gives %s, want %s", header, got, want)
		}
	}
}

func TestLNG1_LanguageNames(t *testing.T) {
	c := Load()
	for _, l := range Langs {
		if !l.Valid() || NativeName(l) == "" {
			t.Errorf("%s has no name", l)
		}
		if got := c.Printer(l, nil).LangName(l); !strings.EqualFold(got, NativeName(l)) {
			t.Errorf("%s calls itself %q here and %q there", l, got, NativeName(l))
		}
	}
	if Lang("fr").Valid() || NativeName("fr") != "" {
		t.Error("French is not spoken yet")
	}
	if got := c.Printer(German, nil).LangName(Dutch); got != "Niederländisch" {
		t.Errorf("got %q", got)
	}
}

func TestLNG1_TextFallsBack(t *testing.T) {
	for _, tt := range []struct {
		text Text
		lang Lang
		want string
	}{
		{Text{"en": "lead", "nl": "aanvraag"}, Dutch, "aanvraag"},
		{Text{"en": "lead", "nl": "aanvraag"}, German, "lead"},
		{Text{"de": "Anfrage", "pl": "zapytanie"}, Dutch, "zapytanie"},
		{Text{"en": "lead", "nl": ""}, Dutch, "lead"},
		{nil, Dutch, ""},
	} {
		if got := tt.text.In(tt.lang); got != tt.want {
			t.Errorf("%v in %s: %q, want %q", tt.text, tt.lang, got, tt.want)
		}
	}
}

func TestLNG1_TextIsAPlainMapInFiles(t *testing.T) {
	var fromYAML, fromJSON struct{ Label Text }
	if err := yaml.Unmarshal([]byte(`label: {en: "Lead", nl: "Aanvraag"}`), &fromYAML); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"label": {"en": "Lead", "nl": "Aanvraag"}}`), &fromJSON); err != nil {
		t.Fatal(err)
	}
	if fromYAML.Label.In(Dutch) != "Aanvraag" || fromJSON.Label.In(Dutch) != "Aanvraag" {
		t.Errorf("read %v and %v", fromYAML, fromJSON)
	}
}
