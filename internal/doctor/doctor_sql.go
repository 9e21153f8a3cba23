package doctor

const leadsSQL = `SELECT l.id, l.number, c.id AS contact_there, l.stage, l.category, l.resume_at, l.place, l.place_unit, l.holder_member,
	l.placement, l.step_until, l.deadline_at, l.deadline_kind, l.merged_into, l.archived_at
	FROM lead l LEFT JOIN contact c ON c.ws = l.ws AND c.id = l.contact
	WHERE l.ws = :ws AND l.id > :after ORDER BY l.id LIMIT :limit`

const openSQL = `SELECT id, lead, mode, unit, member, due_at, acted_at FROM placement
	WHERE ws = :ws AND lead BETWEEN :first AND :last AND ended_at IS NULL ORDER BY lead, id`

const listingsSQL = `SELECT lead, COUNT(*) FROM listing WHERE ws = :ws AND lead BETWEEN :first AND :last GROUP BY lead`

const eventsSQL = `SELECT lead, data FROM event WHERE ws = :ws AND lead BETWEEN :first AND :last ORDER BY lead, id`

const messagesSQL = `SELECT id, state, created_at, due_at, lease_until, sent_at FROM outbox
	WHERE ws = :ws AND id > :after ORDER BY id LIMIT :limit`

// Each stray is named by the lead that it speaks of.
const (
	strayEventsSQL = `SELECT DISTINCT x.lead FROM event x LEFT JOIN lead l ON l.ws = x.ws AND l.id = x.lead
	WHERE x.ws = :ws AND l.id IS NULL`

	strayPlacementsSQL = `SELECT DISTINCT x.lead FROM placement x LEFT JOIN lead l ON l.ws = x.ws AND l.id = x.lead
	WHERE x.ws = :ws AND l.id IS NULL`

	strayListingsSQL = `SELECT DISTINCT x.lead FROM listing x LEFT JOIN lead l ON l.ws = x.ws AND l.id = x.lead
	WHERE x.ws = :ws AND l.id IS NULL`

	strayConsentsSQL = `SELECT DISTINCT x.lead FROM consent x LEFT JOIN lead l ON l.ws = x.ws AND l.id = x.lead
	WHERE x.ws = :ws AND l.id IS NULL`

	strayMessagesSQL = `SELECT DISTINCT x.lead FROM outbox x LEFT JOIN lead l ON l.ws = x.ws AND l.id = x.lead
	WHERE x.ws = :ws AND x.lead IS NOT NULL AND l.id IS NULL`
)
