package org

import (
	"context"
	"regexp"
	"testing"

	"github.com/alexedwards/argon2id"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/i18n"
	"sluice/internal/outbox"
)

// cheap makes a password cost next to nothing.
var cheap = &argon2id.Params{Memory: 16, Iterations: 1, Parallelism: 1, SaltLength: 8, KeyLength: 16}

const goodPassword = "zeven blauwe fietsen"

// house is a workspace with a region, two partners and a member for every role.
type house struct {
	*Service
	t     *testing.T
	ctx   context.Context
	clock *base.FrozenClock
	Created
	region, partner, other                   base.ID
	admin, manager, agent, account, outsider base.Actor
}

func eachHouse(t *testing.T, fn func(h *house)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		fn(newHouse(t, newService(d), "zonveer", clock))
	})
}

func newService(d *db.DB) *Service {
	return New(Deps{DB: d, Catalogue: i18n.Load(), BaseURL: "https://leads.example/", Argon2: cheap})
}

func newHouse(t *testing.T, s *Service, slug string, clock *base.FrozenClock) *house {
	t.Helper()
	h := &house{Service: s, t: t, ctx: context.Background(), clock: clock}
	made, err := s.CreateWorkspace(h.ctx, newWorkspace(t, slug))
	h.must(err)
	h.Created = made
	h.admin, err = s.Actor(h.ctx, made.Workspace.ID, made.Admin)
	h.must(err)
	h.region = h.unit(NewUnit{Parent: made.Root, Kind: blueprint.UnitRegion, UnitDetails: UnitDetails{
		Name: "Oost", Areas: []Area{{Country: "NL", Province: "GE"}, {Country: "NL", From: "80", To: "81"}},
	}})
	h.account = h.member("Anouk Veldman", "anouk@zonveer.example", "account-manager", h.region)
	h.partner = h.unit(NewUnit{Parent: h.region, Kind: blueprint.UnitPartner, UnitDetails: UnitDetails{Name: "Zonwerk"}})
	h.other = h.unit(NewUnit{Parent: made.Root, Kind: blueprint.UnitPartner, UnitDetails: UnitDetails{Name: "Daklicht"}})
	h.manager = h.member("Maarten Zonwerk", "maarten@zonwerk.example", "partner-manager", h.partner)
	h.agent = h.member("Joost Zonwerk", "joost@zonwerk.example", "installer", h.partner)
	h.outsider = h.member("Bram Daklicht", "bram@daklicht.example", "partner-manager", h.other)
	// The first actors were made before the tree was whole.
	for _, a := range []*base.Actor{&h.admin, &h.account, &h.manager, &h.agent} {
		*a, err = s.Actor(h.ctx, a.Workspace, a.Member)
		h.must(err)
	}
	return h
}

func newWorkspace(t *testing.T, slug string) NewWorkspace {
	t.Helper()
	doc, err := blueprint.Load("solar-market")
	if err != nil {
		t.Fatal(err)
	}
	return NewWorkspace{
		Slug: slug, Name: "Zonveer Modules", Blueprint: doc,
		Admin: NewAdmin{Name: "Ilse Beheer", Email: "Ilse@zonveer.example", Password: goodPassword},
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// wants checks the code of an error; "" wants none.
func (h *house) wants(err error, code base.Code, what string) {
	h.t.Helper()
	if got := base.CodeOf(err); got != code {
		h.t.Errorf("%s: code %q, want %q (%v)", what, got, code, err)
	}
}

func (h *house) unit(n NewUnit) base.ID {
	h.t.Helper()
	u, err := h.CreateUnit(h.ctx, h.admin, n)
	h.must(err)
	return u.ID
}

func (h *house) member(name, email, role string, unit base.ID) base.Actor {
	h.t.Helper()
	m, err := h.CreateMember(h.ctx, base.System(h.Workspace.ID), NewMember{Name: name, Email: email, Role: role, Unit: unit, Password: goodPassword})
	h.must(err)
	a, err := h.Actor(h.ctx, h.Workspace.ID, m.ID)
	h.must(err)
	return a
}

func (h *house) signIn(email, password, address string) (SignedIn, error) {
	return h.SignIn(h.ctx, h.Workspace.ID, Credentials{Email: email, Password: password, Device: Device{Address: address, Agent: "test"}})
}

// in runs fn in a read of the workspace.
func (h *house) in(fn func(tx *db.Tx) error) {
	h.t.Helper()
	h.must(h.DB.Read(h.ctx, h.Workspace.ID, fn))
}

// mails are the messages to an address, newest first.
func (h *house) mails(to string) []outbox.Message {
	h.t.Helper()
	var out []outbox.Message
	h.in(func(tx *db.Tx) error {
		page, err := outbox.List(h.ctx, tx, outbox.ListFilter{To: to})
		out = page.Items
		return err
	})
	return out
}

var linkPattern = regexp.MustCompile(`https://leads\.example/zonveer/(?:invitation|reset)/([0-9a-z]+)`)

// link is the secret in the newest mail to the address.
func (h *house) link(to string) string {
	h.t.Helper()
	mails := h.mails(to)
	if len(mails) == 0 {
		h.t.Fatalf("no mail to %s", to)
	}
	found := linkPattern.FindStringSubmatch(mails[0].Text)
	if found == nil {
		h.t.Fatalf("no link in %q", mails[0].Text)
	}
	return found[1]
}

func (h *house) auditKinds() []string {
	h.t.Helper()
	page, err := h.ListAudit(h.ctx, h.admin, AuditFilter{}, base.PageRequest{Limit: 200})
	h.must(err)
	kinds := make([]string, len(page.Items))
	for i, e := range page.Items {
		kinds[i] = e.Kind
	}
	return kinds
}
