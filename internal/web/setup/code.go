package setup

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"net/url"
	"strings"

	"sluice/internal/web/kit"
)

const (
	codeLength = 12 // 60 bits, out of reach of guessing over the network
	codeGroup  = 4
)

// codeSigns leaves out what is taken for something else when it is read off a screen.
var codeSigns = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// Code proves that somebody can read the server's log. It is the same on every node, and worth nothing as soon as
// there is a workspace.
func Code(site *kit.Site) string {
	text := codeSigns.EncodeToString(derive(site, "setup code"))
	var groups []string
	for at := 0; at < codeLength; at += codeGroup {
		groups = append(groups, text[at:at+codeGroup])
	}
	return strings.Join(groups, "-")
}

// Address opens the set-up; the server says it at its start.
func Address(site *kit.Site) string {
	return site.BaseURL + "/setup?code=" + url.QueryEscape(Code(site))
}

func isCode(site *kit.Site, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	return subtle.ConstantTimeCompare([]byte(typed), []byte(Code(site))) == 1
}

// derive makes a key of the installation's secret for one purpose.
func derive(site *kit.Site, purpose string) []byte {
	mac := hmac.New(sha256.New, site.Secret)
	mac.Write([]byte(purpose))
	return mac.Sum(nil)
}
