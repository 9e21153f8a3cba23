package lead

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/org"
	"sluice/internal/place"
)

// Input is a new lead as it came in, by whatever way (INT-1).
type Input struct {
	Contact        ContactInput
	Company        string
	Type           string
	GridConnection string
	Product        string // empty: chosen by the blueprint from the answers
	Source         string
	Campaign       string
	Tracking       Tracking
	ExternalID     string
	Street         string
	HouseNumber    string
	Postcode       string
	Town           string
	Province       string // empty: derived from the postcode
	Lat, Lng       *float64
	Fields         map[string]any
	Consent        *ConsentInput
	// Assign places the lead with a unit at once; zero lets the policy decide. Right: lead.assign.
	Assign Target
	// Scope and Key make the intake idempotent (INT-2): the same key in the same scope makes one lead.
	Scope, Key string
}

// Created is the answer to an intake.
type Created struct {
	Lead *Lead
	// Again tells that the same submission had come before, and this is the lead it made then.
	Again bool
	// Link is the prospect's private page, as a path; empty when Again.
	Link string
}

const (
	maxLine     = 120
	maxTracking = 30
)

// Create takes in a lead. Right for members and tokens: lead.create; a prospect needs none, since its form is public.
// Errors: invalid with the fields by name, conflict when the key was used for another request.
func (s *Service) Create(ctx context.Context, a base.Actor, in Input) (Created, error) {
	if a.Kind != base.ActorProspect && !access.May(a, access.LeadCreate) {
		return Created{}, base.Forbidden()
	}
	if in.Assign.Unit != 0 && !access.Decide(a, access.LeadAssign, access.Subject{Workspace: a.Workspace, Unit: in.Assign.Unit}) {
		return Created{}, base.Forbidden()
	}
	if again, found, err := s.before(ctx, a.Workspace, in); err != nil || found {
		return again, err
	}
	number, err := s.numbers.next(ctx, a.Workspace)
	if err != nil {
		return Created{}, err
	}
	var out Created
	err = s.db.Write(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		out, err = s.create(ctx, tx, a, number, in)
		return err
	})
	return out, err
}

func (s *Service) create(ctx context.Context, tx *db.Tx, a base.Actor, number int64, in Input) (Created, error) {
	if again, found, err := s.remember(ctx, tx, in); err != nil || found {
		return again, err
	}
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return Created{}, err
	}
	l, contact, err := in.check(cfg.Document)
	if err != nil {
		return Created{}, err
	}
	tree, err := s.org.TreeIn(ctx, tx)
	if err != nil {
		return Created{}, err
	}
	l.ID, l.Number, l.PolicyVersion = base.NewID(tx.Now()), number, cfg.Version
	l.CreatedBy, l.CreatedByUnit = a.Member, a.Unit
	l.Territory = tree.TerritoryOf(l.Spot())
	stamp(&l, &contact, tx.Now(), cfg)
	if err := s.store(ctx, tx, a, &l, &contact, in); err != nil {
		return Created{}, err
	}
	holder, err := s.linkLikely(ctx, tx, cfg, a, &l, &contact)
	if err != nil {
		return Created{}, err
	}
	wish := Wish{Target: holder, Why: ByLikeness}
	if in.Assign.Unit != 0 {
		wish = Wish{Target: in.Assign, Why: ByHand}
	}
	if err := s.hooks.Created(ctx, tx, a, &l, wish); err != nil {
		return Created{}, err
	}
	// The lead is written once, when it is known where it begins.
	if err := tx.Insert(ctx, "lead", &l); err != nil {
		return Created{}, err
	}
	link, err := s.welcome(ctx, tx, cfg, &l, &contact)
	s.Announce(tx, &l)
	return Created{Lead: &l, Link: link}, err
}

// store writes what stands around the lead: the contact, its consent and the first event.
func (s *Service) store(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, c *Contact, in Input) error {
	if err := tx.Insert(ctx, "contact", c); err != nil {
		return err
	}
	l.Contact = c.ID
	if err := s.rememberLead(ctx, tx, in, l.ID); err != nil {
		return err
	}
	if err := Record(ctx, tx, a, l, EventReceived, Detail{Source: l.Source}); err != nil {
		return err
	}
	return s.giveConsent(ctx, tx, a, l, in.Consent)
}

// check reads the input by the workspace's configuration. Anonymous input always makes a contact of its own:
// it must never change one that is there (INT-5).
func (in Input) check(doc *blueprint.Document) (Lead, Contact, error) {
	contact, wrong := in.Contact.check(doc.Country)
	fields, wrongFields := CheckFields(doc, in.Fields)
	wrong = append(wrong, wrongFields...)
	l := Lead{
		Type: in.Type, GridConnection: in.GridConnection, Product: in.Product, Source: in.Source,
		Campaign: oneLine(in.Campaign), Tracking: in.Tracking.trimmed(), ExternalID: oneLine(in.ExternalID),
		Company: oneLine(in.Company), Street: oneLine(in.Street), HouseNumber: oneLine(in.HouseNumber), Town: oneLine(in.Town),
		Province: oneLine(in.Province), Country: doc.Country, Lat: in.Lat, Lng: in.Lng, Fields: fields,
	}
	l.Name = contact.Name
	wrong = append(wrong, l.checkChoices(doc)...)
	wrong = append(wrong, l.checkLines()...)
	wrong = append(wrong, l.locate(in.Postcode)...)
	if l.Product == "" {
		l.Product = doc.ProductFor(fields.Yes)
	}
	return l, contact, wrong.Err()
}

