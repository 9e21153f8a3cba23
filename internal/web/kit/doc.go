// Package kit is what every section of the site stands on: routes as data with their rule, the request with its
// workspace, reader and words, answers, and failures as pages.
//
// A handler decodes, calls one operation of a domain room, and renders. It knows no SQL. HTTP status codes are
// chosen here and nowhere below.
package kit
