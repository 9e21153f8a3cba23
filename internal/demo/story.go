package demo

import (
	"container/heap"
	"context"
	"math"
	"time"

	"sluice/internal/base"
	"sluice/internal/lead"
)

const (
	// storyLength is how far back the timelines reach that were really lived through.
	storyLength = 8 * 7 * 24 * time.Hour
	// archiveLength is how far back the others do.
	archiveLength = 2 * 365 * 24 * time.Hour
	// mostLived is how many leads are lived through; with more, the rest is written down as an archive.
	mostLived = 400
)

// beginning is when the workspace was made.
func beginning(now time.Time, leads int) time.Time {
	if leads > mostLived {
		return now.Add(-archiveLength)
	}
	return now.Add(-storyLength - 24*time.Hour)
}

// story plays scenes in the order of their moments.
type story struct {
	*room
	*author
	scenes scenes
	actors map[base.ID]base.Actor
	asked  []lead.ContactInput
}

// scene is something that somebody does at a moment.
type scene struct {
	at   time.Time
	turn int // among those of the same moment
	play func(ctx context.Context) error
}

func (s *story) at(moment time.Time, play func(ctx context.Context) error) {
	heap.Push(&s.scenes, scene{moment, s.scenes.turns, play})
	s.scenes.turns++
}

// tell lets the leads of a workspace come in and everybody do their work, up to now.
func (r *room) tell(ctx context.Context, leads int) error {
	s := &story{room: r, author: newAuthor(r.doc), actors: map[base.ID]base.Actor{}}
	lived := min(leads, mostLived)
	if err := s.writeArchive(ctx, leads-lived); err != nil {
		return err
	}
	s.clock.Set(s.now.Add(-storyLength))
	staged := s.stage(lived)
	for range lived - staged {
		s.at(s.arrival(), s.arrive)
	}
	s.deskWork()
	for s.scenes.Len() > 0 && !s.scenes.list[0].at.After(s.now) {
		next := heap.Pop(&s.scenes).(scene)
		if err := s.loop.Advance(ctx, s.clock, next.at); err != nil {
			return err
		}
		if err := next.play(ctx); err != nil {
			return err
		}
	}
	if err := s.goAway(ctx); err != nil {
		return err
	}
	return s.loop.Advance(ctx, s.clock, s.now)
}

// arrival is when a request comes in: more of late than long ago, and seldom at night.
func (s *story) arrival() time.Time {
	age := time.Duration(math.Pow(s.Float64(), 1.3) * float64(storyLength-2*time.Hour))
	at := s.now.Add(-age - time.Hour).In(s.zone())
	if at.Hour() >= 7 && at.Hour() < 23 {
		return at
	}
	if at = at.Add(-8 * time.Hour); at.Before(s.now.Add(-storyLength)) {
		return s.now.Add(-storyLength)
	}
	return at
}

// daytime moves a moment to when people work: not before eight, not after seven, not on a Sunday.
func (s *story) daytime(at time.Time) time.Time {
	local := at.In(s.zone())
	switch {
	case local.Hour() < 8:
		local = local.Add(time.Duration(8-local.Hour()) * time.Hour)
	case local.Hour() >= 19:
		local = local.Add(time.Duration(32-local.Hour()) * time.Hour)
	}
	if local.Weekday() == time.Sunday {
		local = local.AddDate(0, 0, 1)
	}
	return local
}

// after is a working moment some hours from now, give or take.
func (s *story) after(hours float64) time.Time {
	wait := time.Duration(hours * (0.3 + 1.4*s.Float64()) * float64(time.Hour))
	return s.daytime(s.clock.Now().Add(wait))
}

func (s *story) zone() *time.Location { return s.cfg.Zone }

func (s *story) actor(ctx context.Context, member base.ID) (base.Actor, error) {
	if a, ok := s.actors[member]; ok {
		return a, nil
	}
	a, err := s.org.Actor(ctx, s.ws, member)
	if err == nil {
		s.actors[member] = a
	}
	return a, err
}

// lost tells whether an attempt failed as it may in life: somebody else was first, or it was too late.
func lost(err error) bool {
	switch base.CodeOf(err) {
	case base.CodeConflict, base.CodeExpired, base.CodeNotFound, base.CodeForbidden:
		return true
	}
	return false
}

// scenes are a heap by moment.
type scenes struct {
	list  []scene
	turns int
}

func (s *scenes) Len() int { return len(s.list) }

func (s *scenes) Less(i, j int) bool {
	if s.list[i].at.Equal(s.list[j].at) {
		return s.list[i].turn < s.list[j].turn
	}
	return s.list[i].at.Before(s.list[j].at)
}

func (s *scenes) Swap(i, j int) { s.list[i], s.list[j] = s.list[j], s.list[i] }

// Push is for package heap.
func (s *scenes) Push(x any) { s.list = append(s.list, x.(scene)) }

// Pop is for package heap.
func (s *scenes) Pop() any {
	last := s.list[len(s.list)-1]
	s.list = s.list[:len(s.list)-1]
	return last
}
