package i18n

import (
	"log/slog"
	"maps"
	"sync"
)

// mostMissing bounds the memory that wrong keys can take.
const mostMissing = 1000

// missing counts the keys that were asked for in vain.
type missing struct {
	mu   sync.Mutex
	seen map[string]int
	log  *slog.Logger
}

func (m *missing) note(key string, l Lang) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil {
		m.seen = map[string]int{}
	}
	count := m.seen[key]
	if count == 0 && len(m.seen) >= mostMissing {
		return
	}
	m.seen[key] = count + 1
	if count == 0 && m.log != nil {
		m.log.Warn("wording is missing", "key", key, "lang", string(l))
	}
}

// Missing says which keys were asked for in vain since Load, and how often.
func (c *Catalogue) Missing() map[string]int {
	c.missing.mu.Lock()
	defer c.missing.mu.Unlock()
	return maps.Clone(c.missing.seen)
}
