package kit

import (
	"net/http"
	"testing"
)

func TestAddressBelievesOnlyOurProxies(t *testing.T) {
	proxies, err := ParseProxies("127.0.0.1, 10.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"203.0.113.9:4711", "", "203.0.113.9"},
		{"203.0.113.9:4711", "198.51.100.1", "203.0.113.9"},
		{"127.0.0.1:4711", "198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:4711", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"},
		{"127.0.0.1:4711", "", "127.0.0.1"},
		{"127.0.0.1:4711", "nonsense", "127.0.0.1"},
		{"127.0.0.1:4711", "10.1.2.3", "10.1.2.3"},
		{"[2001:db8::1]:4711", "6.6.6.6", "2001:db8::1"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := proxies.Address(r); got != c.want {
			t.Errorf("%s forwarded for %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
	if _, err := ParseProxies("the one in the hall"); err == nil {
		t.Error("a proxy that is no address was accepted")
	}
}
