// Package org keeps who works in a workspace and how it is set up: workspaces, their configuration by
// version, the tree of units, members, sessions, API tokens, and the audit log.
//
// Every exported operation checks the right it names through package access; what the actor may not
// see answers not_found. Password hashes are computed outside transactions, since SQLite has one writer.
package org
