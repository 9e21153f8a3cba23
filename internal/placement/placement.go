package placement

import (
	"sluice/internal/base"
)

// Mode says how the lead got to its holder.
type Mode string

// The modes.
const (
	ModeClaim      Mode = "claim"      // the partner took it from the market
	ModeOffer      Mode = "offer"      // the partner is asked, and has not answered
	ModeAssignment Mode = "assignment" // somebody placed it there, by hand or by a rule
)

// Ending says how a placement ended.
type Ending string

// The endings.
const (
	EndingReturned   Ending = "returned"
	EndingLapsed     Ending = "lapsed"
	EndingReassigned Ending = "reassigned"
	EndingStage      Ending = "stage" // the lead went to a stage that nobody holds
	EndingWithdrawn  Ending = "withdrawn"
	EndingMerged     Ending = "merged"
)

// Placement is who has or had a lead, since when, until when, and how it got there. A lead has at most one
// that has not ended (INV-1); the database holds that.
type Placement struct {
	ID       base.ID     `db:"id"`
	Lead     base.ID     `db:"lead"`
	Mode     Mode        `db:"mode"`
	Unit     base.ID     `db:"unit"`
	Member   base.ID     `db:"member"`
	Step     int64       `db:"step"`
	Actor    base.ID     `db:"actor"`
	OpenedAt base.Moment `db:"opened_at"`
	// DueAt is when it ends by itself: valid while now is before it. WarnAt and RemindAt are when the holder
	// is told. All three are gone once the holder has acted.
	DueAt    base.Moment `db:"due_at"`
	WarnAt   base.Moment `db:"warn_at"`
	RemindAt base.Moment `db:"remind_at"`
	ActedAt  base.Moment `db:"acted_at"`
	EndedAt  base.Moment `db:"ended_at"`
	Ending   Ending      `db:"ending"`
	Reason   string      `db:"reason"`
	Remark   string      `db:"remark"`
}
