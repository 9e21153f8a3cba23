package demo

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/calendar"
	"sluice/internal/lead"
)

// staged is a lead that the demo always shows in the same state, whatever the hour it is opened at.
type staged struct {
	// age is how long ago the request came in.
	age  time.Duration
	town string
	// then plans what happened since; nil leaves the lead on the market.
	then func(s *story, id base.ID)
}

// stagedLeads are for the first installer, so that each part of its page has something to show.
var stagedLeads = []staged{
	{18 * time.Minute, "Apeldoorn", nil},
	{2*24*time.Hour + 30*time.Minute, "Zutphen", (*story).aboutToLapse},
	{47 * time.Minute, "Zutphen", nil},
	{26 * time.Hour, "Apeldoorn", (*story).callToday},
	{110 * time.Minute, "Apeldoorn", nil},
	{7 * 24 * time.Hour, "Epe", (*story).forgotten},
	{190 * time.Minute, "Deventer", nil},
	{3 * 24 * time.Hour, "Apeldoorn", (*story).visitTomorrow},
	{340 * time.Minute, "Twello", nil},
	{90 * time.Minute, "Apeldoorn", (*story).justTaken},
	{20 * time.Hour, "Zutphen", nil},
	{12 * time.Minute, "Middelburg", nil},
}

// stage plans as many staged leads as there is room for, and says how many.
func (s *story) stage(leads int) int {
	n := min(leads, len(stagedLeads))
	for _, one := range stagedLeads[:n] {
		s.at(s.now.Add(-one.age), func(ctx context.Context) error {
			in := s.requestFrom(townNamed(one.town))
			made, err := s.leads.Create(ctx, base.Prospect(s.ws), in)
			if err == nil && one.then != nil {
				one.then(s, made.Lead.ID)
			}
			return err
		})
	}
	return n
}

func townNamed(name string) town {
	for _, t := range towns {
		if t.name == name {
			return t
		}
	}
	return towns[0]
}

// first is the installer whose page these leads are for.
func (s *story) first(ctx context.Context) (base.Actor, error) {
	return s.actor(ctx, s.crews[0].members[0])
}

func (s *story) firstClaims(at time.Time, id base.ID) {
	s.at(at, func(ctx context.Context) error {
		actor, err := s.first(ctx)
		if err == nil {
			_, err = s.placement.Claim(ctx, actor, id)
		}
		return err
	})
}

func (s *story) firstLogs(at time.Time, id base.ID, outcome string, answers lead.Answers) {
	s.at(at, func(ctx context.Context) error { return s.log(ctx, id, outcome, answers, func() {}) })
}

// aboutToLapse is claimed so long ago that the hold ends in 25 minutes.
func (s *story) aboutToLapse(id base.ID) {
	var hold calendar.Span
	for _, step := range s.room.doc.Policy.Steps {
		if step.Market != nil {
			hold = step.Market.Hold
		}
	}
	s.firstClaims(s.claimedFor(hold, s.now.Add(25*time.Minute)), id)
}

// claimedFor is when a claim was made whose hold ends at the moment.
func (s *story) claimedFor(hold calendar.Span, end time.Time) time.Time {
	cal := s.cfg.Calendar
	at := end.Add(-cal.Add(end, hold).Sub(end))
	return at.Add(end.Sub(cal.Add(at, hold))) // a change of the clock in between
}

func (s *story) justTaken(id base.ID) { s.firstClaims(s.now.Add(-35*time.Minute), id) }

// callToday is to be called back within the next hours.
func (s *story) callToday(id base.ID) {
	s.firstClaims(s.now.Add(-25*time.Hour), id)
	s.firstLogs(s.now.Add(-24*time.Hour), id, "call_back", lead.Answers{Deadline: s.now.Add(2 * time.Hour)})
}

// forgotten is late by days.
func (s *story) forgotten(id base.ID) {
	s.firstClaims(s.now.Add(-7*24*time.Hour+time.Hour), id)
	s.firstLogs(s.now.Add(-6*24*time.Hour), id, "no_answer", lead.Answers{})
}

func (s *story) visitTomorrow(id base.ID) {
	s.firstClaims(s.now.Add(-70*time.Hour), id)
	tomorrow := s.now.In(s.zone()).AddDate(0, 0, 1)
	visit := time.Date(tomorrow.Year(), tomorrow.Month(), tomorrow.Day(), 10, 0, 0, 0, s.zone())
	s.firstLogs(s.now.Add(-50*time.Hour), id, "appointment", lead.Answers{Appointment: visit})
}
