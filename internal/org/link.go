package org

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
)

// linkKind says what a private link opens.
type linkKind string

const (
	linkInvitation linkKind = "invitation"
	linkReset      linkKind = "reset"
)

// lasts is how long the link of a mail works.
func (k linkKind) lasts() time.Duration {
	if k == linkReset {
		return time.Hour
	}
	return 7 * 24 * time.Hour
}

type linkRow struct {
	ID        base.ID     `db:"id"`
	Hash      string      `db:"hash"`
	Kind      linkKind    `db:"kind"`
	Member    base.ID     `db:"member"`
	CreatedAt base.Moment `db:"created_at"`
	ExpiresAt base.Moment `db:"expires_at"`
	UsedAt    base.Moment `db:"used_at"`
}

// newLink makes the member's only working link of the kind, and returns its secret.
func newLink(ctx context.Context, tx *db.Tx, kind linkKind, member base.ID) (string, error) {
	if err := voidLinks(ctx, tx, kind, member); err != nil {
		return "", err
	}
	secret := newSecret()
	return secret, tx.Insert(ctx, "invitation", linkRow{
		ID: base.NewID(tx.Now()), Hash: hashSecret(secret), Kind: kind, Member: member,
		CreatedAt: base.At(tx.Now()), ExpiresAt: base.At(tx.Now().Add(kind.lasts())),
	})
}

func voidLinks(ctx context.Context, tx *db.Tx, kind linkKind, member base.ID) error {
	_, err := tx.Exec(ctx, voidLinksSQL, db.Args{"kind": kind, "member": member, "now": base.At(tx.Now())})
	return err
}

// findLink is the link while it works: not_found when there never was one, expired when its time or
// its one use is over.
func findLink(ctx context.Context, tx *db.Tx, kind linkKind, secret string) (linkRow, error) {
	var l linkRow
	found, err := tx.Find(ctx, &l, linkSQL, db.Args{"kind": kind, "hash": hashSecret(secret)})
	switch {
	case err != nil:
		return l, err
	case !found:
		return l, base.NotFound()
	case !l.UsedAt.IsZero() || !tx.Now().Before(l.ExpiresAt.Time):
		return l, linkOver()
	}
	return l, nil
}

func linkOver() error { return base.Fail(base.CodeExpired, "org.error_link_over") }

// useLink takes the link's one use; of several at once, one gets it.
func useLink(ctx context.Context, tx *db.Tx, kind linkKind, secret string) (linkRow, error) {
	l, err := findLink(ctx, tx, kind, secret)
	if err != nil {
		return l, err
	}
	used, err := tx.Exec(ctx, useLinkSQL, db.Args{"id": l.ID, "now": base.At(tx.Now())})
	if err == nil && used == 0 {
		err = linkOver()
	}
	return l, err
}
