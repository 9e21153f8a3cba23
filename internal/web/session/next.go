package session

import (
	"net/url"
	"path"
	"strings"
)

// ownPath is next where it is an address of the workspace, else "": signing in sends nobody to another site, and
// nobody to another workspace.
func ownPath(slug, next string) string {
	at, err := url.Parse(next)
	if err != nil || at.Scheme != "" || at.Host != "" || at.Opaque != "" || at.User != nil {
		return ""
	}
	inside := "/" + slug + "/"
	if !strings.HasPrefix(at.Path, inside) || !strings.HasPrefix(path.Clean(at.Path)+"/", inside) {
		return ""
	}
	return at.RequestURI()
}
