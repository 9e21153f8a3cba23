package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"sluice/internal/base"
	"sluice/internal/org"
)

// StandardLeads is how many leads a workspace starts with where nobody says otherwise.
const StandardLeads = 300

// mostLeads is more than anybody has measured.
const mostLeads = 10_000_000

// Options say what to fill.
type Options struct {
	// Source is a PostgreSQL address or the folder of a SQLite database, as in db.Options.
	Source string
	// BaseURL is what the mails link to.
	BaseURL string
	// Blueprint opens only the workspace of this blueprint; empty opens all.
	Blueprint string
	// Leads is how many leads each workspace starts with.
	Leads int
	Log   *slog.Logger
}

// World is what the demo opened.
type World struct {
	Workspaces []Workspace
	// Latest is the moment up to which the data reaches: a clock that shows less would go back in time.
	Latest time.Time
}

// Workspace is one workspace with its people.
type Workspace struct {
	org.Workspace
	Members []Member
}

// Member is somebody to sign in as. Its secrets are none.
type Member struct {
	ID                          base.ID
	Name, Email, Password, Role string
	Unit                        string
	// Token is an API token of the member, made at each opening.
	Token string
}

// recipe is one workspace of the demo.
type recipe struct {
	blueprint, slug, name string
	admin                 org.NewAdmin
	fill                  func(ctx context.Context, r *room, leads int) error
}

var recipes = []recipe{solarMarket}

// Blueprints are those that the demo has a workspace for.
func Blueprints() []string {
	var names []string
	for _, r := range recipes {
		names = append(names, r.blueprint)
	}
	return names
}

// Open makes the workspaces that are not there yet and returns all of them with their people. A workspace that is
// there stays as it is, with the leads it has.
func Open(ctx context.Context, o Options) (_ *World, err error) {
	if o.Leads < 0 || o.Leads > mostLeads {
		return nil, fmt.Errorf("the number of leads is 0 to %d", mostLeads)
	}
	if o.Blueprint != "" && !slices.Contains(Blueprints(), o.Blueprint) {
		return nil, fmt.Errorf("the demo has no workspace of the blueprint %q; it has %v", o.Blueprint, Blueprints())
	}
	s, err := start(ctx, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	world := &World{}
	for _, r := range recipes {
		if o.Blueprint != "" && r.blueprint != o.Blueprint {
			continue
		}
		w, err := s.workspace(ctx, r, o.Leads)
		if err != nil {
			return nil, fmt.Errorf("the demo's workspace %s: %w", r.slug, err)
		}
		world.Workspaces = append(world.Workspaces, w)
	}
	world.Latest, err = s.latest(ctx)
	return world, err
}

// workspace returns a workspace of the demo and fills it where it is new.
func (s *services) workspace(ctx context.Context, r recipe, leads int) (Workspace, error) {
	w, err := s.org.WorkspaceBySlug(ctx, r.slug)
	if base.CodeOf(err) == base.CodeNotFound {
		w, err = s.make(ctx, r, leads)
	}
	if err != nil {
		return Workspace{}, err
	}
	s.clock.Set(s.now)
	members, err := s.members(ctx, w)
	return Workspace{Workspace: w, Members: members}, err
}
