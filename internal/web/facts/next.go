package facts

import (
	"strings"
	"time"

	"sluice/internal/i18n"
	"sluice/internal/lead"
)

// Next is what must happen next on a lead, as a short command.
func (w Words) Next(l *lead.Lead, now time.Time) string {
	when := i18n.Args{"When": w.P.Near(l.DeadlineAt.Time, now)}
	stage := w.Doc.Stage(l.Stage)
	switch {
	case l.DeadlineKind == lead.DeadlineHold:
		return w.P.T("facts.next_call_first", when)
	case l.DeadlineKind == lead.DeadlineContact:
		return w.P.T("facts.next_first_contact")
	case l.DeadlineKind == lead.DeadlineResume:
		return w.P.T("facts.next_back_on", when)
	case l.DeadlineKind == lead.DeadlineAppointment:
		return w.P.T("facts.next_appointment")
	case stage == nil:
		return ""
	case l.DeadlineAt.IsZero() && len(stage.NoDeadline) > 0:
		return w.Text(stage.NoDeadline)
	}
	return w.Text(stage.Next)
}

// Tel is a phone number as a link dials it.
func Tel(phone string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
}
