package db

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"sluice/internal/base"
)

// Secret is 256 random bits of the installation's own, made when a name is first asked for and then the same for
// ever and on every node. It belongs to no workspace.
func (d *DB) Secret(ctx context.Context, name string) ([]byte, error) {
	fresh := make([]byte, 32)
	_, _ = rand.Read(fresh) // never fails: it ends the program instead
	var text string
	err := d.WriteAcross(ctx, func(tx *Tx) error {
		args := Args{"name": name, "value": hex.EncodeToString(fresh), "now": base.At(tx.Now())}
		if _, err := tx.Exec(ctx, keepSecretSQL, args); err != nil {
			return err
		}
		return tx.Get(ctx, &text, secretSQL, args)
	})
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(text)
}
