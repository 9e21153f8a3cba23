// Package market is the open market as a partner meets it: the list of what is available, the masked page of one
// lead, claiming it, and having come too late.
package market
