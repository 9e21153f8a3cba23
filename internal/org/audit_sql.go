package org

import (
	"strings"

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
	everything := 0
	if s.Everything {
		everything = 1
	}
	units := make([]base.ID, 0, len(s.Units)+len(s.Territory))
	return db.Args{"everything": everything, "member": s.Member, "units": append(append(units, s.Units...), s.Territory...)}
}

var likeEscape = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// likePrefix is the pattern, escaped by '!', of texts that begin so.
func likePrefix(text string) string { return likeEscape.Replace(text) + "%" }

// likeAnywhere is the pattern, escaped by '!', of texts that hold the words.
func likeAnywhere(text string) string { return "%" + likeEscape.Replace(text) + "%" }
