// Package assets holds the stylesheet, the scripts and the icons, and serves them.
//
// `npm ci && npm run build` in this folder fills dist; the Go build embeds it. Names carry the hash of their
// content, so that browsers keep a file for ever and never see an old one.
package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// Prefix is where Handler expects to be mounted, and how every URL begins.
const Prefix = "/static/"

// ErrNotBuilt says that dist was empty when the program was compiled.
var ErrNotBuilt = errors.New("assets: dist is empty; run `npm ci && npm run build` in internal/web/assets and compile again")

// A placeholder keeps dist in the repository, or the pattern would match nothing before the first build.
//
//go:embed all:dist
var files embed.FS

var load = sync.OnceValues(func() (*library, error) {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	return open(dist)
})

// Built is nil when the program carries its assets. A server asks once, before it listens.
func Built() error {
	_, err := load()
	return err
}

// URL is the address of the asset with the plain name ("app.css", "icons.svg"), with its hash. Without a
// build it is the plain address, so that pages can be rendered in tests.
func URL(name string) string {
	lib, err := load()
	if err != nil {
		return Prefix + name
	}
	if hashed, ok := lib.manifest[name]; ok {
		return Prefix + hashed
	}
	return Prefix + name
}

// library is one build: what plain names stand for, and the files by their hashed names.
type library struct {
	manifest map[string]string
	files    map[string]file
}

func open(dist fs.FS) (*library, error) {
	text, err := fs.ReadFile(dist, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	lib := &library{files: map[string]file{}}
	if err := json.Unmarshal(text, &lib.manifest); err != nil {
		return nil, fmt.Errorf("assets: manifest: %w", err)
	}
	for _, hashed := range lib.manifest {
		if lib.files[hashed], err = read(dist, hashed); err != nil {
			return nil, err
		}
	}
	return lib, nil
}
