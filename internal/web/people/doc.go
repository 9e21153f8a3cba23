// Package people is who works here: for a partner its own people, for the brand everybody within reach. It lists
// and shows them, invites, and changes place and access.
package people
