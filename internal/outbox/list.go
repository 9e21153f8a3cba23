package outbox

import (
	"context"
	"encoding/json"

	"sluice/internal/base"
	"sluice/internal/db"
)

// State says how far a message is.
type State string

// The states. A waiting message may have failed before; its Error says how.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Failed  State = "failed"
)

// Message is one row of the outbox.
type Message struct {
	ID        base.ID     `db:"id"`
	Kind      string      `db:"kind"`
	Name      string      `db:"name"`
	To        string      `db:"recipient"`
	Subject   string      `db:"subject"`
	Text      string      `db:"text"`
	HTML      string      `db:"html"`
	Lead      base.ID     `db:"lead"`
	Member    base.ID     `db:"member"`
	CreatedAt base.Moment `db:"created_at"`
	// DueAt is when it is tried next; none once it is sent or given up.
	DueAt    base.Moment `db:"due_at"`
	Attempts int         `db:"attempts"`
	State    State       `db:"state"`
	// Error is what the mail server or the network said last, in its words.
	Error  string      `db:"error"`
	SentAt base.Moment `db:"sent_at"`

	Headers string `db:"headers"`
}

func (m Message) headers() (headers, error) {
	var h headers
	err := json.Unmarshal([]byte(m.Headers), &h)
	return h, err
}

// ListFilter chooses messages; what is empty does not choose.
type ListFilter struct {
	To    string
	Lead  base.ID
	State State
	// Limit is 1 to 200; 0 means 50.
	Limit  int
	Cursor string
}

// List returns messages, newest first. It checks no right: that is for the page that shows them.
func List(ctx context.Context, tx *db.Tx, f ListFilter) (base.Page[Message], error) {
	request := base.PageRequest{Cursor: f.Cursor, Limit: f.Limit}
	before, err := request.Before()
	if err != nil {
		return base.Page[Message]{}, err
	}
	limit := request.Clamp(50, 200)
	var rows []Message
	err = tx.Select(ctx, &rows, listSQL(f), db.Args{
		"to": address(f.To), "lead": f.Lead, "state": string(f.State), "before": before, "limit": limit + 1,
	})
	return base.PageOf(rows, limit, func(m Message) base.ID { return m.ID }), err
}

// Get returns one message, or base.CodeNotFound.
func Get(ctx context.Context, tx *db.Tx, id base.ID) (Message, error) {
	var m Message
	found, err := tx.Find(ctx, &m, getSQL, db.Args{"id": id})
	if err == nil && !found {
		err = base.NotFound()
	}
	return m, err
}
