package org

const (
	relistSQL = `UPDATE unit SET relist_at = :now WHERE ws = :ws AND id IN (:units)`

	relistLookedAfterSQL = `UPDATE unit SET relist_at = :now WHERE ws = :ws AND account_manager = :member AND kind = 'partner'`
)
