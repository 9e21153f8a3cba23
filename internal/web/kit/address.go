package kit

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks of the reverse proxies in front of the program. Only what they say of where a request
// comes from is believed: anybody else could write it there.
type Proxies []netip.Prefix

// ParseProxies reads networks and addresses between commas: "127.0.0.1, 10.0.0.0/8".
func ParseProxies(text string) (Proxies, error) {
	var out Proxies
	for part := range strings.SplitSeq(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if address, err := netip.ParseAddr(part); err == nil {
			out = append(out, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(part)
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network", part)
		}
		out = append(out, network.Masked())
	}
	return out, nil
}

func (p Proxies) hold(text string) bool {
	address, err := netip.ParseAddr(text)
	if err != nil {
		return false
	}
	for _, network := range p {
		if network.Contains(address.Unmap()) {
			return true
		}
	}
	return false
}

// Address is the network address a request comes from, without a port: the last one on its way that is not a proxy
// of ours.
func (p Proxies) Address(r *http.Request) string {
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	way := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(way) - 1; i >= 0 && p.hold(from); i-- {
		hop := strings.TrimSpace(way[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			break // what is no address was not written by our proxy
		}
		from = hop
	}
	return from
}
