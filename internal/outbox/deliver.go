package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/due"
)

// Sender carries a message out of the program. An error means that it may be tried again, except a *Refused.
type Sender interface {
	Send(ctx context.Context, e Envelope) error
}

// Envelope is a message as a Sender gets it.
type Envelope struct {
	// MessageID is the same at every try, so that a receiver recognises a message that came twice. It has no
	// domain: the Sender adds its own.
	MessageID   string
	FromName    string
	To          string
	Subject     string
	Text        string
	HTML        string
	Lang        string
	Unsubscribe string
	// Date is when the message was written.
	Date time.Time
}

// Refused is a final no: trying again would change nothing.
type Refused struct{ Reason string }

func (r *Refused) Error() string { return "refused: " + r.Reason }

// Mailbox is the Sender where no mail server is set up: every message counts as sent and is read in the
// built-in mailbox.
type Mailbox struct{}

// Send does nothing.
func (Mailbox) Send(context.Context, Envelope) error { return nil }

const (
	// lease is longer than a send may take by more than the clocks of two nodes may differ.
	lease     = 2 * time.Minute
	sendLimit = time.Minute
	giveUp    = 3 * 24 * time.Hour
	longError = 500
)

// backOff is the wait after each failed try; the last one repeats.
var backOff = [...]time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}

// Delivery is the task that sends what is in the outbox. A message is taken under a lease and sent outside of
// any transaction: a crash in between repeats it after the lease, under the same Message-ID.
func Delivery(d *db.DB, sender Sender, logger *slog.Logger) due.Task {
	c := &carrier{db: d, sender: sender, log: logger}
	return due.Task{Name: "outbox", Next: nextSQL, Batch: batchSQL, Run: c.run, Limit: sendLimit}
}

type carrier struct {
	db     *db.DB
	sender Sender
	log    *slog.Logger
}

func (c *carrier) run(ctx context.Context, ws, id base.ID) error {
	if _, builtIn := c.sender.(Mailbox); builtIn {
		return c.deliverAll(ctx, ws, id)
	}
	m, until, err := c.lease(ctx, ws, id)
	if err != nil || m.ID == 0 {
		return err
	}
	failure := c.send(ctx, ws, m)
	// The answer of the mail server must be kept even when it took all the time there was.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendLimit)
	defer cancel()
	return c.settle(ctx, ws, m, until, failure)
}

// deliverAll puts everything that is due into the built-in mailbox by one statement. The rows of the same batch that
// come after it find themselves done.
func (c *carrier) deliverAll(ctx context.Context, ws, id base.ID) error {
	waiting := false
	err := c.db.Read(ctx, ws, func(tx *db.Tx) (err error) {
		var found base.ID
		waiting, err = tx.Find(ctx, &found, dueSQL, db.Args{"id": id, "now": base.At(tx.Now())})
		return err
	})
	if err != nil || !waiting {
		return err
	}
	return c.db.Write(ctx, ws, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, readSQL, db.Args{"now": base.At(tx.Now())})
		return err
	})
}

// lease takes the message, so that nobody else does; without an id it was no longer to be taken.
func (c *carrier) lease(ctx context.Context, ws, id base.ID) (m Message, until base.Moment, err error) {
	err = c.db.Write(ctx, ws, func(tx *db.Tx) error {
		m = Message{}
		var free base.ID
		args := db.Args{"id": id, "now": base.At(tx.Now())}
		found, err := tx.Find(ctx, &free, dueSQL+tx.Dialect().SkipLocked(), args)
		if err != nil || !found {
			return err
		}
		if err := tx.Get(ctx, &m, getSQL, args); err != nil {
			return err
		}
		until = base.At(tx.Now().Add(lease))
		_, err = tx.Exec(ctx, leaseSQL, db.Args{"id": id, "until": until})
		return err
	})
	return m, until, err
}

func (c *carrier) send(ctx context.Context, ws base.ID, m Message) error {
	h, err := m.headers()
	if err != nil {
		return &Refused{Reason: fmt.Sprintf("its headers cannot be read: %v", err)}
	}
	return c.sender.Send(ctx, Envelope{
		MessageID: m.ID.String() + "." + ws.String(), FromName: h.Brand, To: m.To, Subject: m.Subject,
		Text: m.Text, HTML: m.HTML, Lang: h.Lang, Unsubscribe: h.Unsubscribe, Date: m.CreatedAt.Time,
	})
}

// settle writes down what came of it. A failure is logged without the mail server's words: they name people.
func (c *carrier) settle(ctx context.Context, ws base.ID, m Message, until base.Moment, failure error) error {
	return c.db.Write(ctx, ws, func(tx *db.Tx) error {
		now := tx.Now()
		args := db.Args{"id": m.ID, "until": until, "now": base.At(now)}
		if failure == nil {
			_, err := tx.Exec(ctx, sentSQL, args)
			return err
		}
		args["error"] = base.Shorten(failure.Error(), longError)
		var refused *Refused
		if errors.As(failure, &refused) || now.Sub(m.CreatedAt.Time) >= giveUp {
			c.log.Warn("a message is given up", "workspace", ws, "id", m.ID, "name", m.Name, "attempts", m.Attempts+1)
			_, err := tx.Exec(ctx, failedSQL, args)
			return err
		}
		next := now.Add(backOff[min(m.Attempts, len(backOff)-1)])
		c.log.Info("a message could not leave yet", "workspace", ws, "id", m.ID, "name", m.Name, "attempts", m.Attempts+1, "next", next)
		args["due"] = base.At(next)
		_, err := tx.Exec(ctx, retrySQL, args)
		return err
	})
}
