package doctor

import (
	"fmt"

	"sluice/internal/lead"
	"sluice/internal/placement"
)

// judge holds a lead against every rule.
func (v *visit) judge(c *chart) {
	for _, rule := range []struct {
		name Rule
		find func(*chart) []string
	}{{OneHolder, oneHolder}, {NothingLost, complete}, {NeverNowhere, v.somewhere}, {NeverNowhere, v.deadline}, {StateAndStory, v.story}} {
		for _, text := range rule.find(c) {
			v.found(Finding{Ref: lead.Ref(v.doc, c.Number), ID: c.ID, Rule: rule.name, Text: text})
		}
	}
}

func one(broken bool, format string, args ...any) []string {
	if !broken {
		return nil
	}
	return []string{fmt.Sprintf(format, args...)}
}

func oneHolder(c *chart) []string {
	return one(len(c.open) > 1, "%d open placements, not one at most", len(c.open))
}

func complete(c *chart) []string { return one(c.Contact == 0, "its contact is gone") }

// needy tells whether something must still happen on the lead.
func (c *chart) needy() bool { return !c.Category.Done() && c.ArchivedAt.IsZero() && c.MergedInto == 0 }

// somewhere proves that an open lead is on the market, offered, placed or in an inbox, and that its rows say so.
func (v *visit) somewhere(c *chart) []string {
	var out []string
	switch c.Place {
	case lead.PlaceMarket:
		out = append(out, one(c.listings == 0, "on the market, but no partner sees it")...)
		out = append(out, one(c.StepUntil.IsZero(), "on the market without an end")...)
		out = append(out, one(c.PlaceUnit != 0, "on the market, but a unit has it")...)
	case lead.PlaceInbox:
		out = append(out, one(v.tree.Unit(c.PlaceUnit) == nil, "in the inbox of a unit that is not there")...)
	case lead.PlacePlaced, lead.PlaceOffer:
		out = append(out, v.holder(c)...)
	case lead.PlaceNone:
		out = append(out, one(c.needy(), "it is nowhere")...)
	default:
		out = append(out, fmt.Sprintf("its place %q is none", c.Place))
	}
	placed := c.Place == lead.PlacePlaced || c.Place == lead.PlaceOffer
	out = append(out, one(!placed && (len(c.open) > 0 || c.Placement != 0), "nobody has it, but a placement is open")...)
	waits := c.Place == lead.PlaceMarket || c.Place == lead.PlaceOffer || c.Place == lead.PlaceInbox
	return append(out, one(!c.needy() && waits, "it is done, but waits at %q", c.Place)...)
}

// holder proves that the lead and its open placement name the same one.
func (v *visit) holder(c *chart) []string {
	if len(c.open) == 0 {
		return []string{"somebody has it, but no placement is open"}
	}
	p := c.open[0]
	out := one(p.ID != c.Placement || p.Unit != c.PlaceUnit || p.Member != c.HolderMember, "the lead and its placement name different holders")
	out = append(out, one(v.tree.Unit(p.Unit) == nil, "placed with a unit that is not there")...)
	out = append(out, one((p.Mode == placement.ModeOffer) != (c.Place == lead.PlaceOffer), "at %q, but its placement is of the mode %q", c.Place, p.Mode)...)
	forever := p.Mode != placement.ModeAssignment && p.ActedAt.IsZero() && p.DueAt.IsZero() && c.needy()
	return append(out, one(forever, "a %s without an end, on which nobody has acted", p.Mode)...)
}

// deadline proves that an open lead has its one next deadline, or a stage that says why not.
func (v *visit) deadline(c *chart) []string {
	if !c.needy() {
		return nil
	}
	stage := v.doc.Stage(c.Stage)
	if stage == nil {
		return []string{fmt.Sprintf("its stage %q is not in the configuration", c.Stage)}
	}
	none := c.DeadlineAt.IsZero()
	out := one(none != (c.DeadlineKind == lead.DeadlineNone), "its deadline has a moment or a kind, not both")
	out = append(out, one(none && len(stage.NoDeadline) == 0, "no next deadline, and the stage %q does not say why", c.Stage)...)
	return append(out, one(stage.ResumeTo != "" && c.ResumeAt.IsZero(), "paused, and it never comes back")...)
}

// story proves that the timeline ends where the lead stands.
func (v *visit) story(c *chart) []string {
	switch {
	case c.events == 0:
		return []string{"it has no events"}
	case c.told == nil:
		return []string{"no event tells where it stands"}
	}
	now := lead.State{Stage: c.Stage, Place: c.Place, Unit: c.PlaceUnit, Member: c.HolderMember}
	if *c.told != now {
		return []string{fmt.Sprintf("the events end at %s, the lead stands at %s", stateText(*c.told), stateText(now))}
	}
	stage := v.doc.Stage(c.Stage)
	return one(stage != nil && stage.Category != c.Category, "its category %q is not that of its stage", c.Category)
}

func stateText(s lead.State) string {
	return fmt.Sprintf("%s/%s/%s/%s", s.Stage, s.Place, s.Unit, s.Member)
}
