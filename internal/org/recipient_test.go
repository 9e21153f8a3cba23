package org

import (
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
)

func TestMailGoesToPeopleWhoAreStillThere(t *testing.T) {
	eachHouse(t, func(h *house) {
		_, err := h.CreateMember(h.ctx, h.admin, NewMember{Name: "CRM", Email: "crm@zonveer.example", Role: "integrator", Unit: h.Root})
		h.must(err)
		to := func(unit, member base.ID) (names []string) {
			h.in(func(tx *db.Tx) error {
				out, err := h.RecipientsIn(h.ctx, tx, unit, member)
				for _, r := range out {
					names = append(names, r.Name)
				}
				return err
			})
			return names
		}
		if got := to(h.Root, 0); len(got) != 1 || got[0] != "Ilse Beheer" {
			h.t.Errorf("the company's mail goes to %v", got)
		}
		if got := to(h.partner, h.agent.Member); len(got) != 1 || got[0] != "Joost Zonwerk" {
			h.t.Errorf("the holder's mail goes to %v", got)
		}
		h.must(h.SuspendMember(h.ctx, h.manager, h.agent.Member))
		if got := to(h.partner, h.agent.Member); len(got) != 1 || got[0] != "Maarten Zonwerk" {
			h.t.Errorf("the mail of a holder who left goes to %v", got)
		}
	})
}
