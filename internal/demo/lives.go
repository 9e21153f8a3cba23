package demo

import (
	"context"
	"slices"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/placement"
)

// arrive is a request coming in, with what becomes of it.
func (s *story) arrive(ctx context.Context) error {
	in := s.request()
	if len(s.asked) > 0 && s.chance(3) {
		in.Contact = pick(s.author, s.asked) // impatient people ask twice
	}
	s.asked = append(s.asked, in.Contact)
	made, err := s.leads.Create(ctx, base.Prospect(s.ws), in)
	if err != nil {
		return err
	}
	id := made.Lead.ID
	if s.chance(2) {
		s.at(s.after(60), func(ctx context.Context) error { return s.withdraw(ctx, made.Link) })
	}
	switch {
	case made.Lead.Place == lead.PlacePlaced: // who has the first of two alike gets the second as well
		s.at(s.after(9), func(ctx context.Context) error { return s.call(ctx, id, 1) })
	case !s.chance(9):
		s.at(s.after(6), func(ctx context.Context) error { return s.claim(ctx, id) })
	}
	return nil
}

func (s *story) withdraw(ctx context.Context, link string) error {
	err := s.leads.Withdraw(ctx, s.ws, link[strings.LastIndexByte(link, '/')+1:])
	if lost(err) {
		return nil
	}
	return err
}

// claim lets one of the partners that see the lead take it, and decides how well it does.
func (s *story) claim(ctx context.Context, id base.ID) error {
	for _, c := range s.around() {
		actor, err := s.actor(ctx, c.members[s.IntN(len(c.members))])
		if err != nil {
			return err
		}
		if _, err = s.placement.Claim(ctx, actor, id); err == nil {
			s.afterClaim(id)
			return nil
		}
		if !lost(err) {
			return err
		}
	}
	return nil // nobody's area, or nobody had room
}

