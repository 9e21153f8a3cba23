package org

import (
	"strings"

	"sluice/internal/base"
)

const tokenColumns = `t.id, t.hash, t.member, t.name, t.scopes, t.created_at, t.used_at, t.expires_at`

const (
	tokenByHashSQL = `SELECT ` + tokenColumns + ` FROM token t WHERE t.ws = :ws AND t.hash = :hash`

	tokensSQL = `SELECT ` + tokenColumns + ` FROM token t JOIN member m ON m.ws = t.ws AND m.id = t.member
WHERE t.ws = :ws AND (:everything = 1 OR t.member = :member OR m.unit IN (:units))
ORDER BY t.id DESC`

	revokeTokenSQL = `DELETE FROM token WHERE ws = :ws AND id = :id AND (:everything = 1 OR member = :member
  OR member IN (SELECT m.id FROM member m WHERE m.ws = :ws AND m.unit IN (:units)))`

	seeTokenSQL = `UPDATE token SET used_at = :now WHERE ws = :ws AND id = :id`
)

type tokenRow struct {
	ID        base.ID     `db:"id"`
	Hash      string      `db:"hash"`
	Member    base.ID     `db:"member"`
	Name      string      `db:"name"`
	Scopes    string      `db:"scopes"`
	CreatedAt base.Moment `db:"created_at"`
	UsedAt    base.Moment `db:"used_at"`
	ExpiresAt base.Moment `db:"expires_at"`
}

func (r *tokenRow) token() Token {
	return Token{
		ID: r.ID, Member: r.Member, Name: r.Name, Scopes: strings.Fields(r.Scopes),
		CreatedAt: r.CreatedAt, UsedAt: r.UsedAt, ExpiresAt: r.ExpiresAt,
	}
}
