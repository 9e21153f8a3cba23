// Package calendar computes working time and deadlines in a workspace's own time zone,
// with its working days, public holidays and closed days (INV-11).
//
// Hours are elapsed time; days, weeks and working days keep the wall clock. A deadline is
// exclusive: it is met while now is before it. All moments that the package returns are UTC.
//
// It is pure: it imports base, and neither SQL, HTTP nor a clock.
package calendar
