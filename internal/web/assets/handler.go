package assets

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

const (
	forEver = "public, max-age=31536000, immutable"
	// Plain names are what other sites write down (embed.js): they must follow a new release soon.
	soon = "public, max-age=300"
)

// file is an asset as it goes over the wire, plain and packed.
type file struct {
	kind   string
	tag    string
	plain  []byte
	packed []byte
}

func read(dist fs.FS, hashed string) (file, error) {
	plain, err := fs.ReadFile(dist, hashed)
	if err != nil {
		return file{}, fmt.Errorf("assets: %w", err)
	}
	packed, err := fs.ReadFile(dist, hashed+".gz")
	if err != nil {
		return file{}, fmt.Errorf("assets: %w", err)
	}
	return file{kind: kind(hashed), tag: strings.TrimSuffix(hashed, path.Ext(hashed)), plain: plain, packed: packed}, nil
}

// kind does not ask the machine's tables, which differ from host to host.
func kind(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

// Handler serves every asset below Prefix, to everybody: hashed names for ever, plain names for five minutes.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lib, err := load()
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		lib.serve(w, r)
	})
}

func (l *library) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name, keep := strings.TrimPrefix(r.URL.Path, Prefix), forEver
	if hashed, ok := l.manifest[name]; ok {
		name, keep = hashed, soon
	}
	f, ok := l.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	f.write(w, r, keep)
}

func (f file) write(w http.ResponseWriter, r *http.Request, keep string) {
	head, body, tag := w.Header(), f.plain, f.tag
	head.Set("Content-Type", f.kind)
	head.Set("Cache-Control", keep)
	head.Set("Vary", "Accept-Encoding")
	head.Set("X-Content-Type-Options", "nosniff")
	// A site that isolates itself may still load the embed script.
	head.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if takesGzip(r.Header.Get("Accept-Encoding")) {
		body, tag = f.packed, f.tag+".gz"
		head.Set("Content-Encoding", "gzip")
	}
	head.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// takesGzip reads an Accept-Encoding list; "gzip;q=0" is a refusal.
func takesGzip(accept string) bool {
	for part := range strings.SplitSeq(accept, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			weight = strings.ReplaceAll(weight, " ", "")
			return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000"
		}
	}
	return false
}
