package org

import "sluice/internal/base"

const (
	configSQL = `SELECT document FROM config WHERE ws = :ws AND version = :version`

	configHistorySQL = `SELECT c.version, c.author, COALESCE(m.name, '') AS author_name, c.note, c.created_at
FROM config c LEFT JOIN member m ON m.ws = c.ws AND m.id = c.author
WHERE c.ws = :ws ORDER BY c.version DESC LIMIT 200`

	rolesInUseSQL = `SELECT DISTINCT role FROM member WHERE ws = :ws`
)

type configRow struct {
	Version   int64       `db:"version"`
	Document  string      `db:"document"`
	Author    base.ID     `db:"author"`
	Note      string      `db:"note"`
	CreatedAt base.Moment `db:"created_at"`
}
