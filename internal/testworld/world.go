// Package testworld builds a small workspace of the blueprint solar-market for tests: a brand with two regions, an
// account manager, partners in and out of the area, and their people. It stands on a real database.
package testworld

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"github.com/alexedwards/argon2id"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/due"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/live"
	"sluice/internal/org"
	"sluice/internal/outbox"
	"sluice/internal/placement"
)

// Password is everybody's.
const Password = "zon op het dak 7"

// World is a workspace with its people and the services to act in it.
type World struct {
	DB        *db.DB
	Clock     *base.FrozenClock
	Org       *org.Service
	Leads     *lead.Service
	Placement *placement.Service
	Hub       *live.Hub
	Loop      *due.Loop

	WS   base.ID
	Slug string
	Root base.ID
	// Region covers Gelderland and Overijssel; Other covers the rest of what partners cover.
	Region, Other base.ID
	// Veluwe and Twente cover the postcodes 7000–7999, Randstad 1000–3999.
	Veluwe, Twente, Randstad base.ID

	Admin, Manager           base.Actor // the account manager works in Region
	Joost, Fenna, Bram, Noor base.Actor
}

// New builds a world with the slug zonveer.
func New(t testing.TB, d *db.DB, clock *base.FrozenClock) *World {
	return Named(t, d, clock, "zonveer")
}

// Named builds a world with a slug of its own, for tests with two workspaces in one database.
func Named(t testing.TB, d *db.DB, clock *base.FrozenClock, slug string) *World {
	t.Helper()
	w := Services(t, d, clock)
	w.populate(t, slug)
	return w
}

// Services connects the services without a workspace.
func Services(t testing.TB, d *db.DB, clock *base.FrozenClock) *World {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.DiscardHandler)
	w := &World{DB: d, Clock: clock, Hub: live.New(ctx, d, log)}
	t.Cleanup(func() { cancel(); w.Hub.Close() })
	const url = "https://leads.zonveer.example"
	cheap := &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 8, KeyLength: 16}
	w.Org = org.New(org.Deps{DB: d, Catalogue: i18n.Load(), BaseURL: url, Argon2: cheap})
	w.Leads = lead.New(lead.Deps{DB: d, Org: w.Org, Live: w.Hub, BaseURL: url})
	w.Placement = placement.New(placement.Deps{DB: d, Org: w.Org, Leads: w.Leads, Live: w.Hub, Log: log, BaseURL: url})
	tasks := append(w.Placement.Tasks(), w.Leads.ResumeTask(), outbox.Delivery(d, outbox.Mailbox{}, log))
	w.Loop = due.New(d, log, tasks...)
	return w
}

func (w *World) populate(t testing.TB, slug string) {
	t.Helper()
	ctx := context.Background()
	doc, err := blueprint.Load("solar-market")
	must(t, err)
	made, err := w.Org.CreateWorkspace(ctx, org.NewWorkspace{
		Slug: slug, Name: "Zonveer Modules", Blueprint: doc,
		Admin: org.NewAdmin{Name: "Ineke Smit", Email: "ineke@" + slug + ".example", Password: Password},
	})
	must(t, err)
	w.WS, w.Slug, w.Root = made.Workspace.ID, slug, made.Root
	w.Admin = w.actor(t, made.Admin)

	w.Region = w.Unit(t, w.Root, blueprint.UnitRegion, org.UnitDetails{Name: "Oost", Areas: []org.Area{{Country: "NL", From: "6500", To: "8299"}}})
	w.Other = w.Unit(t, w.Root, blueprint.UnitRegion, org.UnitDetails{Name: "West", Areas: []org.Area{{Country: "NL", From: "1000", To: "3999"}}})
	w.Manager = w.Member(t, w.Region, "account-manager", "Sanne Vos", "sanne")

	east := []org.Area{{Country: "NL", From: "7000", To: "7999"}}
	w.Veluwe = w.Unit(t, w.Region, blueprint.UnitPartner, org.UnitDetails{Name: "Zonwerk Veluwe", Areas: east, Postcode: "7311", Email: "info@zonwerk.example"})
	w.Twente = w.Unit(t, w.Region, blueprint.UnitPartner, org.UnitDetails{Name: "Dakkracht Twente", Areas: east, Postcode: "7511"})
	w.Randstad = w.Unit(t, w.Other, blueprint.UnitPartner, org.UnitDetails{Name: "Randstad Solar", Areas: []org.Area{{Country: "NL", From: "1000", To: "3999"}}})
	w.Joost = w.Member(t, w.Veluwe, "installer", "Joost Brinkhuis", "joost")
	w.Fenna = w.Member(t, w.Veluwe, "partner-manager", "Fenna Mulder", "fenna")
	w.Bram = w.Member(t, w.Twente, "installer", "Bram Oude Luttikhuis", "bram")
	w.Noor = w.Member(t, w.Randstad, "installer", "Noor Jansen", "noor")
	// The units below a member are part of the actor, and some came after it.
	w.Admin, w.Manager = w.actor(t, w.Admin.Member), w.actor(t, w.Manager.Member)
}

