package live

import "sync"

// subscription keeps at most one of each topic for a reader that is slow, and never makes a publisher wait.
type subscription struct {
	topics map[string]bool
	out    chan string
	more   chan struct{} // something is waiting
	done   chan struct{}
	once   sync.Once

	mu      sync.Mutex
	waiting []string // in the order of their first hint
}

func newSubscription(topics []string) *subscription {
	s := &subscription{
		topics: map[string]bool{Refresh: true},
		out:    make(chan string), more: make(chan struct{}, 1), done: make(chan struct{}),
	}
	for _, topic := range topics {
		s.topics[topic] = true
	}
	return s
}

func (s *subscription) offer(topic string) {
	if !s.topics[topic] {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, other := range s.waiting {
		if other == topic {
			return
		}
	}
	s.waiting = append(s.waiting, topic)
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// take removes the first topic before it is handed over: a change that comes in between must be told again.
func (s *subscription) take() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) == 0 {
		return "", false
	}
	topic := s.waiting[0]
	s.waiting = s.waiting[1:]
	return topic, true
}

func (s *subscription) pump() {
	defer close(s.out)
	for {
		topic, ok := s.take()
		if !ok {
			select {
			case <-s.more:
				continue
			case <-s.done:
				return
			}
		}
		select {
		case s.out <- topic:
		case <-s.done:
			return
		}
	}
}

func (s *subscription) stop() { s.once.Do(func() { close(s.done) }) }
