package base

import (
	"slices"
	"testing"
)

func TestPageOf_LeadsOnOnlyWhereMoreFollows(t *testing.T) {
	id := func(n int) ID { return ID(n) }
	for _, tc := range []struct {
		read, want []int
		next       string
	}{
		{nil, nil, ""},
		{[]int{9, 8}, []int{9, 8}, ""},
		{[]int{9, 8, 7}, []int{9, 8, 7}, ""},
		{[]int{9, 8, 7, 6}, []int{9, 8, 7}, ID(7).String()},
	} {
		if got := PageOf(tc.read, 3, id); !slices.Equal(got.Items, tc.want) || got.Next != tc.next {
			t.Errorf("%v: got %+v, want %v and %q", tc.read, got, tc.want, tc.next)
		}
	}
}

func TestPageRequest_GoesOnAtItsCursor(t *testing.T) {
	for cursor, want := range map[string][2]ID{"": {LastID, 0}, ID(7).String(): {7, 7}} {
		before, err := PageRequest{Cursor: cursor}.Before()
		if err != nil || before != want[0] {
			t.Errorf("%q: before %d, want %d: %v", cursor, before, want[0], err)
		}
		after, err := PageRequest{Cursor: cursor}.After()
		if err != nil || after != want[1] {
			t.Errorf("%q: after %d, want %d: %v", cursor, after, want[1], err)
		}
	}
	if _, err := (PageRequest{Cursor: "7"}).Before(); CodeOf(err) != CodeInvalid {
		t.Errorf("a cursor that is no id: %v", err)
	}
}
