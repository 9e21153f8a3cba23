// Package session is signing in and out: the sign-in page, a forgotten password, the links of invitations and
// resets, and the first page of an installation.
package session
