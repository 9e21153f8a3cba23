// Package doctor proves over a whole database that no lead is lost: one holder at most (INV-1), always somewhere with
// one next deadline (INV-3), and a timeline that tells the same story (INV-4). It reads, and changes nothing.
//
// It must import nothing above placement.
package doctor
