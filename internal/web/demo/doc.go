// Package demo is what exists in the demo only: its first page, signing in without a password, the clock that can be
// set forward, and the mails as JSON. Without demo mode none of its routes is there.
package demo
