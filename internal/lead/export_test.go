package lead

import (
	"maps"
	"slices"
)

// Sorts are the orders that a list can have, "" for none asked.
func Sorts() []string { return slices.Sorted(maps.Keys(sortKeys)) }
