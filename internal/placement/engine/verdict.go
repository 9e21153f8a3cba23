package engine

import (
	"cmp"
	"slices"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
)

// Reason says why a partner was left out. Each has a sentence "walk.reason_<reason>" in the catalogue.
type Reason string

// The reasons, in the order in which they are looked for: the first that holds is told.
const (
	ReasonInactive  Reason = "inactive"
	ReasonArea      Reason = "area"
	ReasonProduct   Reason = "product"
	ReasonTier      Reason = "tier"
	ReasonHadBefore Reason = "had_before" // it declined, returned or let lapse this lead
	ReasonAway      Reason = "away"
	ReasonCapOpen   Reason = "cap_open"
	ReasonCapDay    Reason = "cap_day"
	ReasonCapWeek   Reason = "cap_week"
	ReasonCapMonth  Reason = "cap_month"
)

// Reasons are all of them.
var Reasons = []Reason{
	ReasonInactive, ReasonArea, ReasonProduct, ReasonTier, ReasonHadBefore, ReasonAway,
	ReasonCapOpen, ReasonCapDay, ReasonCapWeek, ReasonCapMonth,
}

// Passing tells whether the reason may be gone tomorrow without anybody changing the partner's profile.
func (r Reason) Passing() bool {
	switch r {
	case ReasonAway, ReasonCapOpen, ReasonCapDay, ReasonCapWeek, ReasonCapMonth:
		return true
	}
	return false
}

// Load is how many leads a partner has and got, in the workspace's own day, week and month.
type Load struct{ Open, Day, Week, Month int }

// Partner is what the engine needs to know of a partner.
type Partner struct {
	ID           base.ID
	Availability org.Availability
	Areas        []org.Area // none covers nothing
	Products     []string   // none does all
	Caps         org.Caps
	Load         Load
	Tier         blueprint.Tier
	Had          bool // it had this lead and gave it up
	Lat, Lng     *float64
}

// Lead is what the engine needs to know of a lead.
type Lead struct {
	Spot     org.Spot
	Lat, Lng *float64
	Product  string
}

// Verdict is one partner's line in a decision (INV-10).
type Verdict struct {
	Unit     base.ID `json:"unit"`
	Eligible bool    `json:"eligible,omitempty"`
	Reason   Reason  `json:"reason,omitempty"`
	// Have and Most explain a cap, Until an absence, Km the distance where both places are known.
	Have  int         `json:"have,omitempty"`
	Most  int         `json:"most,omitempty"`
	Until base.Moment `json:"until,omitzero"`
	Km    *float64    `json:"km,omitempty"`
}

// Waits tells whether the partner is out only for the moment: it may see the lead and claim it later.
func (v Verdict) Waits() bool { return v.Eligible || v.Reason.Passing() }

// rule is what a step asks of a partner besides the general conditions.
type rule struct {
	again bool
	tiers []blueprint.Tier
}

// Judge tells whether the partner may get the lead under a step, and why not (ELG-1).
func Judge(step blueprint.Step, lead Lead, p Partner, now time.Time) Verdict {
	v := Verdict{Unit: p.ID, Km: distance(lead, p)}
	v.Reason, v.Have, v.Most = exclusion(ruleOf(step), lead, p, now)
	v.Eligible = v.Reason == ""
	if v.Reason == ReasonAway {
		v.Until = p.Availability.AwayTo
	}
	return v
}

func ruleOf(step blueprint.Step) rule {
	var r rule
	var only *blueprint.Only
	switch {
	case step.Market != nil:
		r.again, only = step.Market.Again, step.Market.Only
	case step.Offer != nil:
		only = step.Offer.Only
	}
	if only != nil {
		r.tiers = only.Tier
	}
	return r
}

func exclusion(r rule, lead Lead, p Partner, now time.Time) (reason Reason, have, most int) {
	switch {
	case p.Availability.State == org.UnitInactive:
		return ReasonInactive, 0, 0
	case !covers(p.Areas, lead.Spot):
		return ReasonArea, 0, 0
	case len(p.Products) > 0 && lead.Product != "" && !slices.Contains(p.Products, lead.Product):
		return ReasonProduct, 0, 0
	case len(r.tiers) > 0 && !slices.Contains(r.tiers, p.Tier):
		return ReasonTier, 0, 0
	case p.Had && !r.again:
		return ReasonHadBefore, 0, 0
	case !p.Availability.AvailableAt(now):
		return ReasonAway, 0, 0
	}
	for _, c := range []struct {
		reason     Reason
		have, most int
	}{
		{ReasonCapOpen, p.Load.Open, p.Caps.Open}, {ReasonCapDay, p.Load.Day, p.Caps.Day},
		{ReasonCapWeek, p.Load.Week, p.Caps.Week}, {ReasonCapMonth, p.Load.Month, p.Caps.Month},
	} {
		if c.most > 0 && c.have >= c.most {
			return c.reason, c.have, c.most
		}
	}
	return "", 0, 0
}

func covers(areas []org.Area, spot org.Spot) bool {
	return slices.ContainsFunc(areas, func(a org.Area) bool { return a.Covers(spot) })
}

// sortVerdicts puts those who may get it first, then the nearest, then the oldest, so that the same
// facts always read the same.
func sortVerdicts(all []Verdict) {
	slices.SortFunc(all, func(a, b Verdict) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(kmOrFar(a), kmOrFar(b)), cmp.Compare(a.Unit, b.Unit))
	})
}

func rank(v Verdict) int {
	switch {
	case v.Eligible:
		return 0
	case v.Waits():
		return 1
	default:
		return 2
	}
}

func kmOrFar(v Verdict) float64 {
	const far = 1e9
	if v.Km == nil {
		return far
	}
	return *v.Km
}
