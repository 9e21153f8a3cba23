package db

const (
	keepSecretSQL = `INSERT INTO secret (name, value, created_at) VALUES (:name, :value, :now) ON CONFLICT (name) DO NOTHING`
	secretSQL     = `SELECT value FROM secret WHERE name = :name`
)
