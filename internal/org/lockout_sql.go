package org

const (
	attemptSQL  = `SELECT subject, count, resets_at FROM attempt WHERE ws = :ws AND subject = :subject`
	attemptsSQL = `SELECT subject, count, resets_at FROM attempt WHERE ws = :ws AND subject IN (:subjects) AND resets_at > :now`

	// Each failure starts the time of forgetting again.
	countFailureSQL = `INSERT INTO attempt (ws, subject, count, resets_at) VALUES (:ws, :subject, 1, :resets_at)
ON CONFLICT (ws, subject) DO UPDATE SET
  count = CASE WHEN attempt.resets_at <= :now THEN 1 ELSE attempt.count + 1 END, resets_at = excluded.resets_at`

	// A window ends when it ends, however often it is used.
	countUseSQL = `INSERT INTO attempt (ws, subject, count, resets_at) VALUES (:ws, :subject, 1, :resets_at)
ON CONFLICT (ws, subject) DO UPDATE SET
  count = CASE WHEN attempt.resets_at <= :now THEN 1 ELSE attempt.count + 1 END,
  resets_at = CASE WHEN attempt.resets_at <= :now THEN excluded.resets_at ELSE attempt.resets_at END`

	// PostgreSQL wants to be told what kind of number :n is.
	spendSQL = `INSERT INTO attempt (ws, subject, count, resets_at) VALUES (:ws, :subject, CAST(:n AS BIGINT), :resets_at)
ON CONFLICT (ws, subject) DO UPDATE SET
  count = CASE WHEN attempt.resets_at <= :now THEN excluded.count ELSE attempt.count + excluded.count END,
  resets_at = CASE WHEN attempt.resets_at <= :now THEN excluded.resets_at ELSE attempt.resets_at END`

	forgetAttemptSQL = `DELETE FROM attempt WHERE ws = :ws AND subject = :subject`
)
