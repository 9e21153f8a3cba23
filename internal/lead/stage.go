package lead

import (
	"context"
	"slices"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/calendar"
	"sluice/internal/db"
	"sluice/internal/org"
)

// Answers are what a member says when the stage changes or a contact is logged (STG-2).
type Answers struct {
	// On is when it happened; the moment of the entry when it is left out. It cannot lie in the future.
	On          time.Time
	ContactType string
	Remark      string
	Resume      time.Time // a paused lead comes back then
	LostReason  string
	Appointment time.Time
	Deadline    time.Time
	Amount      *base.Money    // what the lead is worth, in the workspace's currency, without VAT
	Fields      map[string]any // the blueprint's own fields that the stage asks
}

// StageInput changes a lead's stage.
type StageInput struct {
	Stage string
	Answers
	// Version is the one the member saw; 0 skips the check for a change in between.
	Version int64
}

const (
	maxRemark = 2000
	// maxAmount is a billion in major units: beyond it somebody leaned on the key.
	maxAmount base.Money = 100_000_000_000
)

// ChangeStage moves the lead along an allowed move. Right: lead.stage. Errors: invalid beside the field that
// is missing or wrong, conflict when the move is not allowed from where the lead stands now or somebody changed
// it meanwhile, expired when the claim has run out.
func (s *Service) ChangeStage(ctx context.Context, a base.Actor, id base.ID, in StageInput) (*Lead, error) {
	return s.change(ctx, a, id, access.LeadStage, in.Version, func(tx *db.Tx, cfg *org.Config, l *Lead) error {
		to := cfg.Document.Stage(in.Stage)
		if to == nil {
			return base.Invalid(base.FieldError{Field: "stage", Key: "error.choice"})
		}
		if !cfg.Document.CanMove(l.Stage, to.Key) {
			return base.Fail(base.CodeConflict, "leads.error_move").With("To", to.Title).With("From", cfg.Document.Stage(l.Stage).Title)
		}
		if err := s.answer(cfg, tx, l, to.Ask, &in.Answers); err != nil {
			return err
		}
		if to.Contact {
			if err := s.hooks.Contacted(ctx, tx, l); err != nil {
				return err
			}
		}
		return s.moveTo(ctx, tx, cfg, a, l, to, EventStage, in.Answers, Detail{})
	})
}

// LogInput is the outcome of a call or visit: one tap on the sheet "How did the call go?".
type LogInput struct {
	Outcome string
	Answers
	Version int64
}

// LogContact writes down an attempt to reach the prospect; it stops the clock of a claim (MKT-5) and moves the
// lead where the outcome says. Right: lead.stage. Errors as for ChangeStage.
func (s *Service) LogContact(ctx context.Context, a base.Actor, id base.ID, in LogInput) (*Lead, error) {
	return s.change(ctx, a, id, access.LeadStage, in.Version, func(tx *db.Tx, cfg *org.Config, l *Lead) error {
		outcome, ok := cfg.Document.Outcome(in.Outcome)
		if !ok {
			return base.Invalid(base.FieldError{Field: "outcome", Key: "error.choice"})
		}
		if in.ContactType == "" {
			in.ContactType = outcome.ContactType
		}
		asks := outcome.Ask
		to := cfg.Document.Stage(outcome.Stage)
		if to == nil || (to.Key != l.Stage && !cfg.Document.CanMove(l.Stage, to.Key)) {
			to = cfg.Document.Stage(l.Stage)
		}
		if err := s.answer(cfg, tx, l, asks, &in.Answers); err != nil {
			return err
		}
		if err := s.hooks.Contacted(ctx, tx, l); err != nil {
			return err
		}
		if outcome.Deadline != nil && in.Deadline.IsZero() && in.Appointment.IsZero() {
			in.Deadline = cfg.Calendar.Add(tx.Now(), *outcome.Deadline)
		}
		return s.moveTo(ctx, tx, cfg, a, l, to, EventContact, in.Answers, Detail{Outcome: outcome.Key})
	})
}

// change runs one operation on one lead: it locks the row, checks the right and the version, and saves.
func (s *Service) change(ctx context.Context, a base.Actor, id base.ID, permission string, version int64,
	do func(*db.Tx, *org.Config, *Lead) error) (*Lead, error) {
	var l *Lead
	err := s.db.Write(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		cfg, err := s.org.ConfigIn(ctx, tx)
		if err != nil {
			return err
		}
		if l, err = s.Lock(ctx, tx, id); err != nil {
			return err
		}
		if err := s.authorise(a, l, permission, tx.Workspace()); err != nil {
			return err
		}
		if version != 0 && version != l.Version {
			return base.Fail(base.CodeConflict, "leads.error_changed_meanwhile")
		}
		if err := do(tx, cfg, l); err != nil {
			return err
		}
		return s.Save(ctx, tx, l)
	})
	return l, err
}

// authorise answers not_found for what the actor may not see, forbidden for what it may only see.
func (s *Service) authorise(a base.Actor, l *Lead, permission string, ws base.ID) error {
	subject := l.Subject(ws)
	if !access.Decide(a, access.LeadView, subject) {
		return base.NotFound()
	}
	if !access.Decide(a, permission, subject) {
		return base.Forbidden()
	}
	return nil
}

