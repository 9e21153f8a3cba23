package lead

import (
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
)

// SetDeadline gives the lead its one next deadline.
func (l *Lead) SetDeadline(kind DeadlineKind, at time.Time) {
	l.DeadlineKind, l.DeadlineAt = kind, base.At(at)
}

// ClearDeadline takes it away, for a stage that says why it needs none.
func (l *Lead) ClearDeadline() { l.SetDeadline(DeadlineNone, time.Time{}) }

// contactDeadline is the one every lead starts with (TSK-4).
func contactDeadline(doc *blueprint.Document, cal *calendar.Calendar, l *Lead) time.Time {
	return cal.Add(l.CreatedAt.Time, doc.ContactDeadline(l.Type, l.Source).Within)
}

// ContactDeadline puts the lead back to waiting for its first contact, counted from its receipt,
// or from now when that has long passed: a lead that returns to the market is late for everybody otherwise.
func (l *Lead) ContactDeadline(doc *blueprint.Document, cal *calendar.Calendar, now time.Time) {
	at := contactDeadline(doc, cal, l)
	if !at.After(now) {
		at = cal.Add(now, doc.ContactDeadline(l.Type, l.Source).Within)
	}
	l.SetDeadline(DeadlineContact, at)
}

// stageDeadline sets what the stage asks next, unless a member named the moment.
func (l *Lead) stageDeadline(stage *blueprint.Stage, cal *calendar.Calendar, now time.Time, asked Answers) {
	switch {
	case !asked.Resume.IsZero():
		l.SetDeadline(DeadlineResume, asked.Resume)
	case !asked.Appointment.IsZero():
		l.SetDeadline(DeadlineAppointment, asked.Appointment)
	case !asked.Deadline.IsZero():
		l.SetDeadline(DeadlineStage, asked.Deadline)
	case stage.Deadline != nil:
		l.SetDeadline(DeadlineStage, cal.Add(now, *stage.Deadline))
	default:
		l.ClearDeadline()
	}
}
