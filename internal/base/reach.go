package base

import "fmt"

var reachNames = [...]string{"none", "own", "unit", "territory", "workspace"}

// String is the reach as blueprints, the API and the screens of roles name it.
func (r Reach) String() string {
	if int(r) < len(reachNames) {
		return reachNames[r]
	}
	return fmt.Sprintf("reach(%d)", uint8(r))
}

// MarshalText writes the reach by name, so that stored rights stay readable and survive a new reach in between.
func (r Reach) MarshalText() ([]byte, error) {
	if int(r) >= len(reachNames) {
		return nil, fmt.Errorf("reach %d has no name", uint8(r))
	}
	return []byte(reachNames[r]), nil
}

// UnmarshalText reads what MarshalText wrote.
func (r *Reach) UnmarshalText(text []byte) error {
	for i, name := range reachNames {
		if string(text) == name {
			*r = Reach(i)
			return nil
		}
	}
	return fmt.Errorf("reach %q is not one of own, unit, territory, workspace", Shorten(string(text), 40))
}
