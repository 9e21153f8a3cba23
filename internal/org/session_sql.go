package org

const sessionColumns = `id, member, address, agent, created_at, seen_at, expires_at`

const (
	sessionByHashSQL = `SELECT ` + sessionColumns + ` FROM session WHERE ws = :ws AND hash = :hash AND expires_at > :now`

	sessionsSQL = `SELECT ` + sessionColumns + ` FROM session
WHERE ws = :ws AND member = :member AND expires_at > :now ORDER BY seen_at DESC, id DESC`

	seeSessionSQL       = `UPDATE session SET seen_at = :now, expires_at = :expires_at WHERE ws = :ws AND id = :id`
	endSessionSQL       = `DELETE FROM session WHERE ws = :ws AND id = :id AND member = :member`
	endSessionByHashSQL = `DELETE FROM session WHERE ws = :ws AND hash = :hash`
	endSessionsSQL      = `DELETE FROM session WHERE ws = :ws AND member = :member`
	endOtherSessionsSQL = `DELETE FROM session WHERE ws = :ws AND member = :member AND id <> :keep`
)

// sessionRow is a session as it is inserted.
type sessionRow struct {
	Session
	Hash string `db:"hash"`
}
