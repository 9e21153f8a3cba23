package demo

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
	"sluice/internal/place"
)

// solarMarket is a maker of solar panels with its installers.
var solarMarket = recipe{
	blueprint: "solar-market", slug: "zonveer", name: "Zonveer Modules",
	admin: org.NewAdmin{Name: "Ineke Smit", Email: "ineke@zonveer.example", Password: Password},
	fill:  fillSolarMarket,
}

// crew is a partner with its people, while the story runs.
type crew struct {
	unit    base.ID
	company company
	members []base.ID
}

// head is the member who may do everything in the company.
func (c *crew) head() base.ID {
	for i, p := range c.company.people {
		if p.role == rolePartnerManager {
			return c.members[i]
		}
	}
	return c.members[0]
}

func fillSolarMarket(ctx context.Context, r *room, leads int) error {
	managers, err := r.solarBrand(ctx)
	if err != nil {
		return err
	}
	for _, c := range solarCompanies {
		crew, err := r.partner(ctx, c, managers[c.region])
		if err != nil {
			return err
		}
		r.crews = append(r.crews, crew)
	}
	return r.tell(ctx, leads)
}

// post is a region with its account manager.
type post struct{ unit, manager base.ID }

// solarBrand makes the brand's own people.
func (r *room) solarBrand(ctx context.Context) (map[string]post, error) {
	posts := map[string]post{}
	for _, g := range solarRegions {
		var areas []org.Area
		for _, code := range g.provinces {
			areas = append(areas, org.Area{Country: r.doc.Country, Province: code})
		}
		unit, err := r.unit(ctx, r.root, blueprint.UnitRegion, org.UnitDetails{Name: g.name, Areas: areas})
		if err != nil {
			return nil, err
		}
		manager, err := r.member(ctx, unit, g.manager, "zonveer")
		if err != nil {
			return nil, err
		}
		posts[g.name] = post{unit, manager}
	}
	_, err := r.member(ctx, r.root, person{"Website-koppeling", "koppeling", roleIntegrator, ""}, "zonveer")
	return posts, err
}

func (r *room) partner(ctx context.Context, c company, in post) (*crew, error) {
	d := org.UnitDetails{
		Name: c.name, Email: "info@" + c.domain + ".example", Postcode: c.postcode, Town: c.town, Products: c.products,
		Caps: org.Caps{Open: c.caps.open, Day: c.caps.day, Week: c.caps.week}, AccountManager: in.manager,
	}
	for _, a := range c.areas {
		d.Areas = append(d.Areas, org.Area{Country: r.doc.Country, From: a[0], To: a[1]})
	}
	code, err := place.Parse(r.doc.Country, c.postcode)
	if err != nil {
		return nil, err
	}
	if at, ok := code.Centroid(); ok {
		d.Lat, d.Lng = &at.Lat, &at.Lon
	}
	made := &crew{company: c}
	if made.unit, err = r.unit(ctx, in.unit, blueprint.UnitPartner, d); err != nil {
		return nil, err
	}
	for _, p := range c.people {
		id, err := r.member(ctx, made.unit, p, c.domain)
		if err != nil {
			return nil, err
		}
		made.members = append(made.members, id)
	}
	if c.state == string(org.UnitInactive) {
		err = r.org.SetAvailability(ctx, base.System(r.ws), made.unit, org.Availability{State: org.UnitInactive})
	}
	return made, err
}

func (r *room) unit(ctx context.Context, parent base.ID, kind blueprint.UnitKind, d org.UnitDetails) (base.ID, error) {
	u, err := r.org.CreateUnit(ctx, base.System(r.ws), org.NewUnit{Parent: parent, Kind: kind, UnitDetails: d})
	if err != nil {
		return 0, err
	}
	return u.ID, nil
}

func (r *room) member(ctx context.Context, unit base.ID, p person, domain string) (base.ID, error) {
	n := org.NewMember{Unit: unit, Role: p.role, Name: p.name, Email: p.user + "@" + domain + ".example", Password: Password}
	if p.role == roleIntegrator {
		n.Password = ""
	}
	m, err := r.org.CreateMember(ctx, base.System(r.ws), n)
	if err != nil || p.mail == "" {
		return m.ID, err
	}
	actor, err := r.org.Actor(ctx, r.ws, m.ID)
	if err != nil {
		return 0, err
	}
	return m.ID, r.org.SetProfile(ctx, actor, org.Profile{Name: m.Name, MarketMail: org.MarketMail(p.mail)})
}

// goAway is the last thing before the demo opens: a company on holiday that still holds leads.
func (r *room) goAway(ctx context.Context) error {
	for _, c := range r.crews {
		if c.company.state != string(org.UnitAway) {
			continue
		}
		const since, until = -2 * 24 * time.Hour, 6 * 24 * time.Hour
		away := org.Availability{State: org.UnitAway, AwayFrom: base.At(r.now.Add(since)), AwayTo: base.At(r.now.Add(until))}
		if err := r.org.SetAvailability(ctx, base.System(r.ws), c.unit, away); err != nil {
			return err
		}
	}
	return nil
}
