package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/org"
	"sluice/internal/outbox"
	"sluice/internal/testworld"
)

// whose says which thing a route is asked for.
type whose string

const (
	own       whose = "own"
	elsewhere whose = "elsewhere" // in the same workspace, out of the reader's reach
	foreign   whose = "foreign"   // in another workspace
	nowhere   whose = "nowhere"   // never was
)

var allWhose = []whose{own, elsewhere, foreign, nowhere}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// parameters are the names of the values in a path, in order.
func parameters(path string) []string {
	var names []string
	for _, found := range parameter.FindAllStringSubmatch(path, -1) {
		names = append(names, found[1])
	}
	return names
}

// fill puts a thing in the place of each name. It is false where no such thing exists for the reader.
func (m *matrix) fill(path string, names []string, r *reader, w whose) (string, bool) {
	m.t.Helper()
	section, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, name := range names {
		value, ok := m.value(section+"/"+name, r, w)
		if !ok {
			return "", false
		}
		path = strings.Replace(path, "{"+name+"}", value, 1)
	}
	return "/" + m.mine.Slug + path, true
}

// value is a thing by the section of its route and its name there. Each is made for the one request, so that what a
// route does to it changes nothing for the next.
func (m *matrix) value(kind string, r *reader, w whose) (string, bool) {
	m.t.Helper()
	switch kind {
	// Whoever has the secret of a link is let in, so there is only the wrong one to try.
	case "reset/token", "invitation/token", "request/token":
		return "nothing", w == nowhere
	case "f/form", "embed/form":
		return m.form(w)
	case "setup/step":
		return "you", w == nowhere
	}
	if w == nowhere {
		return base.NewID(m.mine.Clock.Now()).String(), true
	}
	world, a, here := m.place(r, w)
	if !here {
		return "", false
	}
	if strings.HasPrefix(kind, "profile/") && w == own && r.signedIn() {
		a = r.actor // what is in a profile belongs to nobody else, whatever the reach
	}
	var id base.ID
	switch kind {
	case "leads/id", "leads/other", "routing/id":
		id = m.lead(world, a)
	case "partners/id":
		id = a.Unit
	case "people/member":
		id = m.invited(world, a.Unit)
	case "profile/session":
		id = m.device(a)
	case "profile/token":
		id = m.apiToken(a)
	case "mailbox/id":
		if w == elsewhere {
			return "", false // the box holds the mails of the whole workspace
		}
		id = m.mail(world)
	default:
		m.t.Fatalf("no value for {%s}: teach it to matrix.value", kind)
	}
	return id.String(), true
}

// place is where the thing is: its world, and the member of a partner who has it. A reader of the whole workspace has
// everything within reach, and a visitor has nothing of its own, so it tries that of a member.
func (m *matrix) place(r *reader, w whose) (*testworld.World, base.Actor, bool) {
	partner := access.ReachOf(r.actor, access.LeadView) <= base.ReachUnit
	switch {
	case w == foreign:
		return m.them, m.them.Joost, true
	case w == own && r.signedIn() && partner:
		return m.mine, r.actor, true
	case w == own:
		return m.mine, m.mine.Joost, true
	case !r.signedIn() || access.ReachOf(r.actor, access.LeadView) == base.ReachWorkspace:
		return nil, base.Actor{}, false
	default:
		return m.mine, m.mine.Noor, true
	}
}

// form is a public page by its path; they are nobody's, so that a workspace has its own and no others.
func (m *matrix) form(w whose) (string, bool) {
	m.t.Helper()
	if w == nowhere {
		return "nothing", true
	}
	config, err := m.app.Org.Config(ctx, m.mine.WS)
	must(m.t, err)
	return config.Document.Forms[0].Path, w == own
}

// lead is one that the member of a partner has taken. The reach of the brand's roles goes by the place, and so does
// the place of the lead.
func (m *matrix) lead(w *testworld.World, holder base.Actor) base.ID {
	m.t.Helper()
	m.made++
	request := testworld.Request(fmt.Sprintf("Prospect %d", m.made))
	request.HouseNumber = fmt.Sprint(m.made)
	if slices.Contains([]base.ID{m.mine.Randstad, m.them.Randstad}, holder.Unit) {
		request.Postcode, request.Town, request.Street = "1012 AB", "Amsterdam", "Damrak"
	}
	// An earlier route may have switched the partner to away.
	must(m.t, m.app.Org.SetAvailability(ctx, base.System(w.WS), holder.Unit, org.Availability{State: org.UnitActive}))
	made, err := m.app.Leads.Create(ctx, base.Prospect(w.WS), request)
	must(m.t, err)
	_, err = m.app.Placement.Claim(ctx, holder, made.Lead.ID)
	must(m.t, err)
	return made.Lead.ID
}

func (m *matrix) invited(w *testworld.World, unit base.ID) base.ID {
	m.t.Helper()
	m.made++
	member, err := m.app.Org.CreateMember(ctx, base.System(w.WS), org.NewMember{
		Unit: unit, Role: "installer", Name: "Somebody", Email: fmt.Sprintf("somebody-%d@%s.example", m.made, w.Slug),
	})
	must(m.t, err)
	return member.ID
}

func (m *matrix) device(a base.Actor) base.ID {
	m.t.Helper()
	member, err := m.app.Org.Member(ctx, a, a.Member)
	must(m.t, err)
	in, err := m.app.Org.SignIn(ctx, a.Workspace, org.Credentials{Email: member.Email, Password: testworld.Password})
	must(m.t, err)
	return in.Session.ID
}

func (m *matrix) apiToken(a base.Actor) base.ID {
	m.t.Helper()
	made, _, err := m.app.Org.CreateToken(ctx, base.System(a.Workspace), org.NewToken{Member: a.Member, Name: "test"})
	must(m.t, err)
	return made.ID
}

func (m *matrix) mail(w *testworld.World) base.ID {
	m.t.Helper()
	m.invited(w, w.Veluwe)
	var page base.Page[outbox.Message]
	must(m.t, m.app.DB.Read(ctx, w.WS, func(tx *db.Tx) (err error) {
		page, err = outbox.List(ctx, tx, outbox.ListFilter{Limit: 1})
		return err
	}))
	return page.Items[0].ID
}
