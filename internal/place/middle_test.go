package place

import "testing"

func TestMiddleOfAPrefixIsThatOfItsPostcodes(t *testing.T) {
	code, err := Parse("NL", "7311 AB")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := code.Centroid()
	for _, prefix := range []string{"73", "731", "7311", "7311 a", "7311 ab"} {
		if got, ok := Middle("NL", prefix); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", prefix, got, ok, want)
		}
	}
	for _, wrong := range []string{"", "7", "0311", "x", "7311 ABC", "73-11-1"} {
		if got, ok := Middle("NL", wrong); ok {
			t.Errorf("%q has the middle %v", wrong, got)
		}
	}
	if got, ok := PrefixAt("NL", want); !ok || got != "73" {
		t.Errorf("the prefix at %v is %q", want, got)
	}
	if got, ok := PrefixAt("NL", Point{Lat: 1, Lon: 2}); ok {
		t.Errorf("the sea has the prefix %q", got)
	}
}
