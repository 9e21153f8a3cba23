package lead_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

func TestVIEW2_PagesRunForwardsAndBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		for i := range 7 {
			w.Lead(t, fmt.Sprintf("Aanvraag %d", i)) // all have the same deadline: only the id parts them
		}
		for _, sort := range lead.Sorts() {
			get := func(cursor string, limit int) base.Page[lead.Row] {
				t.Helper()
				page, err := w.Leads.List(context.Background(), w.Admin, lead.Filter{}, base.PageRequest{Sort: sort, Cursor: cursor, Limit: limit})
				if err != nil {
					t.Fatal(err)
				}
				return page
			}
			all := get("", 100)
			first := get("", 3)
			second := get(first.Next, 3)
			third := get(second.Next, 3)
			if got := slices.Concat(ids(first), ids(second), ids(third)); !slices.Equal(got, ids(all)) || len(got) != 7 {
				t.Errorf("%s: forwards %v, want %v", sort, got, ids(all))
			}
			if first.Prev != "" || third.Next != "" || all.Next != "" || all.Prev != "" {
				t.Errorf("%s: the ends lead on: %q %q", sort, first.Prev, third.Next)
			}
			back := get(third.Prev, 3)
			if !slices.Equal(ids(back), ids(second)) || back.Next != second.Next {
				t.Errorf("%s: back from the third page %v, want %v", sort, ids(back), ids(second))
			}
			begin := get(back.Prev, 3)
			if !slices.Equal(ids(begin), ids(first)) || begin.Prev != "" || begin.Next != first.Next {
				t.Errorf("%s: back at the first page %v, before it %q", sort, ids(begin), begin.Prev)
			}
		}
	})
}

func ids(page base.Page[lead.Row]) []base.ID {
	var out []base.ID
	for _, row := range page.Items {
		out = append(out, row.ID)
	}
	return out
}
