package outbox

import (
	"context"

	"sluice/internal/db"
)

const waitingSQL = `SELECT COUNT(*) FROM outbox WHERE due_at IS NOT NULL`

// CountWaiting is how many messages are still to leave, in a transaction across workspaces: for the operator's figures.
func CountWaiting(ctx context.Context, tx *db.Tx) (n int, err error) {
	err = tx.Get(ctx, &n, waitingSQL, nil)
	return n, err
}
