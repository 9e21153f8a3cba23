// Package place knows postcodes: how they are written, the province and town that they lie in,
// and roughly where that is. It covers BE, DE, ES, NL and PL.
//
// The tables in data/ are facts of the world and built in. Which provinces or ranges a partner
// serves is the workspace's own data. It is pure: it imports base, and neither SQL nor HTTP.
package place
