package org

const (
	memberNamesSQL = `SELECT id, name FROM member WHERE ws = :ws AND id IN (:members)`

	memberCountsSQL = `SELECT unit AS id, COUNT(*) AS count FROM member
WHERE ws = :ws AND unit IN (:units) AND state = 'active' GROUP BY unit`
)
