package engine

import (
	"math"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/place"
)

// Decision is where a policy sends a lead, and why.
type Decision struct {
	// Step is the index of the step that fires, Kind its kind.
	Step int    `json:"step"`
	Kind string `json:"kind"`
	// Until is when the step ends and the next one runs; zero for one that does not end.
	Until base.Moment `json:"until,omitzero"`
	// Inbox is the unit of an inbox step as the policy names it.
	Inbox string `json:"inbox,omitempty"`
	// Considered are all partners by the verdict of the step that fired, or of the last one that did not.
	Considered []Verdict `json:"considered"`
	// Elsewhere counts partners left out of Considered by Compact, all of them too far away.
	Elsewhere int `json:"elsewhere,omitempty"`
	// Skipped are the steps before it that could not fire.
	Skipped []Skip `json:"skipped,omitempty"`
}

// Skip is a step that could not fire because nobody could get the lead by it.
type Skip struct {
	Step int    `json:"step"`
	Kind string `json:"kind"`
}

// mostElsewhere is how many partners that do not cover the place a stored decision still names, nearest first.
const mostElsewhere = 10

// Compact is the decision as it is stored: of the partners whose area lies elsewhere only the nearest are
// named, the others counted. A country has thousands, and nobody asks about the far ones.
func (d Decision) Compact() Decision {
	kept := make([]Verdict, 0, len(d.Considered))
	named := 0
	for _, v := range d.Considered {
		if v.Reason == ReasonArea {
			if named == mostElsewhere {
				d.Elsewhere++
				continue
			}
			named++
		}
		kept = append(kept, v)
	}
	d.Considered = kept
	return d
}

// Partners are those who may see a lead on the market, now or once they are back.
func (d Decision) Partners() []base.ID {
	var out []base.ID
	for _, v := range d.Considered {
		if v.Waits() {
			out = append(out, v.Unit)
		}
	}
	return out
}

// EligibleCount is how many could have it at once.
func (d Decision) EligibleCount() int {
	n := 0
	for _, v := range d.Considered {
		if v.Eligible {
			n++
		}
	}
	return n
}

// Decide walks the policy from a step on until one fires. The last step is an inbox, which cannot fail.
func Decide(policy blueprint.Policy, from int, lead Lead, partners []Partner, cal *calendar.Calendar, now time.Time) Decision {
	var d Decision
	for i := from; i < len(policy.Steps); i++ {
		step := policy.Steps[i]
		if step.Kind() != "inbox" || d.Considered == nil {
			d.Considered = judgeAll(step, lead, partners, now)
		}
		d.Step, d.Kind = i, step.Kind()
		switch {
		case step.Inbox != nil:
			d.Inbox = step.Inbox.Unit
			return d
		case step.Market != nil && len(d.Partners()) > 0:
			d.Until = base.At(cal.Add(now, step.Market.For))
			return d
		}
		d.Skipped = append(d.Skipped, Skip{Step: i, Kind: step.Kind()})
	}
	d.Kind, d.Inbox = "inbox", blueprint.InboxRoot
	return d
}

func judgeAll(step blueprint.Step, lead Lead, partners []Partner, now time.Time) []Verdict {
	verdicts := make([]Verdict, len(partners))
	for i, p := range partners {
		verdicts[i] = Judge(step, lead, p, now)
	}
	sortVerdicts(verdicts)
	return verdicts
}

func distance(l Lead, p Partner) *float64 {
	if l.Lat == nil || p.Lat == nil || l.Lng == nil || p.Lng == nil {
		return nil
	}
	km := place.DistanceKm(place.Point{Lat: *l.Lat, Lon: *l.Lng}, place.Point{Lat: *p.Lat, Lon: *p.Lng})
	km = math.Round(km*10) / 10
	return &km
}
