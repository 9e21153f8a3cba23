package outbox

// insertSQL begins a statement for some rows; insertRowSQL is one of them, by its number; insertOnceSQL ends it.
const (
	insertSQL = `
INSERT INTO outbox (ws, id, kind, name, recipient, letter, lead, member, dedupe, created_at, due_at)
VALUES `

	insertRowSQL = `(:ws, :id_%[1]d, :kind, :name, :recipient_%[1]d, :letter, :lead, :member_%[1]d, :dedupe_%[1]d, :now, :now)`

	insertOnceSQL = `
ON CONFLICT (ws, dedupe) WHERE dedupe IS NOT NULL DO NOTHING`
)

// readSQL settles everything that is due at once, where the built-in mailbox is the only reader.
const readSQL = `
UPDATE outbox SET state = 'sent', sent_at = :now, attempts = attempts + 1, due_at = NULL, lease_until = NULL
WHERE ws = :ws AND due_at <= :now`

const nextSQL = `SELECT MIN(due_at) FROM outbox WHERE due_at > :now`

const batchSQL = `SELECT ws, id, due_at AS due FROM outbox WHERE due_at <= :now ORDER BY due_at LIMIT :limit`

const messageSQL = `SELECT o.id, o.kind, o.name, o.recipient, l.subject, l.text, l.html, l.headers, o.lead, o.member,
o.created_at, o.due_at, o.attempts, o.state, o.error, o.sent_at
FROM outbox o JOIN letter l ON l.ws = o.ws AND l.id = o.letter WHERE o.ws = :ws`

// dueSQL locks the row alone: its letter is shared, and others who read it must not pass each other over.
const dueSQL = `SELECT id FROM outbox WHERE ws = :ws AND id = :id AND due_at <= :now`

// The lease is the due moment moved on: when the one who has it dies, the row becomes due by itself.
const leaseSQL = `
UPDATE outbox SET due_at = :until, lease_until = :until, attempts = attempts + 1
WHERE ws = :ws AND id = :id`

// Whoever lost the lease meanwhile has no say any more.
const (
	sentSQL = `
UPDATE outbox SET state = 'sent', sent_at = :now, error = '', due_at = NULL, lease_until = NULL
WHERE ws = :ws AND id = :id AND lease_until = :until`

	retrySQL = `
UPDATE outbox SET due_at = :due, error = :error, lease_until = NULL
WHERE ws = :ws AND id = :id AND lease_until = :until`

	failedSQL = `
UPDATE outbox SET state = 'failed', error = :error, due_at = NULL, lease_until = NULL
WHERE ws = :ws AND id = :id AND lease_until = :until`
)

const getSQL = messageSQL + ` AND o.id = :id`

func listSQL(f ListFilter) string {
	query := messageSQL
	if f.To != "" {
		query += ` AND o.recipient = :to`
	}
	if f.Lead != 0 {
		query += ` AND o.lead = :lead`
	}
	if f.State != "" {
		query += ` AND o.state = :state`
	}
	return query + ` AND o.id < :before ORDER BY o.id DESC LIMIT :limit`
}
