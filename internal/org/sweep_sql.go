package org

const (
	sweepSessionsSQL = `DELETE FROM session WHERE expires_at <= :now`
	sweepAttemptsSQL = `DELETE FROM attempt WHERE resets_at <= :now`
	sweepAnswersSQL  = `DELETE FROM idempotency WHERE created_at <= :answers AND lead IS NULL`
	sweepIntakesSQL  = `DELETE FROM idempotency WHERE created_at <= :intakes`
	sweepLinksSQL    = `DELETE FROM invitation WHERE expires_at <= :links`
)
