// Package partners lists the partners within a member's reach, shows one with its people and open leads, and edits
// what it covers, does and takes.
package partners