// around is all companies, each time in another order.
func (s *story) around() []*crew {
	all := slices.Clone(s.crews)
	s.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func (s *story) afterClaim(id base.ID) {
	switch n := s.IntN(100); {
	case n < 7: // forgotten: the claim lapses
	case n < 14:
		s.at(s.after(14), func(ctx context.Context) error { return s.giveBack(ctx, id) })
	default:
		s.at(s.after(9), func(ctx context.Context) error { return s.call(ctx, id, 1) })
	}
}

func (s *story) giveBack(ctx context.Context, id base.ID) error {
	actor, err := s.holder(ctx, id)
	if err != nil || actor.Member == 0 {
		return err
	}
	reason := pick(s.author, []string{"no_time", "no_capacity", "no_capacity", "outside_area", "other"})
	_, err = s.placement.Return(ctx, actor, id, placement.ReturnInput{Reason: reason, Remark: pick(s.author, returnRemarks)})
	if err == nil {
		s.at(s.after(10), func(ctx context.Context) error { return s.claim(ctx, id) })
	}
	if lost(err) {
		return nil
	}
	return err
}

const mostCalls = 4

// call is an attempt to reach the prospect.
func (s *story) call(ctx context.Context, id base.ID, n int) error {
	switch roll := s.IntN(100); {
	case roll < 34 && n < mostCalls:
		return s.log(ctx, id, "no_answer", lead.Answers{}, func() {
			s.sometimes(96, 22, func(ctx context.Context) error { return s.call(ctx, id, n+1) })
		})
	case roll < 34:
		return s.move(ctx, id, "not_successful", lead.Answers{LostReason: "not_reached", ContactType: "phone"})
	case roll < 44:
		back := s.after(40)
		return s.log(ctx, id, "call_back", lead.Answers{Deadline: back}, func() {
			s.at(back.Add(-20*time.Minute), func(ctx context.Context) error { return s.call(ctx, id, n+1) })
		})
	case roll < 70:
		visit := s.after(90).Truncate(30 * time.Minute)
		return s.log(ctx, id, "appointment", lead.Answers{Appointment: visit}, func() {
			s.at(s.daytime(visit.Add(26*time.Hour)), func(ctx context.Context) error { return s.quote(ctx, id) })
		})
	case roll < 84:
		return s.log(ctx, id, "wants_quote", lead.Answers{}, func() {
			s.sometimes(94, 26, func(ctx context.Context) error { return s.quote(ctx, id) })
		})
	case roll < 90:
		return s.later(ctx, id)
	default:
		reason := pick(s.author, []string{"no_further_advice", "other_supplier", "too_expensive", "roof_unsuitable", "no_permission"})
		return s.log(ctx, id, "not_interested", lead.Answers{LostReason: reason}, func() {})
	}
}

func (s *story) quote(ctx context.Context, id base.ID) error {
	return s.log(ctx, id, "quote_sent", lead.Answers{}, func() {
		s.sometimes(93, 90, func(ctx context.Context) error {
			switch roll := s.IntN(100); {
			case roll < 52:
				return s.move(ctx, id, "order_placed", lead.Answers{ContactType: "phone"})
			case roll < 90:
				reason := pick(s.author, []string{"other_supplier", "too_expensive", "too_expensive", "no_further_advice", "no_permission"})
				return s.move(ctx, id, "not_successful", lead.Answers{ContactType: "phone", LostReason: reason})
			default:
				return s.later(ctx, id)
			}
		})
	})
}

// later puts the lead off for some weeks.
func (s *story) later(ctx context.Context, id base.ID) error {
	day := s.daytime(s.clock.Now().AddDate(0, 0, 14+s.IntN(50)))
	back := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
	err := s.move(ctx, id, "resubmission", lead.Answers{ContactType: "phone", Resume: back})
	s.at(back.Add(11*time.Hour), func(ctx context.Context) error { return s.call(ctx, id, 2) })
	return err
}

// sometimes plans the next scene in so many of a hundred cases; in the others somebody forgets.
func (s *story) sometimes(percent int, hours float64, play func(ctx context.Context) error) {
	if s.chance(percent) {
		s.at(s.after(hours), play)
	}
}

func (s *story) log(ctx context.Context, id base.ID, outcome string, answers lead.Answers, then func()) error {
	actor, err := s.holder(ctx, id)
	if err != nil || actor.Member == 0 {
		return err
	}
	answers.Remark = pick(s.author, remarks[outcome])
	_, err = s.leads.LogContact(ctx, actor, id, lead.LogInput{Outcome: outcome, Answers: answers})
	if err == nil {
		then()
	}
	if lost(err) {
		return nil
	}
	return err
}

func (s *story) move(ctx context.Context, id base.ID, stage string, answers lead.Answers) error {
	actor, err := s.holder(ctx, id)
	if err != nil || actor.Member == 0 {
		return err
	}
	if said := remarks[stage]; len(said) > 0 {
		answers.Remark = pick(s.author, said)
	}
	_, err = s.leads.ChangeStage(ctx, actor, id, lead.StageInput{Stage: stage, Answers: answers})
	if lost(err) {
		return nil
	}
	return err
}

// holder is who has the lead now; nobody is the zero actor.
func (s *story) holder(ctx context.Context, id base.ID) (base.Actor, error) {
	var l *lead.Lead
	err := s.db.Read(ctx, s.ws, func(tx *db.Tx) (err error) {
		l, err = s.leads.LoadIn(ctx, tx, id)
		return err
	})
	if err != nil || l.Place != lead.PlacePlaced || !l.Open() {
		return base.Actor{}, err
	}
	if l.HolderMember != 0 {
		return s.actor(ctx, l.HolderMember)
	}
	for _, c := range s.crews {
		if c.unit == l.PlaceUnit {
			return s.actor(ctx, c.head()) // installers see only what is theirs
		}
	}
	return base.Actor{}, nil
}

// deskWork lets the account managers see to their inboxes, every morning.
func (s *story) deskWork() {
	for day := s.now.Add(-storyLength); day.Before(s.now); day = day.AddDate(0, 0, 1) {
		local := day.In(s.zone())
		if local.Weekday() == time.Saturday || local.Weekday() == time.Sunday {
			continue
		}
		s.at(time.Date(local.Year(), local.Month(), local.Day(), 9, 20, 0, 0, s.zone()), s.emptyInboxes)
	}
}

func (s *story) emptyInboxes(ctx context.Context) error {
	system := base.System(s.ws)
	page, err := s.leads.List(ctx, system, lead.Filter{Lens: lead.LensNoPartner}, base.PageRequest{Limit: 50})
	if err != nil {
		return err
	}
	for _, row := range page.Items {
		if !s.chance(45) {
			continue
		}
		if err := s.assign(ctx, row.ID, row.PlaceUnit); err != nil {
			return err
		}
	}
	return nil
}

// assign gives a lead of a region's inbox to a company of that region.
func (s *story) assign(ctx context.Context, id, region base.ID) error {
	tree, err := s.org.Tree(ctx, s.ws)
	if err != nil {
		return err
	}
	for _, c := range s.around() {
		unit := tree.Unit(c.unit)
		if unit.Parent != region || !unit.AvailableAt(s.clock.Now()) {
			continue
		}
		manager, err := s.actor(ctx, unit.AccountManager)
		if err != nil {
			return err
		}
		in := placement.AssignInput{Target: lead.Target{Unit: c.unit}, Remark: pick(s.author, assignRemarks)}
		if _, err := s.placement.Assign(ctx, manager, id, in); err != nil && !lost(err) {
			return err
		}
		s.sometimes(92, 10, func(ctx context.Context) error { return s.call(ctx, id, 1) })
		return nil
	}
	return nil
}
