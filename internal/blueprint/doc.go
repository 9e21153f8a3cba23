// Package blueprint holds what a workspace is made of: stages, fields, policy, forms, roles, wording.
// A blueprint is the first version of that configuration, written in YAML and checked as a whole;
// the edited versions of a workspace are the same struct, stored as JSON.
//
// The package is pure: it imports neither SQL nor HTTP, reads no clock, and knows no single industry.
package blueprint
