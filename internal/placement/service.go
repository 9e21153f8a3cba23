package placement

import (
	"log/slog"

	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/live"
	"sluice/internal/org"
)

// Service holds the operations on placements.
type Service struct {
	db      *db.DB
	org     *org.Service
	leads   *lead.Service
	live    *live.Hub
	log     *slog.Logger
	baseURL string
}

// Deps are what a Service needs.
type Deps struct {
	DB    *db.DB
	Org   *org.Service
	Leads *lead.Service
	Live  *live.Hub
	Log   *slog.Logger
	// BaseURL is the address under which members reach the program, without a slash at the end.
	BaseURL string
}

// New makes the service and hangs its rules into the leads'.
func New(d Deps) *Service {
	s := &Service{db: d.DB, org: d.Org, leads: d.Leads, live: d.Live, log: d.Log, baseURL: d.BaseURL}
	s.leads.SetHooks(lead.Hooks{
		Created: s.created, Contacted: s.contacted, Moved: s.moved, Ended: s.ended, Listed: s.listedFor,
	})
	return s
}

// TopicMarket is the live topic of the leads that can be claimed.
const TopicMarket = "market"

func (s *Service) announceMarket(tx *db.Tx) {
	ws := tx.Workspace()
	tx.OnCommit(func() { s.live.Publish(ws, TopicMarket) })
}
