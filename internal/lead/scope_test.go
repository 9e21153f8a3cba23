package lead_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

// TestACC2_ScopeEqualsDecide holds the condition that lists put into SQL to the rule that decides on one lead: for
// random readers over leads in random hands, a list shows exactly what Decide lets through.
func TestACC2_ScopeEqualsDecide(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		other := testworld.Named(t, d, clock, "dakbaas")
		random := rand.New(rand.NewPCG(3, 5))
		leads := scatter(t, w, random)
		scatter(t, other, random)
		shown, hidden := 0, 0
		for range 300 {
			reader := randomReader(w, random)
			var want []base.ID
			for _, l := range leads {
				if access.Decide(reader, access.LeadView, l.Subject(w.WS)) {
					want = append(want, l.ID)
				}
			}
			got := listed(t, w, reader)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("reader %+v\nlist shows %v\nDecide says %v", reader, got, want)
			}
			n, err := w.Leads.Count(context.Background(), reader, lead.Filter{})
			if err != nil || n != len(want) {
				t.Fatalf("counted %d, %v, want %d", n, err, len(want))
			}
			shown, hidden = shown+len(want), hidden+len(leads)-len(want)
		}
		if shown < 500 || hidden < 500 {
			t.Errorf("%d shown and %d hidden say little", shown, hidden)
		}
	})
}

// scatter makes leads that are in all kinds of hands, written straight into the database.
func scatter(t *testing.T, w *testworld.World, random *rand.Rand) []*lead.Lead {
	t.Helper()
	units := []base.ID{0, w.Root, w.Region, w.Other, w.Veluwe, w.Twente, w.Randstad}
	regions := []base.ID{0, w.Region, w.Other}
	members := []base.ID{0, w.Joost.Member, w.Bram.Member, w.Fenna.Member, w.Manager.Member}
	var out []*lead.Lead
	for i := range 40 {
		l := w.Lead(t, fmt.Sprintf("Aanvraag %d", i))
		err := w.DB.Write(context.Background(), w.WS, func(tx *db.Tx) error {
			l, err := w.Leads.Lock(context.Background(), tx, l.ID)
			if err != nil {
				return err
			}
			l.PlaceUnit, l.Territory = pick(random, units), pick(random, regions)
			l.HolderMember = pick(random, members)
			out = append(out, l)
			return w.Leads.Save(context.Background(), tx, l)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func pick(random *rand.Rand, from []base.ID) base.ID { return from[random.IntN(len(from))] }

func randomReader(w *testworld.World, random *rand.Rand) base.Actor {
	some := func(from ...base.ID) []base.ID {
		return slices.DeleteFunc(from, func(base.ID) bool { return random.IntN(2) == 0 })
	}
	return base.Actor{
		Kind: base.ActorMember, Workspace: w.WS,
		Member:    pick(random, []base.ID{w.Joost.Member, w.Bram.Member, w.Manager.Member, 4711}),
		Rights:    base.Rights{access.LeadView: base.Reach(random.IntN(int(base.ReachWorkspace) + 1))},
		Units:     some(w.Root, w.Region, w.Veluwe, w.Twente, w.Randstad),
		Territory: some(w.Region, w.Other, w.Veluwe, w.Twente, w.Randstad),
	}
}

func listed(t *testing.T, w *testworld.World, reader base.Actor) []base.ID {
	t.Helper()
	var ids []base.ID
	page := base.PageRequest{Limit: 7}
	for {
		got, err := w.Leads.List(context.Background(), reader, lead.Filter{}, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range got.Items {
			ids = append(ids, row.ID)
		}
		if got.Next == "" {
			return ids
		}
		page.Cursor = got.Next
	}
}
