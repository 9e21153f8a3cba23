// Package lead keeps leads, their contacts, stages and timeline: intake, duplicates, consent, the
// stage a lead stands in, and the lists in which members find it.
//
// It does not know who should get a lead: placement, above it, hangs its rules in by Hooks, which run
// in the same transaction.
package lead
