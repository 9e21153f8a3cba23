package kit

import (
	"sync"

	"sluice/internal/base"
)

// mostStreams is more pages than anybody has open, and keeps one session from taking all connections.
const mostStreams = 40

// streams counts the open live streams of each session.
type streams struct {
	mu     sync.Mutex
	counts map[base.ID]int
}

// open counts one more; false when the session has its share.
func (s *streams) open(session base.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counts[session] >= mostStreams {
		return false
	}
	if s.counts == nil {
		s.counts = map[base.ID]int{}
	}
	s.counts[session]++
	return true
}

func (s *streams) close(session base.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counts[session]--; s.counts[session] <= 0 {
		delete(s.counts, session)
	}
}
