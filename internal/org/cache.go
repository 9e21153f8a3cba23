package org

import "sync"

// cache holds values that can be loaded again. When it is full it forgets everything, which is
// cheaper than remembering what was used last and happens next to never.
type cache[K comparable, V any] struct {
	mu     sync.RWMutex
	values map[K]V
	most   int
}

func newCache[K comparable, V any](most int) *cache[K, V] {
	return &cache[K, V]{values: map[K]V{}, most: most}
}

func (c *cache[K, V]) get(key K) (V, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.values[key]
	return v, ok
}

func (c *cache[K, V]) put(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.values) >= c.most {
		clear(c.values)
	}
	c.values[key] = value
}
