// Package routing shows how leads find their partner: the policy in words, where leads wait, places that nobody
// covers, and for one lead why it went where it went (INV-10).
package routing
