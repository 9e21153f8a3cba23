package blueprint

import (
	"sluice/internal/base"
	"sluice/internal/i18n"
)

// UnitKind is what a node of the organisation tree is.
type UnitKind string

// The kinds of unit.
const (
	UnitCompany UnitKind = "company"
	UnitRegion  UnitKind = "region"
	UnitPartner UnitKind = "partner"
	UnitBranch  UnitKind = "branch"
	UnitTeam    UnitKind = "team"
)

// Role is a set of rights with the navigation that goes with it (ACC-2).
type Role struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	// UnitKinds are the units whose members may have the role.
	UnitKinds []UnitKind  `json:"unit_kinds"`
	Rights    base.Rights `json:"rights"`
	// API: the role is for tokens; nobody signs in with it, and it has no navigation.
	API bool `json:"api,omitempty"`
	// Nav and TabBar are sections by name, Home is where signing in leads. The pages show those of them
	// that exist and that the rights open.
	Nav    []string `json:"nav,omitempty"`
	TabBar []string `json:"tab_bar,omitempty"`
	Home   string   `json:"home,omitempty"`
}

// Sections are the names a navigation may use.
var Sections = []string{
	"home", "inbox", "leads", "my_leads", "new_lead", "agenda", "projects", "opportunities", "quotes", "partners",
	"routing", "reports", "standing", "people", "company", "stock", "settings", "menu",
}
