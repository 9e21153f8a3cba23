package blueprint

import (
	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

// Document is the configuration of one workspace. It is read by pointer and never changed once it
// was checked; an editor works on a Clone and checks that.
//
// The JSON names are also the names in the YAML file.
type Document struct {
	// Name is the blueprint this configuration began as, for example "solar-market".
	Name string `json:"name"`
	// Version counts the editions of the blueprint file; the versions of a workspace are counted by its owner.
	Version int       `json:"version"`
	Title   i18n.Text `json:"title"`
	Summary i18n.Text `json:"summary"`

	// Langs are the languages offered to prospects and members, DefaultLang the one without a choice.
	Langs       []i18n.Lang `json:"langs"`
	DefaultLang i18n.Lang   `json:"default_lang"`
	// Hue is the brand's colour, one of the 24 multiples of 15 from 0 to 345.
	Hue      int    `json:"hue"`
	Country  string `json:"country"`  // ISO 3166, two letters
	Zone     string `json:"zone"`     // IANA name
	Currency string `json:"currency"` // ISO 4217
	// LeadPrefix stands before the number of a lead: "Z" makes Z-20431.
	LeadPrefix string   `json:"lead_prefix"`
	Modules    []Module `json:"modules"`

	Stages []Stage `json:"stages"`
	// The stages that things happening to a lead put it in. OnAssign applies only to a lead whose stage
	// is of the category new: work that has begun keeps its stage when it changes hands.
	Entry    string `json:"entry"`     // a lead has just been received
	OnClaim  string `json:"on_claim"`  // a partner took it from the market
	OnAssign string `json:"on_assign"` // someone or a rule placed it
	OnReturn string `json:"on_return"` // its holder gave it back
	OnLapse  string `json:"on_lapse"`  // its claim or offer ran out
	OnInbox  string `json:"on_inbox"`  // the policy's last step put it in an inbox

	Tabs            []Tab     `json:"tabs"`
	Sections        []Choice  `json:"sections"` // groups of fields on forms and lead pages
	Fields          []Field   `json:"fields"`
	LeadTypes       []Choice  `json:"lead_types"`
	GridConnections []Choice  `json:"grid_connections,omitempty"`
	Products        []Product `json:"products"`
	Sources         []Choice  `json:"sources"`
	LostReasons     []Choice  `json:"lost_reasons"`
	ReturnReasons   []Choice  `json:"return_reasons"`
	ContactTypes    []Choice  `json:"contact_types"`
	Outcomes        []Outcome `json:"outcomes"`

	Roles  []Role `json:"roles"`
	Policy Policy `json:"policy"`

	Forms   []Form        `json:"forms"`
	Consent []ConsentText `json:"consent"`
	// Mask lists the core and own fields that a partner sees before it has taken a lead (INV-8).
	// What is not listed is hidden; fields of the blueprint that are not listed say Masked too.
	Mask []string `json:"mask"`

	Deadlines  Deadlines   `json:"deadlines"`
	Duplicates Duplicates  `json:"duplicates"`
	Calendar   WorkingTime `json:"calendar"`
	Calculator *Calculator `json:"calculator,omitempty"`
	// Wording overrides catalogue texts of this workspace by their key, for example "word.partner".
	Wording map[string]i18n.Text `json:"wording,omitempty"`

	lookup lookup
}

// Choice is one entry of a list to choose from.
type Choice struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	Icon  string    `json:"icon,omitempty"` // a symbol of icons.svg without "i-"
}

// Product is what a prospect may want and a partner may do (ELG-1).
type Product struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	// When is the yes/no field that makes a request one for this product. The first product whose
	// field is yes holds; the one product without a condition is for all others.
	When string `json:"when,omitempty"`
}

// Module is a part of the program that a workspace uses; what it does not use has no place on its screens.
type Module string

// The modules.
const (
	ModuleMarket        Module = "market"
	ModuleOffers        Module = "offers"
	ModuleCalculator    Module = "calculator"
	ModuleQuotes        Module = "quotes"
	ModuleProjects      Module = "projects"
	ModuleOpportunities Module = "opportunities"
	ModuleReviews       Module = "reviews"
	ModuleCatalogue     Module = "catalogue"
	ModuleIncidents     Module = "incidents"
	ModuleTradeIns      Module = "trade-ins"
	ModuleTestDrives    Module = "test-drives"
	ModuleStock         Module = "stock"
	ModuleSupplyPoints  Module = "supply-points"
)

// Deadlines are the workspace's lengths of time outside the stages.
type Deadlines struct {
	// Contact is the deadline every lead starts with, by type and source (TSK-4). The first that fits
	// holds; the last fits all.
	Contact []ContactDeadline `json:"contact"`
	// Untouched is when the holder of an assigned lead is reminded that nothing has happened (MKT-8).
	Untouched calendar.Span `json:"untouched"`
	// Escalate says who hears of a deadline that has passed, and how long after.
	Escalate []Escalation `json:"escalate,omitempty"`
	// Idle is how long nobody of a partner may stay away before it becomes inactive, IdleWarn how long
	// before that it is warned (ACT-2).
	Idle     calendar.Span `json:"idle"`
	IdleWarn calendar.Span `json:"idle_warn"`
	// Deletable is the age at which a lead that nobody ever had may be deleted (HIE-3).
	Deletable calendar.Span `json:"deletable"`
}

// ContactDeadline is the time for the first contact of some leads; an empty list of types or sources fits all.
type ContactDeadline struct {
	Types   []string      `json:"types,omitempty"`
	Sources []string      `json:"sources,omitempty"`
	Within  calendar.Span `json:"within"`
}

// Escalation tells one more person that a deadline has passed.
type Escalation struct {
	To    Escalatee     `json:"to"`
	After calendar.Span `json:"after,omitempty"` // none is at once
}

// Escalatee is who hears of a late lead.
type Escalatee string

// The people who hear of a late lead, nearest first.
const (
	EscalateHolder         Escalatee = "holder"
	EscalateManager        Escalatee = "manager"         // of the holder's unit
	EscalateAccountManager Escalatee = "account-manager" // of the place or the partner
)

// Duplicates says when two leads are likely the same (INT-3).
type Duplicates struct {
	Window calendar.Span  `json:"window"`
	Match  []DuplicateKey `json:"match"`
}

// DuplicateKey is what two leads have in common.
type DuplicateKey string

// The things compared.
const (
	MatchEmail       DuplicateKey = "email"
	MatchPhone       DuplicateKey = "phone"
	MatchAddressName DuplicateKey = "address_name"
	MatchCUPS        DuplicateKey = "cups"
)
