package live

import (
	"context"
	"log/slog"
	"sync"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Refresh reaches every subscriber, whatever its topics: hints may have been missed, so read everything again.
const Refresh = "refresh"

// longestTopic is far above any topic of ours and lets many fit into one message between nodes.
const longestTopic = 200

// Hub passes hints from whoever changed something to whoever shows it.
type Hub struct {
	mu     sync.RWMutex
	subs   map[base.ID]map[*subscription]struct{}
	closed bool
	nodes  *bridge // nil on SQLite, which has one node
}

// New makes a hub. On PostgreSQL it also joins the other nodes, in the background and again whenever the
// connection is lost; ctx ends that, as Close does.
func New(ctx context.Context, d *db.DB, logger *slog.Logger) *Hub {
	h := &Hub{subs: map[base.ID]map[*subscription]struct{}{}}
	if d.Dialect() == db.PostgreSQL {
		h.nodes = newBridge(ctx, d.Source(), logger, h.deliver)
	}
	return h
}

// Publish hints that what the topic names has changed, such as "market" or "lead:<id>". Call it from
// Tx.OnCommit, never before. It does not wait for anybody.
func (h *Hub) Publish(ws base.ID, topic string) {
	if topic == "" || len(topic) > longestTopic {
		topic = Refresh
	}
	one := hint{WS: ws, Topic: topic}
	h.deliver(one)
	if h.nodes != nil {
		h.nodes.send(one)
	}
}

// Subscribe listens to topics of a workspace. A topic that is published again before it was received comes no
// more than once more. cancel ends it and closes the channel; so does Close.
func (h *Hub) Subscribe(ws base.ID, topics ...string) (hints <-chan string, cancel func()) {
	s := newSubscription(topics)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		close(s.out)
		return s.out, func() {}
	}
	if h.subs[ws] == nil {
		h.subs[ws] = map[*subscription]struct{}{}
	}
	h.subs[ws][s] = struct{}{}
	go s.pump()
	return s.out, func() { h.drop(ws, s) }
}

func (h *Hub) drop(ws base.ID, s *subscription) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.subs[ws], s)
	if len(h.subs[ws]) == 0 {
		delete(h.subs, ws)
	}
	s.stop()
}

// Close ends every subscription and leaves the other nodes, after telling them what is still to be told.
func (h *Hub) Close() {
	if h.nodes != nil {
		h.nodes.close()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for _, all := range h.subs {
		for s := range all {
			s.stop()
		}
	}
	clear(h.subs)
}

// deliver gives a hint to this node's subscribers; without a workspace to those of all.
func (h *Hub) deliver(one hint) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if one.WS != 0 {
		for s := range h.subs[one.WS] {
			s.offer(one.Topic)
		}
		return
	}
	for _, all := range h.subs {
		for s := range all {
			s.offer(one.Topic)
		}
	}
}
