package routing

import (
	"strings"

	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/i18n"
	"sluice/internal/org"
)

// stepWords is a step of a policy in words.
type stepWords struct {
	Name string // "Market"
	Rest string // "for 7 days, whoever claims first"
	More []string
}

// wordsOf puts a step into words.
func wordsOf(p *i18n.Printer, step blueprint.Step, tree *org.Tree) stepWords {
	switch {
	case step.Market != nil:
		return marketWords(p, step.Market)
	case step.Offer != nil:
		return stepWords{
			Name: p.T("walk.offer"),
			Rest: p.N("walk.offer_rest", step.Offer.Tries, i18n.Args{"Window": span(p, step.Offer.Window)}),
			More: only(p, step.Offer.Only),
		}
	default:
		return stepWords{Name: p.T("walk.inbox"), Rest: inboxWords(p, step.Inbox.Unit, tree), More: []string{p.T("walk.inbox_last")}}
	}
}

func marketWords(p *i18n.Printer, m *blueprint.MarketStep) stepWords {
	w := stepWords{Name: p.T("walk.market"), Rest: p.T("walk.market_rest", i18n.Args{"For": span(p, m.For)})}
	w.More = append(w.More, p.T("walk.market_hold", i18n.Args{"Hold": span(p, m.Hold), "Warn": span(p, m.Warn)}))
	if m.Again {
		w.More = append(w.More, p.T("walk.market_again"))
	} else {
		w.More = append(w.More, p.T("walk.market_once"))
	}
	w.More = append(w.More, only(p, m.Only)...)
	return w
}

var tierWords = map[blueprint.Tier]string{
	blueprint.TierBronze: "ui.tier_bronze", blueprint.TierSilver: "ui.tier_silver", blueprint.TierGold: "ui.tier_gold",
}

func only(p *i18n.Printer, o *blueprint.Only) []string {
	if o == nil || len(o.Tier) == 0 {
		return nil
	}
	names := make([]string, len(o.Tier))
	for i, tier := range o.Tier {
		names[i] = p.T(tierWords[tier])
	}
	return []string{p.T("walk.only", i18n.Args{"Tiers": strings.Join(names, ", ")})}
}

// inboxWords says whose inbox an inbox step means.
func inboxWords(p *i18n.Printer, name string, tree *org.Tree) string {
	if name == blueprint.InboxAccountManager {
		return p.T("walk.inbox_manager")
	}
	return p.T("walk.inbox_unit", i18n.Args{"Unit": tree.Unit(tree.Root()).Name})
}

// span is a length of time in words: "2 days".
func span(p *i18n.Printer, s calendar.Span) string {
	switch s.Unit() {
	case calendar.Minutes:
		return p.N("walk.span_minutes", s.Count())
	case calendar.Hours:
		return p.N("walk.span_hours", s.Count())
	case calendar.WorkingHours:
		return p.N("walk.span_working_hours", s.Count())
	case calendar.WorkingDays:
		return p.N("walk.span_working_days", s.Count())
	case calendar.Weeks:
		return p.N("walk.span_weeks", s.Count())
	default:
		return p.N("walk.span_days", s.Count())
	}
}
