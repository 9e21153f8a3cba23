package lead

const mergedIntoSQL = `SELECT l.id, l.number, l.name, m.created_at AS at FROM merge m JOIN lead l ON l.ws = m.ws AND l.id = m.merged
	WHERE m.ws = :ws AND m.kept = :kept AND m.undone_at IS NULL ORDER BY m.id DESC`
