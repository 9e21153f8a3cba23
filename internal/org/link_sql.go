package org

const (
	linkSQL = `SELECT id, hash, kind, member, created_at, expires_at, used_at FROM invitation
WHERE ws = :ws AND hash = :hash AND kind = :kind`

	useLinkSQL   = `UPDATE invitation SET used_at = :now WHERE ws = :ws AND id = :id AND used_at IS NULL AND expires_at > :now`
	voidLinksSQL = `UPDATE invitation SET used_at = :now WHERE ws = :ws AND member = :member AND kind = :kind AND used_at IS NULL`
)
