package base

import (
	"encoding/json"
	"testing"
)

func TestReach_TextRoundTrip(t *testing.T) {
	rights := Rights{"a": ReachOwn, "b": ReachUnit, "c": ReachTerritory, "d": ReachWorkspace}
	data, err := json.Marshal(rights)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"a":"own","b":"unit","c":"territory","d":"workspace"}`; string(data) != want {
		t.Errorf("written as %s, want %s", data, want)
	}
	var back Rights
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	for name, reach := range rights {
		if back[name] != reach {
			t.Errorf("%s came back as %s", name, back[name])
		}
	}
}

func TestReach_UnknownNamesAndValuesAreRefused(t *testing.T) {
	var r Reach
	if err := r.UnmarshalText([]byte("everything")); err == nil {
		t.Error("an unknown reach was read")
	}
	if _, err := Reach(9).MarshalText(); err == nil {
		t.Error("a reach without a name was written")
	}
}
