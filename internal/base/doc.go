// Package base holds what every other room speaks: ids, the actor, coded errors,
// money, the clock, pages and order. It imports nothing of the project.
package base
