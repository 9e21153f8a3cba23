package org

import (
	"context"
	"time"

	"sluice/internal/db"
)

// ThrottleAddress is Throttle for a network address; in IPv6 for the network that one customer has. The address
// itself is not kept. Purpose keeps the counts of several uses apart.
func ThrottleAddress(ctx context.Context, tx *db.Tx, purpose, address string, most int, window time.Duration) error {
	return Throttle(ctx, tx, purpose+hashSecret(networkOf(address)), most, window)
}
