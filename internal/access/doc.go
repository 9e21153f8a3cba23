// Package access decides who may do what, and which rows a list may show.
//
// Decide answers for one thing, ScopeOf for a list; both read the same rule, and a test holds them
// to each other. The package is pure: it knows neither SQL nor HTTP.
package access
