package lead

import "sluice/internal/base"

// Lens is a question asked of a list: what needs a hand.
type Lens string

// The lenses.
const (
	LensOpen      Lens = "open"
	LensUnclaimed Lens = "unclaimed"  // on the market or in an inbox
	LensLate      Lens = "late"       // its deadline has passed
	LensToday     Lens = "today"      // its deadline is today
	LensStuck     Lens = "stuck"      // somebody has it and nothing has happened for two weeks
	LensNoPartner Lens = "no_partner" // nobody could take it: in an inbox
)

// Lenses are all of them in the order in which they stand above the list.
var Lenses = []Lens{LensOpen, LensUnclaimed, LensLate, LensToday, LensStuck, LensNoPartner}

// Filter narrows a list; its zero value lets everything through that the reader may see.
type Filter struct {
	Q       string // name, number, town, postcode, e-mail or phone
	Lens    Lens
	Tab     string // a tab of the blueprint
	Stages  []string
	Places  []Place
	Unit    base.ID // the unit that has it
	Source  string
	Mine    bool // held by the reader's own unit or units below
	Archive bool // archived ones instead of the others
	Step    int  // waits at this step of its policy, the first is 1
}
