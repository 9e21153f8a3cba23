// Package placement decides and keeps who has a lead: the market, claims, assignments, and the clocks that
// take a lead back. Which partner may get a lead is decided by the engine below it, which is pure.
//
// Every way in which a lead changes hands is one function of transition.go.
package placement
