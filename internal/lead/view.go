package lead

import (
	"context"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/place"
)

// View is a lead as one reader may see it.
type View struct {
	Lead    *Lead
	Contact Contact
	// Masked: the reader's partner has not taken the lead. What is hidden is absent from Lead and Contact,
	// not only from the screen (INV-8).
	Masked     bool
	Likenesses []Likeness
	Consents   []Consent
	// May tells which permissions the reader has on this lead.
	May map[string]bool
}

// viewPermissions are those a lead page asks about.
var viewPermissions = []string{
	access.LeadEdit, access.LeadClaim, access.LeadReturn, access.LeadStage, access.LeadAssign, access.LeadArchive, access.RoutingView,
}

// Get shows a lead. Right: lead.view over it; or market.view when it is on the actor's market, and then masked.
// Not found for everybody else, exactly as for a lead that does not exist.
func (s *Service) Get(ctx context.Context, a base.Actor, id base.ID) (View, error) {
	var v View
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) (err error) {
		v, err = s.viewIn(ctx, tx, a, id)
		return err
	})
	return v, err
}

func (s *Service) viewIn(ctx context.Context, tx *db.Tx, a base.Actor, id base.ID) (View, error) {
	l, err := s.LoadIn(ctx, tx, id)
	if err != nil {
		return View{}, err
	}
	if !access.Decide(a, access.LeadView, l.Subject(tx.Workspace())) {
		return s.maskedIn(ctx, tx, a, l)
	}
	v := View{Lead: l, May: map[string]bool{}}
	for _, permission := range viewPermissions {
		v.May[permission] = access.Decide(a, permission, l.Subject(tx.Workspace()))
	}
	if v.Contact, err = s.ContactIn(ctx, tx, l.Contact); err != nil {
		return View{}, err
	}
	if v.Likenesses, err = s.likenessesIn(ctx, tx, a, id); err != nil {
		return View{}, err
	}
	v.Consents, err = s.consentsIn(ctx, tx, id)
	return v, err
}

func (s *Service) maskedIn(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead) (View, error) {
	listed := false
	var err error
	if access.May(a, access.MarketView) {
		listed, err = s.hooks.Listed(ctx, tx, a, l.ID)
	}
	if err != nil {
		return View{}, err
	}
	if !listed {
		return View{}, base.NotFound()
	}
	cfg, err := s.org.ConfigIn(ctx, tx)
	if err != nil {
		return View{}, err
	}
	may := map[string]bool{access.LeadClaim: access.May(a, access.LeadClaim)}
	return View{Lead: Mask(cfg.Document, l), Masked: true, May: may}, nil
}

// Mask is the lead as a partner sees it before it has taken it: a new value with nothing in it but what the
// blueprint shows, so that a field added later is hidden until somebody decides otherwise (INV-8).
func Mask(doc *blueprint.Document, l *Lead) *Lead {
	m := &Lead{
		ID: l.ID, Number: l.Number, Stage: l.Stage, Category: l.Category, StageAt: l.StageAt, Place: l.Place,
		Country: l.Country, Fields: Fields{}, DeadlineAt: l.DeadlineAt, DeadlineKind: l.DeadlineKind,
		StepUntil: l.StepUntil, PolicyStep: l.PolicyStep, PolicyVersion: l.PolicyVersion, ActiveAt: l.ActiveAt, Version: l.Version,
	}
	for field, show := range map[string]func(){
		blueprint.CorePostcodeArea:   func() { m.Postcode = PostcodeArea(l) },
		blueprint.CoreTown:           func() { m.Town = l.Town },
		blueprint.CoreProvince:       func() { m.Province = l.Province },
		blueprint.CoreRegion:         func() { m.Region = l.Region },
		blueprint.CoreLeadType:       func() { m.Type = l.Type },
		blueprint.CoreGridConnection: func() { m.GridConnection = l.GridConnection },
		blueprint.CoreProduct:        func() { m.Product = l.Product },
		blueprint.CoreSource:         func() { m.Source = l.Source },
		blueprint.CoreCampaign:       func() { m.Campaign = l.Campaign },
		blueprint.CoreReceived:       func() { m.CreatedAt = l.CreatedAt },
	} {
		if doc.Shown(field) {
			show()
		}
	}
	for key, value := range l.Fields {
		if f := doc.Field(key); f != nil && doc.Shown(key) && !f.Masked {
			m.Fields[key] = value
		}
	}
	return m
}

// PostcodeArea is the part of the lead's postcode that names no street, "" without one.
func PostcodeArea(l *Lead) string {
	code, err := place.Parse(l.Country, l.Postcode)
	if err != nil {
		return ""
	}
	return code.Area()
}

// Events is the lead's timeline, oldest first. Right: lead.view over the lead; a masked reader has none.
func (s *Service) Events(ctx context.Context, a base.Actor, id base.ID) ([]Event, error) {
	var events []Event
	err := s.db.Read(ctx, a.Workspace, func(tx *db.Tx) error {
		l, err := s.LoadIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if !access.Decide(a, access.LeadView, l.Subject(tx.Workspace())) {
			return base.NotFound()
		}
		events, err = s.EventsIn(ctx, tx, id)
		return err
	})
	return events, err
}
