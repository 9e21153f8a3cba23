// Package app puts the program together: Config in, App out. The commands and every end-to-end test start it here.
package app
