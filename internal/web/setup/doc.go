// Package setup leads a fresh installation to its first workspace: who sets it up, the kind of work, the brand, its
// first partners, and whether mail leaves the machine.
//
// What was answered so far travels in one encrypted cookie, so that the pages work without script, on every node,
// and leave nothing behind when they are abandoned.
package setup
