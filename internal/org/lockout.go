package org

import (
	"context"
	"net/netip"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Failed sign-ins are counted for an e-mail at one network address, and for the network address alone. There
// is no count for an e-mail alone: with one, anybody could keep anybody else out.
const (
	freeForPair    = 5
	freeForAddress = 30
	firstDelay     = 15 * time.Second
	longestDelay   = 15 * time.Minute
	// failuresKept is how long after the last failure it is forgotten.
	failuresKept = 24 * time.Hour
)

// signInCounts are the two subjects of one try.
type signInCounts struct{ pair, address string }

func countsOf(email, address string) signInCounts {
	network := networkOf(address)
	return signInCounts{
		pair:    "sign_in:" + hashSecret(email+" "+network),
		address: "sign_in_from:" + hashSecret(network),
	}
}

// networkOf is the address, in IPv6 the network that one customer gets and can move about in.
func networkOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		const customer = 64
		if prefix, err := ip.Prefix(customer); err == nil {
			return prefix.Masked().String()
		}
	}
	return ip.String()
}

// delay is how long after a failure the next try must wait.
func delay(failures, free int) time.Duration {
	if failures < free {
		return 0
	}
	d := firstDelay
	for range failures - free {
		if d *= 2; d >= longestDelay {
			return longestDelay
		}
	}
	return d
}

type attemptRow struct {
	Subject  string      `db:"subject"`
	Count    int         `db:"count"`
	ResetsAt base.Moment `db:"resets_at"`
}

// heldBack is how long the try must still wait, 0 for not at all.
func heldBack(ctx context.Context, tx *db.Tx, c signInCounts) (time.Duration, error) {
	var rows []attemptRow
	if err := tx.Select(ctx, &rows, attemptsSQL, db.Args{"subjects": []string{c.pair, c.address}, "now": base.At(tx.Now())}); err != nil {
		return 0, err
	}
	var wait time.Duration
	for _, r := range rows {
		free := freeForPair
		if r.Subject == c.address {
			free = freeForAddress
		}
		lastFailure := r.ResetsAt.Add(-failuresKept)
		wait = max(wait, lastFailure.Add(delay(r.Count, free)).Sub(tx.Now()))
	}
	return wait, nil
}

func noteFailure(ctx context.Context, tx *db.Tx, c signInCounts) error {
	for _, subject := range []string{c.pair, c.address} {
		args := db.Args{"subject": subject, "now": base.At(tx.Now()), "resets_at": base.At(tx.Now().Add(failuresKept))}
		if _, err := tx.Exec(ctx, countFailureSQL, args); err != nil {
			return err
		}
	}
	return nil
}

// forgetFailures clears the count of the pair only: otherwise one good account would buy
// its owner endless guesses at others.
func forgetFailures(ctx context.Context, tx *db.Tx, c signInCounts) error {
	_, err := tx.Exec(ctx, forgetAttemptSQL, db.Args{"subject": c.pair})
	return err
}

func tooMany(wait time.Duration) error {
	return base.Fail(base.CodeRateLimited, "org.error_wait").With("Duration", max(wait.Round(time.Second), time.Second))
}

// Throttle counts one use of the subject and answers rate_limited beyond most uses within a window, which
// begins with the first use. The count is part of the transaction: where a refusal must count
// too, the caller commits it. Subjects that name people are hashed by the caller.
func Throttle(ctx context.Context, tx *db.Tx, subject string, most int, window time.Duration) error {
	args := db.Args{"subject": subject, "now": base.At(tx.Now()), "resets_at": base.At(tx.Now().Add(window))}
	if _, err := tx.Exec(ctx, countUseSQL, args); err != nil {
		return err
	}
	var row attemptRow
	if err := tx.Get(ctx, &row, attemptSQL, args); err != nil {
		return err
	}
	if row.Count > most {
		return tooMany(row.ResetsAt.Sub(tx.Now()))
	}
	return nil
}
