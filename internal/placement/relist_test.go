package placement_test

import (
	"testing"

	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

func TestINV10_AChangedPartnerIsJudgedByThePolicyThatTheLeadWalks(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := w.Lead(t, "Fatima El Amrani")
		_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
		must(t, err)
		_, err = w.Placement.Return(ctx, w.Joost, l.ID, placement.ReturnInput{Reason: "no_time"})
		must(t, err)
		config, err := w.Org.Config(ctx, w.WS)
		must(t, err)
		stricter, err := config.Document.Clone()
		must(t, err)
		stricter.Policy.Steps[0].Market.Again = false
		_, err = w.Org.SaveConfig(ctx, w.Admin, org.ConfigEdit{Base: config.Version, Document: stricter})
		must(t, err)

		edit(t, w, w.Veluwe, func(d *org.UnitDetails) { d.Phone = "+31 55 555 01 01" })
		w.Settle(t)
		if got := available(t, w, w.Joost); len(got) != 1 {
			t.Errorf("the partner's market shows %v, though under the lead's own policy it may come back", got)
		}
	})
}