// moveTo puts the lead into the stage, sets the deadline that follows, and tells the room above.
func (s *Service) moveTo(ctx context.Context, tx *db.Tx, cfg *org.Config, a base.Actor, l *Lead, to *blueprint.Stage,
	kind EventKind, answers Answers, d Detail) error {
	from := cfg.Document.Stage(l.Stage)
	d.From, d.ContactType, d.Remark, d.Reason = l.Stage, answers.ContactType, answers.Remark, answers.LostReason
	d.On, d.Until = base.At(answers.On), base.At(answers.until())
	l.Enter(to, tx.Now())
	if answers.LostReason != "" {
		l.LostReason = answers.LostReason
	}
	if answers.Amount != nil {
		l.Amount, d.Amount = answers.Amount, answers.Amount
	}
	l.ResumeAt = base.At(answers.Resume)
	l.stageDeadline(to, cfg.Calendar, tx.Now(), answers)
	if err := s.hooks.Moved(ctx, tx, a, l, from, to); err != nil {
		return err
	}
	s.Announce(tx, l)
	return Record(ctx, tx, a, l, kind, d)
}

func (in Answers) until() time.Time {
	for _, at := range []time.Time{in.Resume, in.Appointment, in.Deadline} {
		if !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}

// Enter puts the lead into the stage, without asking and without an event.
func (l *Lead) Enter(to *blueprint.Stage, now time.Time) {
	if l.Stage != to.Key {
		l.StageAt = base.At(now)
	}
	l.Stage, l.Category = to.Key, to.Category
	l.ActiveAt = base.At(now)
	l.ResumeAt = base.Moment{}
}

// answer checks what was said against what is asked, and puts the blueprint's own fields into the lead.
func (s *Service) answer(cfg *org.Config, tx *db.Tx, l *Lead, asks []blueprint.Ask, in *Answers) error {
	wrong := in.check(cfg.Document, tx.Now())
	for _, ask := range asks {
		if ask.Required && in.missing(ask.Key) {
			wrong.Add(ask.Key, "error.required")
		}
	}
	fields, wrongFields := CheckFields(cfg.Document, in.Fields)
	wrong = append(wrong, wrongFields...)
	if err := wrong.Err(); err != nil {
		return err
	}
	in.Resume = openingOf(cfg.Calendar, in.Resume)
	for key, value := range fields {
		l.Fields[key] = value
	}
	return nil
}

// openingOf moves a day that was given without a time to the opening of the office on it.
func openingOf(cal *calendar.Calendar, at time.Time) time.Time {
	day := cal.DayOf(at)
	if at.IsZero() || !at.Equal(cal.Start(day)) {
		return at
	}
	return cal.Opening(day).UTC()
}

// clockSkew is how far ahead of the server a member's clock may be.
const clockSkew = 5 * time.Minute

func (in *Answers) check(doc *blueprint.Document, now time.Time) base.Fields {
	var wrong base.Fields
	if in.On.After(now.Add(clockSkew)) {
		wrong.Add(blueprint.AskDate, "error.in_future")
	}
	for key, at := range map[string]time.Time{
		blueprint.AskResume: in.Resume, blueprint.AskAppointment: in.Appointment, blueprint.AskDeadline: in.Deadline,
	} {
		if !at.IsZero() && !at.After(now) {
			wrong.Add(key, "error.in_past")
		}
		if at.After(now.AddDate(5, 0, 0)) {
			wrong.Add(key, "error.date")
		}
	}
	if _, ok := blueprint.PickChoice(doc.ContactTypes, in.ContactType); in.ContactType != "" && !ok {
		wrong.Add(blueprint.AskContactType, "error.choice")
	}
	if _, ok := blueprint.PickChoice(doc.LostReasons, in.LostReason); in.LostReason != "" && !ok {
		wrong.Add(blueprint.AskLostReason, "error.choice")
	}
	if in.Amount != nil && (*in.Amount < 0 || *in.Amount > maxAmount) {
		wrong.Add(blueprint.AskAmount, "error.number")
	}
	if len([]rune(in.Remark)) > maxRemark {
		wrong.Add(blueprint.AskRemark, "error.too_long", map[string]any{"Max": maxRemark})
	}
	return wrong
}

func (in *Answers) missing(key string) bool {
	switch key {
	case blueprint.AskDate:
		return false // left out, it is now
	case blueprint.AskContactType:
		return in.ContactType == ""
	case blueprint.AskRemark:
		return in.Remark == ""
	case blueprint.AskResume:
		return in.Resume.IsZero()
	case blueprint.AskLostReason:
		return in.LostReason == ""
	case blueprint.AskAppointment:
		return in.Appointment.IsZero()
	case blueprint.AskDeadline:
		return in.Deadline.IsZero()
	case blueprint.AskAmount:
		return in.Amount == nil
	default:
		return textOf(in.Fields[key]) == ""
	}
}

// Asked tells whether the stage asks for the key.
func Asked(asks []blueprint.Ask, key string) bool {
	return slices.ContainsFunc(asks, func(a blueprint.Ask) bool { return a.Key == key })
}
