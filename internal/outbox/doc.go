// Package outbox holds the messages that must leave: they are written in the transaction of what they tell about,
// so that none leaves for what did not happen (INV-6) and none is lost (INV-2), and delivered by package due.
//
// It must import nothing above due.
package outbox
