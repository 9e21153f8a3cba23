package blueprint

import "sluice/internal/calendar"

// Policy is the ordered steps by which a lead finds its partner. Its last step is an inbox, which cannot fail.
// In YAML it is written as the bare list of steps.
type Policy struct {
	Steps []Step `json:"steps"`
}

// Step is one of the three; exactly one is set.
type Step struct {
	Offer  *OfferStep  `json:"offer,omitempty"`
	Market *MarketStep `json:"market,omitempty"`
	Inbox  *InboxStep  `json:"inbox,omitempty"`
}

// Kind names the step that is set: "offer", "market", "inbox", or "" for none.
func (s Step) Kind() string {
	switch {
	case s.Offer != nil:
		return "offer"
	case s.Market != nil:
		return "market"
	case s.Inbox != nil:
		return "inbox"
	}
	return ""
}

// MarketStep puts the lead where every eligible partner sees it and the first to claim gets it.
type MarketStep struct {
	// For is how long it stays on the market before the next step.
	For calendar.Span `json:"for"`
	// Hold is how long a claim holds without a contact (MKT-3, MKT-5); read in as 2d when left out.
	Hold calendar.Span `json:"hold,omitempty"`
	// Warn is how long before the end of the hold its holder is warned; read in as 4h when left out.
	Warn calendar.Span `json:"warn,omitempty"`
	// Again: a partner that returned the lead or let it lapse may claim it again.
	Again bool `json:"again,omitempty"`
	// Order sorts the list of available leads; read in as OrderNewest when left out.
	Order MarketOrder `json:"order,omitempty"`
	Only  *Only       `json:"only,omitempty"`
}

// MarketOrder sorts the available leads of a partner.
type MarketOrder string

// The orders of the market.
const (
	OrderNewest  MarketOrder = "newest"
	OrderOldest  MarketOrder = "oldest"
	OrderNearest MarketOrder = "nearest"
)

// OfferStep asks one partner after the other.
type OfferStep struct {
	To OfferTo `json:"to"`
	// Weights are the shares by tier when To is OfferFair.
	Weights map[Tier]int  `json:"weights,omitempty"`
	Window  calendar.Span `json:"window"`
	// Calendar is CalendarWorking for the offer rule that skips nights before days off, or CalendarElapsed;
	// read in as the first when left out.
	Calendar string `json:"calendar,omitempty"`
	// Tries is how many partners are asked before the next step.
	Tries int   `json:"tries"`
	Only  *Only `json:"only,omitempty"`
}

// The calendars of an offer's window.
const (
	CalendarWorking = "working"
	CalendarElapsed = "elapsed"
)

// OfferTo is the order in which partners are asked (OFF-6).
type OfferTo string

// The orders of offering.
const (
	OfferBest       OfferTo = "best"
	OfferFair       OfferTo = "fair"
	OfferRoundRobin OfferTo = "round-robin"
	OfferNearest    OfferTo = "nearest"
	OfferListed     OfferTo = "listed" // the account manager's order
)

// Only narrows a step to some partners.
type Only struct {
	Tier []Tier `json:"tier,omitempty"`
}

// Tier is a partner's standing.
type Tier string

// The tiers, lowest first.
const (
	TierBronze Tier = "bronze"
	TierSilver Tier = "silver"
	TierGold   Tier = "gold"
)

// InboxStep leaves the lead with a named unit, where a person decides.
type InboxStep struct {
	// Unit is InboxAccountManager, InboxRoot, or the key of a unit of the workspace. A unit that does not
	// exist, and a place without an account manager, fall back to the root.
	Unit string `json:"unit"`
}

// The inboxes that every workspace has.
const (
	InboxAccountManager = "account-manager"
	InboxRoot           = "root"
)
