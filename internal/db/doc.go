// Package db gives SQLite and PostgreSQL one face: pools, transactions bound to a
// workspace, the few differences of dialect, and migrations. SQL itself stands beside the code that owns it.
//
// A transaction is opened for one workspace. It fills the parameter :ws itself and refuses
// a statement that touches a workspace's table without binding ws for it (see bind.go), so that
// forgetting the condition is an error at once and not a leak later.
package db
