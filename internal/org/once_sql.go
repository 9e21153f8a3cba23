package org

const (
	onceSQL = `SELECT request, answer, created_at FROM idempotency WHERE ws = :ws AND scope = :scope AND key = :key`

	// A try that has outlived its lease left no answer: its node is gone.
	beginOnceSQL = `INSERT INTO idempotency (ws, scope, key, request, created_at) VALUES (:ws, :scope, :key, :request, :now)
ON CONFLICT (ws, scope, key) DO UPDATE SET created_at = excluded.created_at
WHERE idempotency.answer = '' AND idempotency.lead IS NULL AND idempotency.request = excluded.request
  AND idempotency.created_at <= :lapsed`

	keepOnceSQL = `UPDATE idempotency SET answer = :answer WHERE ws = :ws AND scope = :scope AND key = :key AND request = :request`

	dropOnceSQL = `DELETE FROM idempotency WHERE ws = :ws AND scope = :scope AND key = :key AND request = :request AND answer = ''`
)
