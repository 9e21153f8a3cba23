package lead_test

import (
	"context"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

// acts are the operations on a lead of this room, each as somebody tries it on a lead that is not its own.
func acts(w *testworld.World) map[string]func(a base.Actor, id base.ID) error {
	ctx := context.Background()
	return map[string]func(a base.Actor, id base.ID) error{
		"get":    func(a base.Actor, id base.ID) error { _, err := w.Leads.Get(ctx, a, id); return err },
		"events": func(a base.Actor, id base.ID) error { _, err := w.Leads.Events(ctx, a, id); return err },
		"stage": func(a base.Actor, id base.ID) error {
			in := lead.StageInput{Stage: "first_contact", Answers: lead.Answers{ContactType: "phone"}}
			_, err := w.Leads.ChangeStage(ctx, a, id, in)
			return err
		},
		"contact": func(a base.Actor, id base.ID) error {
			_, err := w.Leads.LogContact(ctx, a, id, lead.LogInput{Outcome: "no_answer"})
			return err
		},
		"merge":    func(a base.Actor, id base.ID) error { return w.Leads.Merge(ctx, a, id, id+1) },
		"merge in": func(a base.Actor, id base.ID) error { return w.Leads.Merge(ctx, a, id+1, id) },
		"preview":  func(a base.Actor, id base.ID) error { _, err := w.Leads.PreviewMerge(ctx, a, id, id+1); return err },
		"unmerge":  func(a base.Actor, id base.ID) error { return w.Leads.UndoMerge(ctx, a, id) },
	}
}

func wantNotThere(t *testing.T, w *testworld.World, a base.Actor, id base.ID) {
	t.Helper()
	for name, act := range acts(w) {
		missing, there := act(a, base.NewID(w.Clock.Now())), act(a, id)
		if missing == nil || there == nil || missing.Error() != there.Error() {
			t.Errorf("%s as %s: the lead answers %v, none at all %v", name, a.Role, there, missing)
		}
	}
}

func TestINV7_AnotherWorkspacesLeadIsNotThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "dakbaas")
		l := other.Lead(t, "Fatima El Amrani")
		for _, a := range []base.Actor{w.Admin, w.Manager, w.Fenna, w.Joost} {
			wantNotThere(t, w, a, l.ID)
			page, err := w.Leads.List(context.Background(), a, lead.Filter{Q: "Fatima"}, base.PageRequest{})
			if err != nil || len(page.Items) != 0 {
				t.Errorf("%s finds %d leads of another workspace: %v", a.Role, len(page.Items), err)
			}
		}
	})
}

func TestINV7_AnotherPartnersLeadIsNotThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		l := w.Lead(t, "Fatima El Amrani")
		if _, err := w.Placement.Claim(context.Background(), w.Joost, l.ID); err != nil {
			t.Fatal(err)
		}
		for _, a := range []base.Actor{w.Bram, w.Noor} {
			wantNotThere(t, w, a, l.ID)
		}
		if _, err := w.Placement.Return(context.Background(), w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"}); err != nil {
			t.Fatal(err)
		}
		counts, err := w.Leads.CountLenses(context.Background(), w.Joost, lead.Filter{})
		if err != nil || counts[lead.LensOpen] != 0 {
			t.Errorf("after giving it back it still counts for the partner: %v, %v", counts, err)
		}
	})
}
