package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"sluice/internal/base"
)

const largestBody = 256 << 10

// readBody takes the body in whole, so that it can be read again, and refuses what no text column can hold.
func readBody(c *call, w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return refuse(codeTooLarge)
	case err != nil:
		return refuse(codeMalformed) // the client stopped half-way
	case len(body) > 0 && !isJSON(r.Header.Get("Content-Type")):
		return refuse(codeMediaType)
	case !utf8.Valid(body) || hasNul(body):
		return refuse(codeMalformed)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	c.key = r.Header.Get("Idempotency-Key")
	if c.key != "" && !goodKey(c.key) {
		return base.Invalid(base.FieldError{Field: "Idempotency-Key", Key: "problem.key"})
	}
	return nil
}

func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}

// hasNul finds the escape of the one character that PostgreSQL's text cannot hold.
func hasNul(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		if bytes.HasPrefix(body[i+1:], []byte("u0000")) {
			return true
		}
		i++ // the escaped character
	}
	return false
}

const longestKey = 200

// goodKey tells whether the key is 1 to 200 visible ASCII characters.
func goodKey(key string) bool {
	return len(key) <= longestKey && !strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' })
}

// checkQuery refuses parameters that no text column can hold.
func checkQuery(r *http.Request) error {
	var wrong base.Fields
	for name, values := range r.URL.Query() {
		for _, value := range values {
			if !utf8.ValidString(value) || strings.ContainsRune(value, 0) || !utf8.ValidString(name) {
				wrong.Add(strings.ToValidUTF8(name, ""), "problem.value")
				break
			}
		}
	}
	return wrong.Err()
}

// fingerprint stands for what must not be stored, and tells two of it apart.
func fingerprint(parts ...[]byte) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write(part)
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))
}