func (l *Lead) checkChoices(doc *blueprint.Document) base.Fields {
	var wrong base.Fields
	for _, c := range []struct {
		field, value string
		list         []blueprint.Choice
	}{{"lead_type", l.Type, doc.LeadTypes}, {"grid_connection", l.GridConnection, doc.GridConnections}, {"source", l.Source, doc.Sources}} {
		if _, ok := blueprint.PickChoice(c.list, c.value); c.value != "" && !ok {
			wrong.Add(c.field, "error.choice")
		}
	}
	if l.Source == "" {
		wrong.Add("source", "error.required")
	}
	if _, ok := doc.Product(l.Product); l.Product != "" && !ok {
		wrong.Add("product", "error.choice")
	}
	return wrong
}

func (l *Lead) checkLines() base.Fields {
	var wrong base.Fields
	for field, text := range map[string]string{
		"company": l.Company, "street": l.Street, "house_number": l.HouseNumber, "town": l.Town,
		"campaign": l.Campaign, "external_id": l.ExternalID, "province": l.Province,
	} {
		if len([]rune(text)) > maxLine {
			wrong.Add(field, "error.too_long", map[string]any{"Max": maxLine})
		}
	}
	if (l.Lat == nil) != (l.Lng == nil) || (l.Lat != nil && (*l.Lat < -90 || *l.Lat > 90 || *l.Lng < -180 || *l.Lng > 180)) {
		wrong.Add("position", "error.range", map[string]any{"Min": "-90, -180", "Max": "90, 180"})
	}
	return wrong
}

// locate derives province, region and an approximate position from the postcode (INT-6).
func (l *Lead) locate(postcode string) base.Fields {
	var wrong base.Fields
	if strings.TrimSpace(postcode) == "" {
		return wrong
	}
	code, err := place.Parse(l.Country, postcode)
	if err != nil {
		wrong.Add("postcode", "error.postcode")
		return wrong
	}
	l.Postcode = code.String()
	if province, ok := code.Province(); ok {
		l.Region = province.Region
		if l.Province == "" {
			l.Province = province.Name
		}
	}
	if l.Town == "" {
		l.Town = code.Town()
	}
	if at, ok := code.Centroid(); ok && l.Lat == nil {
		l.Lat, l.Lng = &at.Lat, &at.Lon
	}
	return wrong
}

// trimmed keeps a hostile page from filling the database with its parameters.
func (t Tracking) trimmed() Tracking {
	out := Tracking{}
	for key, value := range t {
		if len(out) < maxTracking && len(key) <= 40 && value != "" {
			out[oneLine(key)] = base.Shorten(oneLine(value), 500)
		}
	}
	return out
}

// fingerprint tells two requests with one key apart. Where a request came from is no part of it: the same one sent
// again over another network is still the same.
func (in Input) fingerprint() string {
	if in.Consent != nil {
		agreed := *in.Consent
		agreed.Evidence = Evidence{}
		in.Consent = &agreed
	}
	text, _ := json.Marshal(in) // an Input holds nothing that JSON cannot
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

type remembered struct {
	Request string  `db:"request"`
	Lead    base.ID `db:"lead"`
}

// before looks for an earlier submission without taking part in the queue of writers.
func (s *Service) before(ctx context.Context, ws base.ID, in Input) (out Created, found bool, err error) {
	if in.Key == "" {
		return Created{}, false, nil
	}
	err = s.db.Read(ctx, ws, func(tx *db.Tx) error {
		out, found, err = s.recall(ctx, tx, in)
		return err
	})
	return out, found, err
}

func (s *Service) recall(ctx context.Context, tx *db.Tx, in Input) (Created, bool, error) {
	var r remembered
	found, err := tx.Find(ctx, &r, rememberedSQL, db.Args{"scope": in.Scope, "key": in.Key})
	if err != nil || !found {
		return Created{}, false, err
	}
	if r.Request != in.fingerprint() {
		return Created{}, true, base.Fail(base.CodeConflict, "leads.error_key_reused")
	}
	l, err := s.LoadIn(ctx, tx, r.Lead)
	return Created{Lead: l, Again: true}, true, err
}

// remember claims the key; of two at the same instant the second waits for the first and gets its lead.
func (s *Service) remember(ctx context.Context, tx *db.Tx, in Input) (Created, bool, error) {
	if in.Key == "" {
		return Created{}, false, nil
	}
	claimed, err := tx.Exec(ctx, rememberSQL, db.Args{
		"scope": in.Scope, "key": in.Key, "request": in.fingerprint(), "now": base.At(tx.Now()),
	})
	if err != nil || claimed == 1 {
		return Created{}, false, err
	}
	return s.recall(ctx, tx, in)
}

func (s *Service) rememberLead(ctx context.Context, tx *db.Tx, in Input, id base.ID) error {
	if in.Key == "" {
		return nil
	}
	_, err := tx.Exec(ctx, rememberLeadSQL, db.Args{"scope": in.Scope, "key": in.Key, "lead": id})
	return err
}

// stamp gives a new lead and its contact their moments, the entry stage and the first deadline.
func stamp(l *Lead, c *Contact, now time.Time, cfg *org.Config) {
	at := base.At(now)
	l.CreatedAt, l.UpdatedAt, l.ActiveAt, l.StageAt, l.Version = at, at, at, at, 1
	entry := cfg.Document.Stage(cfg.Document.Entry)
	l.Stage, l.Category, l.Place = entry.Key, entry.Category, PlaceNone
	l.SetDeadline(DeadlineContact, contactDeadline(cfg.Document, cfg.Calendar, l))
	if c.Lang == "" {
		c.Lang = string(cfg.Document.DefaultLang)
	}
	c.ID, c.CreatedAt, c.UpdatedAt = base.NewID(now), at, at
}
