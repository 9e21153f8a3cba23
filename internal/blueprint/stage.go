package blueprint

import (
	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

// Category is what a stage means to the program, whatever it is called.
type Category string

// The categories. A lead in won, lost or closed needs no holder and no deadline.
const (
	CategoryNew     Category = "new"
	CategoryWorking Category = "working"
	CategoryPaused  Category = "paused"
	CategoryWon     Category = "won"
	CategoryLost    Category = "lost"
	CategoryClosed  Category = "closed"
)

// Done is true for categories in which nothing more has to happen.
func (c Category) Done() bool {
	return c == CategoryWon || c == CategoryLost || c == CategoryClosed
}

// Stage is where a lead may stand (STG-1).
type Stage struct {
	Key      string    `json:"key"`
	Title    i18n.Text `json:"title"`
	Category Category  `json:"category"`
	// Tone is the colour by meaning; empty is the category's own.
	Tone string `json:"tone,omitempty"`
	Tab  string `json:"tab"`
	// Moves are the stages a member may choose next. What the program does by itself (Entry, OnClaim and
	// the others) needs no move.
	Moves []string `json:"moves,omitempty"`
	Ask   []Ask    `json:"ask,omitempty"`
	// Contact: entering this stage is evidence of contact and stops the claim's clock (MKT-5).
	Contact bool `json:"contact,omitempty"`
	// Stepper: the stage is a step of the pipeline shown on top of a lead.
	Stepper bool `json:"stepper,omitempty"`
	// Next is what must happen in this stage, as a short command: "Send the quote".
	Next i18n.Text `json:"next,omitempty"`
	// Deadline counts from entering the stage. While a claim waits for its first contact, the end of
	// its hold stands in its place; a lead that was just received takes Deadlines.Contact; an Ask for
	// AskDeadline or AskResume overrides it. A stage has either a deadline or NoDeadline.
	Deadline *calendar.Span `json:"deadline,omitempty"`
	// NoDeadline says why this stage needs none (INV-3).
	NoDeadline i18n.Text `json:"no_deadline,omitempty"`
	// EndsPlacement: entering it takes the lead from its holder.
	EndsPlacement bool `json:"ends_placement,omitempty"`
	// ToMarket: entering it starts the policy again from its first step.
	ToMarket bool `json:"to_market,omitempty"`
	// ResumeTo is the stage a paused lead comes back to on its date (STG-3).
	ResumeTo string `json:"resume_to,omitempty"`
}

// Ask is one thing a member is asked for on entering a stage or logging an outcome (STG-2).
type Ask struct {
	// Key is one of the Ask constants, or the key of one of the blueprint's fields.
	Key      string `json:"key"`
	Required bool   `json:"required,omitempty"`
}

// What a stage or an outcome can ask for besides the blueprint's own fields.
const (
	AskDate         = "date"           // when it happened; now when left out
	AskContactType  = "contact_type"   // one of ContactTypes
	AskRemark       = "remark"         // free text for the timeline
	AskResume       = "resume_on"      // the day a paused lead comes back
	AskLostReason   = "lost_reason"    // one of LostReasons
	AskReturnReason = "return_reason"  // one of ReturnReasons
	AskAppointment  = "appointment_at" // day and time of an appointment; it becomes the next deadline
	AskDeadline     = "deadline_at"    // day, or day and time, of the next deadline
	AskAmount       = "amount"         // money in the workspace's currency, without VAT
)

// AskKeys are all the Ask constants.
var AskKeys = []string{AskDate, AskContactType, AskRemark, AskResume, AskLostReason, AskReturnReason, AskAppointment, AskDeadline, AskAmount}

// Tab is one tab over a member's own leads (MKT-7).
type Tab struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	// All: the tab holds the leads of every stage; no stage names it.
	All bool `json:"all,omitempty"`
}

// Outcome is one answer on the sheet "How did the call go?": one tap that logs the contact and moves the lead.
type Outcome struct {
	Key   string    `json:"key"`
	Title i18n.Text `json:"title"`
	// Hint says what will happen: "asks for day and time".
	Hint i18n.Text `json:"hint,omitempty"`
	Icon string    `json:"icon,omitempty"`
	Tone string    `json:"tone,omitempty"`
	// Stage is where the lead goes; empty leaves it where it stands, and so does a stage it may not move to.
	Stage string `json:"stage,omitempty"`
	// ContactType is filled in unless the member chooses another.
	ContactType string `json:"contact_type"`
	// Reached: the prospect was spoken to, not only tried.
	Reached bool  `json:"reached,omitempty"`
	Ask     []Ask `json:"ask,omitempty"`
	// Deadline replaces the stage's, counted from now.
	Deadline *calendar.Span `json:"deadline,omitempty"`
}
