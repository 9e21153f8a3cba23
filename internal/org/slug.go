package org

import (
	"regexp"
	"slices"

	"sluice/internal/base"
)

var slugPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

const (
	slugShortest = 2
	slugLongest  = 40
)

// reservedSlugs are first parts of addresses that mean something to the program itself.
var reservedSlugs = []string{
	"api", "app", "assets", "admin", "demo", "dev", "docs", "embed", "favicon", "healthz", "help", "live", "login",
	"mail", "manifest", "metrics", "new", "openapi", "public", "readyz", "robots", "setup", "sign-in", "sluice",
	"static", "sw", "system", "well-known", "www",
}

// CheckSlug notes what is wrong with a workspace's part of an address: 2 to 40 lower-case letters,
// digits and single hyphens, beginning with a letter, and no word that the program uses itself.
func CheckSlug(wrong *base.Fields, slug string) {
	switch {
	case len(slug) < slugShortest || len(slug) > slugLongest || !slugPattern.MatchString(slug):
		wrong.Add("slug", "org.error_slug")
	case slices.Contains(reservedSlugs, slug):
		wrong.Add("slug", "error.taken")
	}
}
