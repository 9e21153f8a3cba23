package placement_test

import (
	"testing"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

// A lead that a member makes and assigns in one go goes there, or is refused with the reason; it never slips away to the
// market without a word.
func TestMKT8_AssignedWhileItIsMade(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		make := func(to lead.Target) (lead.Created, error) {
			in := testworld.Request("Fatima El Amrani")
			in.Consent, in.Assign = nil, to
			return w.Leads.Create(ctx, w.Manager, in)
		}
		made, err := make(lead.Target{Unit: w.Veluwe, Member: w.Joost.Member})
		must(t, err)
		if made.Lead.PlaceUnit != w.Veluwe || made.Lead.HolderMember != w.Joost.Member {
			t.Errorf("the lead is with %v, %v", made.Lead.PlaceUnit, made.Lead.HolderMember)
		}
		// It looks like the first one now, and goes where it was sent all the same.
		made, err = make(lead.Target{Unit: w.Twente})
		must(t, err)
		decisions, err := w.Placement.Explain(ctx, w.Manager, made.Lead.ID)
		must(t, err)
		if made.Lead.PlaceUnit != w.Twente || decisions[0].Kind != placement.DecisionAssigned {
			t.Errorf("the lead is with %v by %s", made.Lead.PlaceUnit, decisions[0].Kind)
		}
		_, err = make(lead.Target{Unit: w.Veluwe, Member: w.Bram.Member})
		wantCode(t, err, base.CodeInvalid)
		must(t, w.Org.SetAvailability(ctx, base.System(w.WS), w.Veluwe, org.Availability{State: org.UnitAway}))
		_, err = make(lead.Target{Unit: w.Veluwe})
		wantCode(t, err, base.CodeConflict)
	})
}
