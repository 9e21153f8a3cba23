package org

import (
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

// auditSQL: reading a stretch of the key backwards is fast while what is asked for is frequent.
const auditSQL = `SELECT a.id, a.at, a.kind, a.actor, COALESCE(m.name, '') AS actor_name, a.subject, a.data
FROM audit a LEFT JOIN member m ON m.ws = a.ws AND m.id = a.actor
WHERE a.ws = :ws AND a.id < :before
  AND (:everything = 1 OR a.actor = :member OR m.unit IN (:units))
  AND (:kind = '' OR a.kind = :kind OR a.kind LIKE :kinds ESCAPE '!')
  AND (:subject = '' OR a.subject = :subject)
  AND (CAST(:actor AS BIGINT) = 0 OR a.actor = :actor)
ORDER BY a.id DESC LIMIT :limit`

type auditRow struct {
	ID      base.ID     `db:"id"`
	At      base.Moment `db:"at"`
	Kind    string      `db:"kind"`
	Actor   base.ID     `db:"actor"`
	Subject string      `db:"subject"`
	Data    string      `db:"data"`
}

// scopeArgs are the parameters of a condition "(:everything = 1 OR … = :member OR … IN (:units))".
func scopeArgs(s access.Scope) db.Args {
	if s.Everything {
		return db.Args{"everything": 1, "member": s.Member, "units": []base.ID{}}
	}
	return db.Args{"everything": 0, "member": s.Member, "units": slices.Concat(s.Units, s.Territory)}
}

// likePrefix is the pattern, escaped by '!', of texts that begin so.
func likePrefix(text string) string { return db.EscapeLike(text) + "%" }

// likeAnywhere is the pattern, escaped by '!', of texts that hold the words.
func likeAnywhere(text string) string { return "%" + db.EscapeLike(text) + "%" }
