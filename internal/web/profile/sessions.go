package profile

import (
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/org"
	"sluice/internal/web/kit"
)

// sessionView is one device as its owner knows it.
type sessionView struct {
	Device  string
	Address string
	Seen    base.Moment
	Said    string // when it was last used
	Current bool
	End     string
}

// newSessions puts the one in use first.
func newSessions(r *kit.Request, sessions []org.Session) []sessionView {
	var out []sessionView
	for _, s := range sessions {
		device := deviceOf(s.Agent)
		if device == "" {
			device = r.P.T("profile.device")
		}
		out = append(out, sessionView{
			Device: device, Address: s.Address, Seen: s.SeenAt, Said: r.P.Ago(s.SeenAt.Time, r.Now),
			Current: s.ID == r.Session.ID, End: r.Path("/profile/sessions/", s.ID.String()),
		})
	}
	slices.SortStableFunc(out, func(a, b sessionView) int {
		switch {
		case a.Current:
			return -1
		case b.Current:
			return 1
		}
		return 0
	})
	return out
}

// The marks by which browsers and systems give themselves away, those first that others also carry.
var (
	browsers = []struct{ mark, name string }{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"},
		{"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"},
	}
	systems = []struct{ mark, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"},
		{"CrOS", "ChromeOS"}, {"Linux", "Linux"},
	}
)

// deviceOf reads what a browser calls itself: "Firefox, Windows". It is "" for what it does not know.
func deviceOf(agent string) string {
	system := ""
	for _, s := range systems {
		if strings.Contains(agent, s.mark) {
			system = s.name
			break
		}
	}
	for _, b := range browsers {
		if strings.Contains(agent, b.mark) {
			return strings.TrimSuffix(b.name+", "+system, ", ")
		}
	}
	return system
}

func endOne(r *kit.Request) error {
	id, err := r.ID("session")
	if err != nil {
		return err
	}
	if err := r.Site.Org.EndSession(r.Context(), r.Actor, id); err != nil {
		return err
	}
	r.Toast("profile.session_ended")
	return r.Redirect(r.Path("/profile"))
}

func endOthers(r *kit.Request) error {
	if err := r.Site.Org.EndOtherSessions(r.Context(), r.Actor, r.Session.ID); err != nil {
		return err
	}
	r.Toast("profile.sessions_ended")
	return r.Redirect(r.Path("/profile"))
}
