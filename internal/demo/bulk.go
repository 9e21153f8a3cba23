package demo

import (
	"context"
	"fmt"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/place"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
)

const (
	archiveBatch = 2000
	// molds is how many different requests an archive is cast from; names, addresses and fates differ on top.
	molds = 500
)

// archive writes leads down as they would stand after their time, without living through it: for showing and
// measuring many. Timelines are short, but they tell where the lead stands.
type archive struct {
	*story
	tree   *org.Tree
	molds  []mold
	number int64
	rows   archiveRows
}

// mold is a request with everything that is derived from it.
type mold struct {
	lead    lead.Lead
	consent *lead.ConsentInput
	// near are the companies that cover it.
	near []*crew
}

type archiveRows struct {
	contacts   []lead.Contact
	leads      []lead.Lead
	consents   []lead.Consent
	events     []lead.Event
	placements []placement.Placement
	decisions  []decisionRow
}

// writeArchive adds leads of the two years before the story.
func (s *story) writeArchive(ctx context.Context, leads int) error {
	if leads == 0 {
		return nil
	}
	a := &archive{story: s}
	if err := a.cast(ctx); err != nil {
		return err
	}
	from, span := beginning(s.now, leads+mostLived).Add(time.Hour), archiveLength-storyLength-24*time.Hour
	for done := 0; done < leads; done += archiveBatch {
		n := min(archiveBatch, leads-done)
		err := s.db.Write(ctx, s.ws, func(tx *db.Tx) error {
			if err := a.takeNumbers(ctx, tx, n); err != nil {
				return err
			}
			a.rows = archiveRows{}
			for i := range n {
				a.write(from.Add(span / time.Duration(leads) * time.Duration(done+i)))
			}
			return a.rows.insert(ctx, tx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) cast(ctx context.Context) (err error) {
	if a.tree, err = a.org.Tree(ctx, a.ws); err != nil {
		return err
	}
	for range molds {
		in := a.request()
		code, err := place.Parse(a.cfg.Document.Country, in.Postcode)
		if err != nil {
			return err
		}
		fields, wrong := lead.CheckFields(a.cfg.Document, in.Fields)
		if err := wrong.Err(); err != nil {
			return err
		}
		l := lead.Lead{
			Type: in.Type, GridConnection: in.GridConnection, Product: a.cfg.Document.ProductFor(fields.Yes), Source: in.Source,
			Campaign: in.Campaign, Tracking: in.Tracking, Company: in.Company, Town: in.Town, Postcode: code.String(),
			Country: code.Country(), Fields: fields, PolicyVersion: a.cfg.Version, Version: 1,
		}
		if province, ok := code.Province(); ok {
			l.Province, l.Region = province.Name, province.Region
		}
		if at, ok := code.Centroid(); ok {
			l.Lat, l.Lng = &at.Lat, &at.Lon
		}
		l.Territory = a.tree.TerritoryOf(l.Spot())
		m := mold{lead: l, consent: in.Consent}
		for _, c := range a.crews {
			if c.company.state == "" && a.tree.Covers(c.unit, l.Spot()) {
				m.near = append(m.near, c)
			}
		}
		a.molds = append(a.molds, m)
	}
	return nil
}

// write casts one lead that came in at the moment.
func (a *archive) write(at time.Time) {
	m := pick(a.author, a.molds)
	a.written++
	a.number++
	name := pick(a.author, firstNames) + " " + pick(a.author, lastNames)
	email, phone := a.email(name), a.phone()
	came := base.At(at)
	contact := lead.Contact{
		ID: base.NewID(at), Name: name, Email: email, EmailNorm: email, Phone: phone,
		PhoneE164: lead.NormalPhone(phone, m.lead.Country), Lang: string(a.cfg.Document.DefaultLang), CreatedAt: came, UpdatedAt: came,
	}
	l := m.lead
	l.ID, l.Number, l.Name, l.Contact, l.CreatedAt = base.NewID(at), a.number, name, contact.ID, came
	l.Street, l.HouseNumber = pick(a.author, streets), fmt.Sprint(1+a.IntN(180))
	a.rows.contacts = append(a.rows.contacts, contact)
	a.consentTo(&l, m.consent)
	a.enter(&l, a.cfg.Document.Entry, at)
	l.Place = lead.PlaceNone
	a.event(&l, at, lead.EventReceived, base.Prospect(a.ws), lead.Detail{Source: l.Source})
	if len(m.near) == 0 {
		a.leaveInInbox(&l, at)
	} else {
		a.live(&l, at, pick(a.author, m.near))
	}
	a.rows.leads = append(a.rows.leads, l)
}

// fates of a hundred leads that a partner has had for some time.
var fates = []struct {
	percent       int
	stage, reason string
}{
	{38, "order_placed", ""}, {20, "not_successful", "other_supplier"}, {14, "not_successful", "too_expensive"},
	{12, "not_successful", "not_reached"}, {8, "not_successful", "roof_unsuitable"}, {4, "quote_sent", ""}, {2, "first_contact", ""},
	{2, "resubmission", ""},
}

// live lets a company claim the lead and bring it to its end, or nearly so.
func (a *archive) live(l *lead.Lead, at time.Time, c *crew) {
	member := c.members[a.IntN(len(c.members))]
	who := base.Actor{Kind: base.ActorMember, Workspace: a.ws, Member: member, Unit: c.unit}
	claimed := at.Add(time.Duration(1+a.IntN(1800)) * time.Minute)
	p := placement.Placement{
		ID: base.NewID(claimed), Lead: l.ID, Mode: placement.ModeClaim, Unit: c.unit, Member: member, Actor: member,
		OpenedAt: base.At(claimed), ActedAt: base.At(claimed.Add(3 * time.Hour)),
	}
	a.rows.placements = append(a.rows.placements, p)
	l.Place, l.PlaceUnit, l.HolderMember, l.Placement = lead.PlacePlaced, c.unit, member, p.ID
	a.enter(l, a.cfg.Document.OnClaim, claimed)
	a.event(l, claimed, lead.EventClaimed, who, lead.Detail{Unit: c.unit, Member: member})
	a.rows.decisions = append(a.rows.decisions, decisionRow{
		ID: base.NewID(claimed), Lead: l.ID, At: base.At(claimed), PolicyVersion: l.PolicyVersion, Kind: placement.DecisionClaim, Unit: c.unit,
		Explanation: explained(engine.Decision{Kind: placement.DecisionClaim, Considered: []engine.Verdict{{Unit: c.unit, Eligible: true}}}),
	})
	roll := a.IntN(100)
	for _, f := range fates {
		if roll -= f.percent; roll < 0 {
			a.end(l, claimed.Add(time.Duration(24+a.IntN(500))*time.Hour), who, f.stage, f.reason)
			return
		}
	}
}

func (a *archive) end(l *lead.Lead, at time.Time, who base.Actor, stage, reason string) {
	from := l.Stage
	a.enter(l, stage, at)
	l.LostReason = reason
	l.SetDeadline(lead.DeadlineNone, time.Time{})
	soon := a.now.Add(time.Duration(a.IntN(40*24)-5*24) * time.Hour) // some of them are late
	switch {
	case a.cfg.Document.Stage(stage).ResumeTo != "":
		l.ResumeAt = base.At(a.now.Add(time.Duration(12+a.IntN(60*24)) * time.Hour))
		l.SetDeadline(lead.DeadlineResume, l.ResumeAt.Time)
	case !l.Category.Done():
		l.SetDeadline(lead.DeadlineStage, soon)
	}
	a.event(l, at, lead.EventStage, who, lead.Detail{From: from, ContactType: "phone", Reason: reason})
}

// leaveInInbox is what becomes of a lead that no company covers.
func (a *archive) leaveInInbox(l *lead.Lead, at time.Time) {
	if a.chance(97) {
		a.end(l, at.Add(72*time.Hour), base.System(a.ws), "not_successful", "other")
		return
	}
	l.Place, l.PlaceUnit, l.PolicyStep = lead.PlaceInbox, l.Territory, int64(len(a.cfg.Document.Policy.Steps)-1)
	if l.PlaceUnit == 0 {
		l.PlaceUnit = a.root
	}
	l.SetDeadline(lead.DeadlineContact, a.cfg.Calendar.AddWorkingHours(at, 4*time.Hour))
	a.event(l, at, lead.EventInboxed, base.System(a.ws), lead.Detail{Unit: l.PlaceUnit})
}

func (a *archive) enter(l *lead.Lead, stage string, at time.Time) {
	l.Enter(a.cfg.Document.Stage(stage), at)
	l.UpdatedAt = base.At(at)
}

func (a *archive) event(l *lead.Lead, at time.Time, kind lead.EventKind, who base.Actor, d lead.Detail) {
	state := l.State()
	d.State = &state
	a.rows.events = append(a.rows.events, lead.Event{
		ID: base.NewID(at), Lead: l.ID, At: base.At(at), Kind: kind, ActorKind: who.Kind, Actor: who.Member, Unit: who.Unit, Detail: d,
	})
}

func (a *archive) consentTo(l *lead.Lead, in *lead.ConsentInput) {
	a.rows.consents = append(a.rows.consents, lead.Consent{
		ID: base.NewID(l.CreatedAt.Time), Lead: l.ID, Contact: l.Contact, TextVersion: fmt.Sprintf("%s v%d", in.Key, in.Version),
		Wording: in.Wording, Purposes: "advice,quote", Channels: "phone,email", Recipients: in.Recipients, Page: in.Page,
		Evidence: in.Evidence, GivenAt: l.CreatedAt,
	})
}
