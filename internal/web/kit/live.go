package kit

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/placement"
)

// beat keeps proxies from closing a quiet stream, and is when a revoked session is noticed.
const beat = 20 * time.Second

// patience is how long a hint may take to leave.
const patience = 10 * time.Second

// LiveRoute is the stream of hints that every member's page listens to. A hint names what to fetch again and
// carries no data (INV-7); what is fetched goes through the same rights as ever.
func LiveRoute() Route {
	return Route{Method: http.MethodGet, Path: "/live", Rule: SignedIn(), Handler: streamHints}
}

func streamHints(r *Request) error {
	topics, err := r.liveTopics()
	if err != nil {
		return err
	}
	if !r.Site.streams.open(r.Session.ID) {
		return base.Fail(base.CodeRateLimited, "error.rate_limited")
	}
	defer r.Site.streams.close(r.Session.ID)
	control := http.NewResponseController(r.Writer)
	hints, cancel := r.Site.Live.Subscribe(r.Workspace.ID, topics...)
	defer cancel()
	head := r.Writer.Header()
	head.Set("Content-Type", "text/event-stream")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no")
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	if !r.sendHint(control, "retry: 2000\n\n") {
		return nil
	}
	for {
		select {
		case topic, open := <-hints:
			if !open || !r.sendHint(control, "event: "+wireTopic(topic)+"\ndata: -\n\n") {
				return nil
			}
		case <-ticker.C:
			if !r.stillSignedIn() || !r.sendHint(control, ": beat\n\n") {
				return nil
			}
		case <-r.Context().Done():
			return nil
		}
	}
}

// wireTopic is a topic as an event's name: htmx reads a colon as a separator.
func wireTopic(topic string) string { return strings.ReplaceAll(topic, ":", "-") }

// sendHint is false when the reader is gone, or takes nothing any more: without a deadline, who stops reading would
// hold the stream for ever, past the end of its session and of the program.
func (r *Request) sendHint(control *http.ResponseController, text string) bool {
	// The connection goes by the machine's clock, also where the site's can be set.
	if err := control.SetWriteDeadline(base.SystemClock{}.Now().Add(patience)); err != nil {
		return false
	}
	_, err := fmt.Fprint(r.Writer, text)
	return err == nil && control.Flush() == nil
}

func (r *Request) stillSignedIn() bool {
	_, _, err := r.Site.Org.ActorBySession(r.Context(), r.Workspace.ID, r.SessionToken())
	return err == nil
}

// liveTopics are the general ones, and the lead that the page shows if the member may see it.
func (r *Request) liveTopics() ([]string, error) {
	topics := []string{placement.TopicMarket, lead.TopicLeads}
	text := r.URL.Query().Get("lead")
	if text == "" {
		return topics, nil
	}
	id, err := base.ParseID(text)
	if err != nil {
		return nil, base.NotFound()
	}
	if _, err := r.Site.Leads.Get(r.Context(), r.Actor, id); err != nil {
		return nil, err
	}
	return append(topics, lead.Topic(id)), nil
}
