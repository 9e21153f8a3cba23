package org

const (
	recipientsSQL = `SELECT id, unit, role, name, email, lang, market_mail FROM member WHERE ws = :ws AND state = 'active'`

	memberRecipientSQL = recipientsSQL + ` AND id = :member`
	unitRecipientsSQL  = recipientsSQL + ` AND unit IN (:units) ORDER BY id`
)
