package org

import "sluice/internal/base"

const memberColumns = `id, unit, role, name, email, phone, lang, theme, state, market_mail, digest_at, created_at, last_seen_at`

const (
	memberSQL = `SELECT ` + memberColumns + ` FROM member WHERE ws = :ws AND id = :id`

	membersSQL = `SELECT ` + memberColumns + ` FROM member
WHERE ws = :ws AND id > :after
  AND (:everything = 1 OR id = :member OR unit IN (:units))
  AND (:all_units = 1 OR unit IN (:below))
  AND (:state = '' OR state = :state)
  AND (lower(name) LIKE lower(:query) ESCAPE '!' OR email_norm LIKE lower(:query) ESCAPE '!')
ORDER BY id LIMIT :limit`

	memberByEmailSQL = `SELECT ` + memberColumns + ` FROM member WHERE ws = :ws AND email_norm = :email`

	lockByIDSQL    = `SELECT id, role, state, password FROM member WHERE ws = :ws AND id = :id`
	lockByEmailSQL = `SELECT id, role, state, password FROM member WHERE ws = :ws AND email_norm = :email`

	joinSQL        = `UPDATE member SET password = :password, name = :name, state = 'active' WHERE ws = :ws AND id = :id AND state = 'invited'`
	setPasswordSQL = `UPDATE member SET password = :password WHERE ws = :ws AND id = :id AND state = 'active'`
	changePlaceSQL = `UPDATE member SET unit = :unit, role = :role WHERE ws = :ws AND id = :id`
	setStateSQL    = `UPDATE member SET state = :state WHERE ws = :ws AND id = :id`
	seenSQL        = `UPDATE member SET last_seen_at = :now WHERE ws = :ws AND id = :id`

	setProfileSQL = `UPDATE member SET name = :name, phone = :phone, lang = :lang, theme = :theme, market_mail = :market_mail,
  digest_at = CASE WHEN :market_mail = 'digest' THEN digest_at END
WHERE ws = :ws AND id = :id`
)

// newMemberRow is a member as it is inserted.
type newMemberRow struct {
	ID         base.ID     `db:"id"`
	Unit       base.ID     `db:"unit"`
	Role       string      `db:"role"`
	Name       string      `db:"name"`
	Email      string      `db:"email"`
	EmailNorm  string      `db:"email_norm"`
	Phone      string      `db:"phone"`
	Password   string      `db:"password"`
	Lang       string      `db:"lang"`
	State      MemberState `db:"state"`
	MarketMail MarketMail  `db:"market_mail"`
	CreatedAt  base.Moment `db:"created_at"`
}

// lockRow is what a sign-in compares with.
type lockRow struct {
	ID       base.ID     `db:"id"`
	Role     string      `db:"role"`
	State    MemberState `db:"state"`
	Password string      `db:"password"`
}
