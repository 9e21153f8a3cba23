package demo

import (
	"context"
	"errors"
	"time"

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

// services are the program's rooms on a clock that the demo moves.
type services struct {
	db        *db.DB
	clock     *base.FrozenClock
	now       time.Time // when the demo opens: where the story ends
	hub       *live.Hub
	org       *org.Service
	leads     *lead.Service
	placement *placement.Service
	loop      *due.Loop
}

// cheap passwords: everybody may know them, and the demo shall be there at once.
var cheap = &argon2id.Params{Memory: 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

func start(ctx context.Context, o Options) (*services, error) {
	now := base.SystemClock{}.Now()
	s := &services{clock: base.NewFrozenClock(now), now: now}
	var err error
	if s.db, err = db.Open(ctx, db.Options{Source: o.Source, Clock: s.clock, Hasty: true}); err != nil {
		return nil, err
	}
	if _, err = s.db.Migrate(ctx); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	if s.now, err = s.later(ctx); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.hub = live.New(ctx, s.db, o.Log)
	s.org = org.New(org.Deps{DB: s.db, Catalogue: i18n.Load(i18n.WithLogger(o.Log)), BaseURL: o.BaseURL, Argon2: cheap})
	s.leads = lead.New(lead.Deps{DB: s.db, Org: s.org, Live: s.hub, BaseURL: o.BaseURL})
	s.placement = placement.New(placement.Deps{
		DB: s.db, Org: s.org, Leads: s.leads, Live: s.hub, Log: o.Log, BaseURL: o.BaseURL,
	})
	tasks := append(s.placement.Tasks(), s.leads.ResumeTask(), outbox.Delivery(s.db, outbox.Mailbox{}, o.Log))
	s.loop = due.New(s.db, o.Log, tasks...)
	return s, nil
}

func (s *services) close() error {
	s.hub.Close()
	return s.db.Close()
}

// later is the present, or the moment the data has reached where that is ahead: an earlier demo moved its clock.
func (s *services) later(ctx context.Context) (time.Time, error) {
	latest, err := s.latest(ctx)
	if latest.After(s.now) {
		return latest, err
	}
	return s.now, err
}

// make creates a workspace and lets its story happen.
func (s *services) make(ctx context.Context, r recipe, leads int) (org.Workspace, error) {
	doc, err := blueprint.Load(r.blueprint)
	if err != nil {
		return org.Workspace{}, err
	}
	s.clock.Set(beginning(s.now, leads))
	made, err := s.org.CreateWorkspace(ctx, org.NewWorkspace{Slug: r.slug, Name: r.name, Blueprint: doc, Admin: r.admin})
	if err != nil {
		return org.Workspace{}, err
	}
	cfg, err := s.org.Config(ctx, made.Workspace.ID)
	if err != nil {
		return org.Workspace{}, err
	}
	room := &room{services: s, ws: made.Workspace.ID, root: made.Root, doc: cfg.Document, cfg: cfg}
	if err := r.fill(ctx, room, leads); err != nil {
		return org.Workspace{}, err
	}
	return made.Workspace, nil
}

// room is a workspace while it is being filled.
type room struct {
	*services
	ws    base.ID
	root  base.ID
	doc   *blueprint.Document
	cfg   *org.Config
	crews []*crew
}
