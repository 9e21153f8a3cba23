package org

const (
	sweepSessionsSQL = `DELETE FROM session WHERE expires_at <= :now`
	sweepAttemptsSQL = `DELETE FROM attempt WHERE resets_at <= :now`
	sweepLinksSQL    = `DELETE FROM invitation WHERE expires_at <= :links`
)
