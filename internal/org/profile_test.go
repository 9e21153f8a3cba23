package org

import (
	"context"
	"errors"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

func TestMKT1_MembersChooseHowTheyHear(t *testing.T) {
	eachHouse(t, func(h *house) {
		me := func() Member {
			m, err := h.Member(h.ctx, h.agent, h.agent.Member)
			h.must(err)
			return m
		}
		p := Profile{Name: " Joost de Zon ", Phone: "06 12345678", Lang: "pl", Theme: "dark", MarketMail: MailDigest}
		h.must(h.SetProfile(h.ctx, h.agent, p))
		if m := me(); m.Name != "Joost de Zon" || m.Lang != "pl" || m.Theme != "dark" || m.MarketMail != MailDigest {
			h.t.Errorf("kept %+v", m)
		}
		h.must(h.DB.Write(h.ctx, h.Workspace.ID, func(tx *db.Tx) error {
			_, err := tx.Exec(h.ctx, `UPDATE member SET digest_at = :at WHERE ws = :ws AND id = :id`,
				db.Args{"id": h.agent.Member, "at": base.At(tx.Now())})
			return err
		}))
		h.must(h.SetProfile(h.ctx, h.agent, p))
		if me().DigestAt.IsZero() {
			h.t.Error("a digest that waits was dropped by a change of something else")
		}
		p.MarketMail = MailOff
		h.must(h.SetProfile(h.ctx, h.agent, p))
		if !me().DigestAt.IsZero() {
			h.t.Error("a digest waits for a member who wants none")
		}
		for what, change := range map[string]func(p *Profile){
			"no name":             func(p *Profile) { p.Name = "" },
			"a name of two lines": func(p *Profile) { p.Name = "Joost\nBcc: x@y.example" },
			"a language":          func(p *Profile) { p.Lang = "xx" },
			"a theme":             func(p *Profile) { p.Theme = "neon" },
			"a way of mailing":    func(p *Profile) { p.MarketMail = "pigeon" },
		} {
			wrong := p
			change(&wrong)
			h.wants(h.SetProfile(h.ctx, h.agent, wrong), base.CodeInvalid, what)
		}
		h.wants(h.SetProfile(h.ctx, base.Prospect(h.Workspace.ID), p), base.CodeForbidden, "a prospect")
	})
}

func TestACC1_HashesWaitForTheirTurn(t *testing.T) {
	h := newHasher(cheap)
	hold, held := make(chan struct{}), make(chan struct{}, cap(h.turns))
	for range cap(h.turns) {
		go func() { _ = h.turn(t.Context(), func() error { held <- struct{}{}; <-hold; return nil }) }()
	}
	for range cap(h.turns) {
		<-held
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := h.hash(ctx, "one more"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("one more than there are turns: %v", err)
	}
	close(hold)
	if _, err := h.hash(t.Context(), "one more"); err != nil {
		t.Error(err)
	}
}
