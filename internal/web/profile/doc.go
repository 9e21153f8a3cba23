// Package profile is what a member sets for itself: name, language, look and mails, the password, the devices it is
// signed in on, and its API tokens.
package profile
