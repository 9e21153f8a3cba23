package api

import (
	"strconv"
	"strings"
)

// etag is a lead's version as HTTP compares it.
func etag(version int64) string {
	if version == 0 {
		return ""
	}
	return `"` + strconv.FormatInt(version, 10) + `"`
}

// ifMatch reads the version that the client has seen: 0 when it asks for none, -1 for what no lead ever had.
func ifMatch(header string) int64 {
	header = strings.TrimSpace(header)
	if header == "" || header == "*" {
		return 0
	}
	text, quoted := strings.CutPrefix(header, `"`)
	text, ended := strings.CutSuffix(text, `"`)
	version, err := strconv.ParseInt(text, 10, 64)
	if !quoted || !ended || err != nil || version <= 0 {
		return -1
	}
	return version
}
