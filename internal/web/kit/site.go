package kit

import (
	"log/slog"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/due"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/live"
	"sluice/internal/org"
	"sluice/internal/placement"
)

// Site is what the pages stand on.
type Site struct {
	Org       *org.Service
	Leads     *lead.Service
	Placement *placement.Service
	DB        *db.DB
	Live      *live.Hub
	Words     *i18n.Catalogue
	Clock     base.Clock
	Log       *slog.Logger
	// BaseURL is how the installation is reached, without a slash at the end.
	BaseURL string
	// Secure: the site is reached by TLS, so cookies and browsers may insist on it.
	Secure bool
	// Proxies are the reverse proxies in front.
	Proxies Proxies
	// Secret signs what the site hands out and gets back, such as challenges of public forms.
	Secret []byte
	Demo   *Demo
	// MailServer is where mail leaves, "" while it stays in the built-in mailbox.
	MailServer string

	sections []Section
	streams  streams
}

// Demo is the demo's own: time that can be moved, and who can be signed in without a password.
type Demo struct {
	Clock due.Movable
	Loop  *due.Loop
	// People are the members that the demo's first page signs in, by their workspace.
	People []DemoWorkspace
}

// DemoWorkspace is one workspace of the demo.
type DemoWorkspace struct {
	Workspace org.Workspace
	Members   []DemoMember
}

// DemoMember is a member of the demo, whose password is no secret.
type DemoMember struct {
	ID                                base.ID
	Name, Email, Password, Role, Unit string
	Token                             string
}

// SetSections tells the site its sections, for the navigation. It is called once.
func (s *Site) SetSections(sections []Section) { s.sections = sections }

// Now is the present moment, by the site's clock.
func (s *Site) Now() time.Time { return s.Clock.Now() }
