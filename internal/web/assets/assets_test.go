package assets

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"testing/fstest"
)

const style = "body { color: red }"

func pack(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sample(t *testing.T) *library {
	t.Helper()
	lib, err := open(fstest.MapFS{
		"manifest.json":    {Data: []byte(`{"app.css": "app.abc.css"}`)},
		"app.abc.css":      {Data: []byte(style)},
		"app.abc.css.gz":   {Data: pack(t, style)},
		"notes.secret.txt": {Data: []byte("not in the manifest")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func get(lib *library, method, path string, head map[string]string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for k, v := range head {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	lib.serve(w, r)
	return w.Result()
}

func TestServe(t *testing.T) {
	lib := sample(t)
	for _, c := range []struct {
		name, method, path, accept, match string
		status                            int
		cache, encoding                   string
	}{
		{"hashed", "GET", "/static/app.abc.css", "", "", 200, forEver, ""},
		{"plain name", "GET", "/static/app.css", "", "", 200, soon, ""},
		{"packed", "GET", "/static/app.abc.css", "br, gzip", "", 200, forEver, "gzip"},
		{"gzip refused", "GET", "/static/app.abc.css", "gzip;q=0", "", 200, forEver, ""},
		{"known already", "GET", "/static/app.abc.css", "", `"app.abc"`, 304, forEver, ""},
		{"other form known", "GET", "/static/app.abc.css", "", `"app.abc.gz"`, 200, forEver, ""},
		{"not in the manifest", "GET", "/static/notes.secret.txt", "", "", 404, "", ""},
		{"outside", "GET", "/static/../assets.go", "", "", 404, "", ""},
		{"not a read", "POST", "/static/app.css", "", "", 405, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := get(lib, c.method, c.path, map[string]string{"Accept-Encoding": c.accept, "If-None-Match": c.match})
			if res.StatusCode != c.status {
				t.Fatalf("status %d, want %d", res.StatusCode, c.status)
			}
			if got := res.Header.Get("Cache-Control"); got != c.cache {
				t.Errorf("cache %q, want %q", got, c.cache)
			}
			if got := res.Header.Get("Content-Encoding"); got != c.encoding {
				t.Errorf("encoding %q, want %q", got, c.encoding)
			}
		})
	}
}

func TestServeSaysTheSameInBothEncodings(t *testing.T) {
	lib := sample(t)
	plain, _ := io.ReadAll(get(lib, "GET", "/static/app.css", nil).Body)
	z, err := gzip.NewReader(get(lib, "GET", "/static/app.css", map[string]string{"Accept-Encoding": "gzip"}).Body)
	if err != nil {
		t.Fatal(err)
	}
	packed, _ := io.ReadAll(z)
	if string(plain) != style || string(packed) != style {
		t.Errorf("plain %q, packed %q", plain, packed)
	}
}

func TestOpenWithoutABuild(t *testing.T) {
	_, err := open(fstest.MapFS{".keep": {}})
	if !errors.Is(err, ErrNotBuilt) {
		t.Errorf("got %v, want ErrNotBuilt", err)
	}
}

func TestOpenRefusesAManifestThatNamesWhatIsNotThere(t *testing.T) {
	_, err := open(fstest.MapFS{"manifest.json": {Data: []byte(`{"app.css": "app.abc.css"}`)}})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want not exist", err)
	}
}

// PRF-5: what a first page loads stays below 60 KB of script and style, packed.
func TestPRF5_FirstPageBudget(t *testing.T) {
	lib, err := load()
	if errors.Is(err, ErrNotBuilt) {
		t.Skip("assets are not built")
	}
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, name := range []string{"app.css", "app.js", "icons.svg"} {
		size := len(lib.files[lib.manifest[name]].packed)
		if size == 0 {
			t.Errorf("%s is missing", name)
		}
		sum += size
	}
	if sum > 60_000 {
		t.Errorf("first page loads %d bytes, more than 60 000", sum)
	}
}

// The lock file pins versions and checksums; where they are fetched from is the builder's own setting.
func TestLockNamesNoRegistry(t *testing.T) {
	text, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte(`"resolved"`)) || bytes.Contains(text, []byte("://")) && bytes.Contains(text, []byte("registry")) {
		t.Error("the lock file names a registry")
	}
}
