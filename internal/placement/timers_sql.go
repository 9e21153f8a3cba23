package placement

const (
	nextLapseSQL = `SELECT MIN(due_at) FROM placement WHERE ended_at IS NULL AND due_at > :now`
	dueLapseSQL  = `SELECT ws, id, due_at AS due FROM placement WHERE ended_at IS NULL AND due_at IS NOT NULL AND due_at <= :now ORDER BY due_at LIMIT :limit`

	nextWarnSQL = `SELECT MIN(warn_at) FROM placement WHERE ended_at IS NULL AND warn_at > :now`
	dueWarnSQL  = `SELECT ws, id, warn_at AS due FROM placement WHERE ended_at IS NULL AND warn_at IS NOT NULL AND warn_at <= :now ORDER BY warn_at LIMIT :limit`

	nextRemindSQL = `SELECT MIN(remind_at) FROM placement WHERE ended_at IS NULL AND remind_at > :now`
	dueRemindSQL  = `SELECT ws, id, remind_at AS due FROM placement WHERE ended_at IS NULL AND remind_at IS NOT NULL AND remind_at <= :now ORDER BY remind_at LIMIT :limit`

	nextStepSQL = `SELECT MIN(step_until) FROM lead WHERE step_until > :now`
	dueStepSQL  = `SELECT ws, id, step_until AS due FROM lead WHERE step_until IS NOT NULL AND step_until <= :now ORDER BY step_until LIMIT :limit`

	nextNotifySQL = `SELECT MIN(notify_at) FROM lead WHERE notify_at > :now`
	dueNotifySQL  = `SELECT ws, id, notify_at AS due FROM lead WHERE notify_at IS NOT NULL AND notify_at <= :now ORDER BY notify_at LIMIT :limit`

	nextDigestSQL = `SELECT MIN(digest_at) FROM member WHERE digest_at > :now`
	dueDigestSQL  = `SELECT ws, id, digest_at AS due FROM member WHERE digest_at IS NOT NULL AND digest_at <= :now ORDER BY digest_at LIMIT :limit`

	nextRelistSQL = `SELECT MIN(relist_at) FROM unit WHERE relist_at > :now`
	dueRelistSQL  = `SELECT ws, id, relist_at AS due FROM unit WHERE relist_at IS NOT NULL AND relist_at <= :now ORDER BY relist_at LIMIT :limit`
	takeRelistSQL = `UPDATE unit SET relist_at = NULL WHERE ws = :ws AND id = :id AND relist_at IS NOT NULL AND relist_at <= :now`

	planDigestSQL = `UPDATE member SET digest_at = :at WHERE ws = :ws AND id IN (:members) AND digest_at IS NULL`
	takeDigestSQL = `UPDATE member SET digest_at = NULL WHERE ws = :ws AND id = :id AND digest_at IS NOT NULL AND digest_at <= :now`
)
