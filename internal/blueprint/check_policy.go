package blueprint

import (
	"maps"
	"slices"
)

var tiers = []Tier{TierBronze, TierSilver, TierGold}

// policy holds that a lead always finds somebody: the last step is an inbox, and nothing stands behind one.
func (c *checker) policy() {
	steps := c.doc.Policy.Steps
	for i, s := range steps {
		at := item("policy", i)
		if !oneKind(s) {
			c.add(at, "a step is exactly one of offer, market, inbox")
			continue
		}
		last := i == len(steps)-1
		switch {
		case last && s.Inbox == nil:
			c.add(at, "the last step is an inbox, which cannot fail; this one is %s", s.Kind())
		case !last && s.Inbox != nil:
			c.add(at, "an inbox keeps the lead, so that the steps after it never run; it is the last step")
		}
		c.offer(at+".offer", s.Offer)
		c.market(at+".market", s.Market)
		if s.Inbox != nil && s.Inbox.Unit != "" && !keyForm.MatchString(s.Inbox.Unit) {
			c.add(at+".inbox.unit", "%q is not a unit; it is %s, %s, or the key of a unit", shorten(s.Inbox.Unit), InboxAccountManager, InboxRoot)
		}
	}
}

func oneKind(s Step) bool {
	set := 0
	for _, is := range []bool{s.Offer != nil, s.Market != nil, s.Inbox != nil} {
		if is {
			set++
		}
	}
	return set == 1
}

func (c *checker) offer(at string, o *OfferStep) {
	if o == nil {
		return
	}
	c.known(at+".to", "order", string(o.To), texts([]OfferTo{OfferBest, OfferFair, OfferRoundRobin, OfferNearest, OfferListed}))
	c.known(at+".calendar", "calendar", o.Calendar, []string{CalendarWorking, CalendarElapsed})
	if o.Tries < 1 || o.Tries > 100 {
		c.add(at+".tries", "%d is not between 1 and 100", o.Tries)
	}
	if len(o.Weights) > 0 && o.To != OfferFair {
		c.add(at+".weights", "only an offer to %s has weights", OfferFair)
	}
	for _, t := range slices.Sorted(maps.Keys(o.Weights)) {
		path := join(at+".weights", string(t))
		if c.known(path, "tier", string(t), texts(tiers)) && (o.Weights[t] < 1 || o.Weights[t] > 1000) {
			c.add(path, "%d is not between 1 and 1000", o.Weights[t])
		}
	}
	c.only(at+".only", o.Only)
}

func (c *checker) market(at string, m *MarketStep) {
	if m == nil {
		return
	}
	c.known(at+".order", "order", string(m.Order), texts([]MarketOrder{OrderNewest, OrderOldest, OrderNearest}))
	if minutes(m.Warn) >= minutes(m.Hold) {
		c.add(at+".warn", "%s before the end of a hold of %s is no warning; it is shorter than hold", m.Warn, m.Hold)
	}
	c.only(at+".only", m.Only)
}

func (c *checker) only(at string, o *Only) {
	if o != nil {
		c.eachKnown(at+".tier", "tier", texts(o.Tier), texts(tiers))
	}
}
