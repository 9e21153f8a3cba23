// Package leads is the list of all leads that a member may see, for those who look after many: the account manager
// and the admin. From here leads are made, assigned by hand, and merged.
package leads
