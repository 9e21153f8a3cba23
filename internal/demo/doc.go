// Package demo fills invented workspaces with people and leads, through the same operations by which people would
// have made them: a clock of its own walks over the past weeks, and timers run on the way. So every timeline,
// decision and mail is one that the program wrote.
//
// It is for the demo, for tests and for measuring. Nothing in the program may import it but the commands.
package demo
