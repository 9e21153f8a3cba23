package kit

import (
	"net/http"
	"testing"
	"time"

	"sluice/internal/base"
)

// stream is a connection that tells by when it has to take what is written.
type stream struct {
	http.ResponseWriter
	until   time.Time
	written bool
}

func (s *stream) SetWriteDeadline(until time.Time) error { s.until = until; return nil }
func (s *stream) Write(text []byte) (int, error) {
	s.written = !s.until.IsZero()
	return len(text), nil
}
func (s *stream) Flush() {}

// A reader that takes nothing must not hold a stream beyond the end of its session.
func TestMSG3_AHintHasATimeToLeave(t *testing.T) {
	s := &stream{}
	r := &Request{Writer: s}
	begun := base.SystemClock{}.Now()
	if !r.sendHint(http.NewResponseController(s), ": beat\n\n") || !s.written {
		t.Fatal("the hint was written without a deadline")
	}
	if wait := s.until.Sub(begun); wait <= 0 || wait > beat {
		t.Errorf("a hint may take %s, want less than the %s between two", wait, beat)
	}
}
