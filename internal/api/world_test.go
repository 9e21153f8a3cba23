package api_test

import (
	"context"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluice/internal/api"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/testworld"
)

var update = flag.Bool("update", false, "write the golden files anew")

// client calls one API as one member.
type client struct {
	t       testing.TB
	handler http.Handler
	token   string
	header  map[string]string
}

func handler(w *testworld.World, perMinute int) http.Handler {
	return api.New(api.Deps{
		Org: w.Org, Leads: w.Leads, Placement: w.Placement, Words: i18n.Load(), Clock: w.Clock, Log: slog.New(slog.DiscardHandler),
		Stylesheet: "/static/app.css", PerMinute: perMinute,
	})
}

// as is a client with a token of the member, limited to scopes if any are named.
func as(t testing.TB, w *testworld.World, h http.Handler, member base.Actor, scopes ...string) client {
	t.Helper()
	_, token, err := w.Org.CreateToken(context.Background(), base.System(w.WS), org.NewToken{Member: member.Member, Name: "test", Scopes: scopes})
	if err != nil {
		t.Fatal(err)
	}
	return client{t: t, handler: h, token: token}
}

// with sends one more header from now on.
func (c client) with(name, value string) client {
	header := maps.Clone(c.header)
	if header == nil {
		header = map[string]string{}
	}
	header[name] = value
	c.header = header
	return c
}

func (c client) raw(method, path string, body io.Reader) *httptest.ResponseRecorder {
	c.t.Helper()
	r := httptest.NewRequest(method, api.Prefix+path, body)
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for name, value := range c.header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w
}

type object = map[string]any

// call sends body as JSON (nil for none), wants the status, and reads the answer.
func (c client) call(want int, method, path string, body any) object {
	c.t.Helper()
	got, out := c.try(method, path, body)
	if got.Code != want {
		c.t.Fatalf("%s %s: %d, want %d: %s", method, path, got.Code, want, got.Body)
	}
	return out
}

func (c client) try(method, path string, body any) (*httptest.ResponseRecorder, object) {
	c.t.Helper()
	var reader io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		reader = strings.NewReader(string(text))
	}
	got := c.raw(method, path, reader)
	out := object{}
	if got.Body.Len() > 0 {
		if err := json.Unmarshal(got.Body.Bytes(), &out); err != nil {
			c.t.Fatalf("%s %s: %v: %s", method, path, err, got.Body)
		}
	}
	return got, out
}

// request is a lead that a partner of the world's east can claim.
func request(name string) object {
	return object{
		"source":  "solar_calculator",
		"contact": object{"name": name, "email": "someone@prospect.example", "phone": "06 12345678"},
		"address": object{"street": "Loolaan", "house_number": "1148", "postcode": "7315 KD"},
		"fields":  object{"roof_area": 21, "message": "Ring the bell twice."},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s is not what it was; look at the difference after running the test with -update\n%s", path, firstDifference(string(want), string(got)))
	}
}

func firstDifference(want, got string) string {
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(wants), len(gots)) {
		if wants[i] != gots[i] {
			return "was: " + wants[i] + "\nis:  " + gots[i]
		}
	}
	return "one is longer"
}

func items(o object) []any { list, _ := o["items"].([]any); return list }

func text(o object, path ...string) string {
	for _, key := range path[:len(path)-1] {
		o, _ = o[key].(object)
	}
	s, _ := o[path[len(path)-1]].(string)
	return s
}
