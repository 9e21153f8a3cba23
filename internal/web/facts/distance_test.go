package facts_test

import (
	"strings"
	"testing"

	"sluice/internal/i18n"
	"sluice/internal/web/facts"
)

func TestMKT2_DistancesAreNoMoreExactThanPostcodes(t *testing.T) {
	p := i18n.Load().Printer(i18n.English, nil)
	for km, want := range map[float64]string{0: "nearby", 4.9: "nearby", 5.2: "about 5 km", 21.6: "about 22 km"} {
		if got := strings.ReplaceAll(facts.About(p, km), "\u202f", " "); strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%v km is %q", km, got)
		}
	}
	if got := facts.Distance(p, 21.6); !strings.HasPrefix(got, "22") {
		t.Errorf("in a column it is %q", got)
	}
}
