// Package engine decides which partners may get a lead, and where a policy sends it.
//
// It is pure: it reads no clock and no database, and gives the same answer to the same question, so
// that it can run live, in tests and in simulation. Every answer says why.
package engine
