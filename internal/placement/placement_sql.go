package placement

import "sluice/internal/lead"

const columns = `id, lead, mode, unit, member, step, actor, opened_at, due_at, warn_at, remind_at, acted_at, ended_at, ending, reason, remark`

const openSQL = `SELECT ` + columns + ` FROM placement WHERE ws = :ws AND lead = :lead AND ended_at IS NULL`

const byIDSQL = `SELECT ` + columns + ` FROM placement WHERE ws = :ws AND id = :id AND ended_at IS NULL`

const historySQL = `SELECT ` + columns + ` FROM placement WHERE ws = :ws AND lead = :lead ORDER BY id`

const endSQL = `UPDATE placement SET ended_at = :now, ending = :ending, reason = :reason, remark = :remark,
	due_at = NULL, warn_at = NULL, remind_at = NULL WHERE ws = :ws AND id = :id AND ended_at IS NULL`

const actedSQL = `UPDATE placement SET acted_at = :now, due_at = NULL, warn_at = NULL, remind_at = NULL
	WHERE ws = :ws AND id = :id AND ended_at IS NULL AND acted_at IS NULL`

const warnedSQL = `UPDATE placement SET warn_at = NULL WHERE ws = :ws AND id = :id`

const remindedSQL = `UPDATE placement SET remind_at = NULL WHERE ws = :ws AND id = :id`

// openLoadSQL counts what the units have open, gotSQL what they got in the day, the week and the month.
const openLoadSQL = `SELECT place_unit AS unit, COUNT(*) AS n FROM lead
	WHERE ws = :ws AND place_unit IN (:units) AND category IN ('new', 'working') AND place = 'placed' GROUP BY place_unit`

const gotSQL = `SELECT unit, SUM(CASE WHEN opened_at >= :day THEN 1 ELSE 0 END) AS day,
	SUM(CASE WHEN opened_at >= :week THEN 1 ELSE 0 END) AS week,
	SUM(CASE WHEN opened_at >= :month THEN 1 ELSE 0 END) AS month
	FROM placement WHERE ws = :ws AND unit IN (:units) AND opened_at >= :since GROUP BY unit`

const hadSQL = `SELECT DISTINCT unit FROM placement WHERE ws = :ws AND lead = :lead AND ended_at IS NOT NULL`

const lockUnitSQL = `SELECT id FROM unit WHERE ws = :ws AND id = :id`

const listSQL = `INSERT INTO listing (ws, unit, lead, listed_at)
	SELECT :ws, u.id, :lead, :now FROM unit u WHERE u.ws = :ws AND u.id IN (:units)
	ON CONFLICT (ws, unit, lead) DO UPDATE SET listed_at = :now`

const unlistSQL = `DELETE FROM listing WHERE ws = :ws AND lead = :lead`

const unlistUnitSQL = `DELETE FROM listing WHERE ws = :ws AND unit = :unit AND lead = :lead`

const listedUnitsSQL = `SELECT unit FROM listing WHERE ws = :ws AND lead = :lead ORDER BY unit`

const listedSQL = `SELECT x.unit FROM listing x WHERE x.ws = :ws AND x.lead = :lead AND x.unit = :unit`

const hideSQL = `UPDATE listing SET hidden_at = :now WHERE ws = :ws AND lead = :lead AND unit = :unit`

var availableSQL = `SELECT ` + lead.ColumnsOf("l") + `
	FROM lead l JOIN listing x ON x.ws = l.ws AND x.lead = l.id
	WHERE l.ws = :ws AND l.place = 'market' AND l.archived_at IS NULL AND x.unit = :unit AND x.hidden_at IS NULL
	AND l.id < :before ORDER BY l.id DESC LIMIT :limit`

const availableCountSQL = `SELECT COUNT(*) FROM (SELECT 1 FROM lead l JOIN listing x ON x.ws = l.ws AND x.lead = l.id
	WHERE l.ws = :ws AND l.place = 'market' AND l.archived_at IS NULL AND x.unit = :unit AND x.hidden_at IS NULL LIMIT :most) AS counted`

const hadLeadsSQL = `SELECT DISTINCT lead FROM placement WHERE ws = :ws AND lead IN (:leads) AND unit = :unit AND ended_at IS NOT NULL`

const onMarketSQL = `SELECT id FROM lead WHERE ws = :ws AND place = 'market' ORDER BY id DESC LIMIT :limit`

const decisionsSQL = `SELECT id, lead, at, policy_version, step, kind, unit, explanation FROM decision WHERE ws = :ws AND lead = :lead ORDER BY id`
