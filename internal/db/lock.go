package db

import "github.com/pressly/goose/v3/lock"

// newSessionLocker keeps two nodes that start at once from migrating at once.
func newSessionLocker() (lock.SessionLocker, error) { return lock.NewPostgresSessionLocker() }
