package intake

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/org"
)

// How many tickets one network address may use within a window. A whole office may sit behind one address.
const (
	mostProven = 60
	mostPlain  = 6
	window     = time.Hour
	// soonest is how fast a person without script can fill in a form.
	soonest = 4 * time.Second
)

// Guard lets submissions of public forms in. Secret is the same on every node.
type Guard struct {
	DB     *db.DB
	Secret []byte
}

// Submission is what came with a form besides its answers.
type Submission struct {
	Form   string // key of the form
	Ticket string // as issued with the page
	Proof  string // what the page's script found, "" without one
	Trap   string // the field that people do not see
	// Address is the network address it came from.
	Address string
}

// Admit lets a submission in and returns the key that makes it idempotent. A ticket counts once, however often it
// is sent. Errors: expired for a ticket that is old or not ours, invalid for what looks like a program,
// rate_limited for too many from one address. None of them loses what a person typed: the page can be sent again.
func (g Guard) Admit(ctx context.Context, ws base.ID, s Submission, now time.Time) (string, error) {
	t, err := g.read(ws, s.Form, s.Ticket, now)
	if err != nil {
		return "", err
	}
	if s.Trap != "" {
		return "", base.Fail(base.CodeInvalid, "publicform.error_trap")
	}
	proven := g.proven(t, s.Proof)
	if !proven && now.Sub(t.issued) < soonest {
		return "", base.Fail(base.CodeInvalid, "publicform.error_fast")
	}
	return t.key, g.count(ctx, ws, t, s.Address, proven)
}

// count refuses by rolling back: the counts then stand at their highest, and the ticket is as unused as before.
func (g Guard) count(ctx context.Context, ws base.ID, t ticket, address string, proven bool) error {
	return g.DB.Write(ctx, ws, func(tx *db.Tx) error {
		err := org.Throttle(ctx, tx, "ticket:"+t.key, 1, ticketLife)
		if base.CodeOf(err) == base.CodeRateLimited {
			return nil // sent again, and counted before
		}
		if err != nil {
			return err
		}
		subject, most := "form_plain:", mostPlain
		if proven {
			subject, most = "form:", mostProven
		}
		return org.ThrottleAddress(ctx, tx, subject, address, most, window)
	})
}