// Unit makes a unit.
func (w *World) Unit(t testing.TB, parent base.ID, kind blueprint.UnitKind, d org.UnitDetails) base.ID {
	t.Helper()
	u, err := w.Org.CreateUnit(context.Background(), base.System(w.WS), org.NewUnit{Parent: parent, Kind: kind, UnitDetails: d})
	must(t, err)
	return u.ID
}

// Member makes a member who can sign in, and returns it as an actor.
func (w *World) Member(t testing.TB, unit base.ID, role, name, user string) base.Actor {
	t.Helper()
	m, err := w.Org.CreateMember(context.Background(), base.System(w.WS), org.NewMember{
		Unit: unit, Role: role, Name: name, Email: user + "@" + w.Slug + ".example", Password: Password,
	})
	must(t, err)
	return w.actor(t, m.ID)
}

func (w *World) actor(t testing.TB, member base.ID) base.Actor {
	t.Helper()
	a, err := w.Org.Actor(context.Background(), w.WS, member)
	must(t, err)
	return a
}

// Request is a complete request from a prospect in Apeldoorn.
func Request(name string) lead.Input {
	return lead.Input{
		Contact:  lead.ContactInput{Name: name, Email: fmt.Sprintf("%x@prospect.example", name), Phone: ""},
		Source:   "solar_calculator",
		Type:     "residential",
		Postcode: "7315 KD", HouseNumber: "1148", Street: "Loolaan", Town: "Apeldoorn",
		Fields: map[string]any{
			"roof_area": "21", "slope": "30", "direction": "180", "module_count": "9", "persons": "3",
			"message": "We would like to start before the summer.", "reachability": "evening",
		},
		Consent: &lead.ConsentInput{Key: "contact", Version: 1, Wording: "Yes, call me.", Purposes: []string{"contact"}, Channels: []string{"phone"}},
	}
}

// Lead takes in a request and returns the lead it made.
func (w *World) Lead(t testing.TB, name string) *lead.Lead {
	t.Helper()
	made, err := w.Leads.Create(context.Background(), base.Prospect(w.WS), Request(name))
	must(t, err)
	return made.Lead
}

// Settle does everything that is due by now.
func (w *World) Settle(t testing.TB) {
	t.Helper()
	must(t, w.Loop.Settle(context.Background()))
}

// Mails are the subjects of the mails to a member of this world or a prospect, newest last.
func (w *World) Mails(t testing.TB, to string) []outbox.Message {
	t.Helper()
	var page base.Page[outbox.Message]
	must(t, w.DB.Read(context.Background(), w.WS, func(tx *db.Tx) (err error) {
		page, err = outbox.List(context.Background(), tx, outbox.ListFilter{To: to, Limit: 200})
		return err
	}))
	return page.Items
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
