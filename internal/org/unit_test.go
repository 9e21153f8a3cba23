package org

import (
	"slices"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
)

func number(f float64) *float64 { return &f }

func TestELG1_AreasCover(t *testing.T) {
	gelderland := Area{Country: "NL", Province: "GE"}
	digits := Area{Country: "NL", From: "73", To: "75"}
	round := Area{Lat: 52.21, Lng: 5.97, RadiusKM: 20}
	for name, c := range map[string]struct {
		area Area
		spot Spot
		want bool
	}{
		"a province by name":           {gelderland, NewSpot("NL", "gelderland", "", nil, nil), true},
		"a province by code":           {gelderland, NewSpot("NL", "GE", "", nil, nil), true},
		"a province by its postcode":   {gelderland, NewSpot("NL", "", "7315 KD", nil, nil), true},
		"a corrected province":         {gelderland, NewSpot("NL", "Utrecht", "7315 KD", nil, nil), false},
		"the same code abroad":         {gelderland, NewSpot("BE", "GE", "", nil, nil), false},
		"the first of a range":         {digits, NewSpot("NL", "", "7300AA", nil, nil), true},
		"the last of a range":          {digits, NewSpot("NL", "", "7599 zz", nil, nil), true},
		"after a range":                {digits, NewSpot("NL", "", "7600 AA", nil, nil), false},
		"before a range":               {digits, NewSpot("NL", "", "7299 ZZ", nil, nil), false},
		"no postcode":                  {digits, NewSpot("NL", "GE", "", nil, nil), false},
		"nonsense for a postcode":      {digits, NewSpot("NL", "GE", "73", nil, nil), false},
		"inside a circle":              {round, NewSpot("NL", "", "", number(52.2), number(5.9)), true},
		"outside a circle":             {round, NewSpot("NL", "", "", number(52.2), number(5.5)), false},
		"a circle without coordinates": {round, NewSpot("NL", "GE", "", nil, nil), false},
		"a circle, by the postcode":    {round, NewSpot("NL", "", "7315 KD", nil, nil), true},
		"nowhere":                      {gelderland, Spot{}, false},
	} {
		if got := c.area.Covers(c.spot); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAreasAreCheckedAndNormalised(t *testing.T) {
	for name, c := range map[string]struct {
		area Area
		want Area
		ok   bool
	}{
		"a range":                 {Area{Country: "PL", From: "00-9"}, Area{Country: "PL", From: "009", To: "009"}, true},
		"a province by name":      {Area{Country: "NL", Province: "Gelderland"}, Area{Country: "NL", Province: "GE"}, true},
		"a circle":                {Area{Lat: 52, Lng: 5, RadiusKM: 30}, Area{Lat: 52, Lng: 5, RadiusKM: 30}, true},
		"nothing":                 {Area{}, Area{}, false},
		"only a country":          {Area{Country: "NL"}, Area{}, false},
		"two at once":             {Area{Country: "NL", From: "10", To: "20", Province: "GE"}, Area{}, false},
		"an unknown province":     {Area{Country: "NL", Province: "Atlantis"}, Area{}, false},
		"a range backwards":       {Area{Country: "NL", From: "20", To: "10"}, Area{}, false},
		"a circle without radius": {Area{Lat: 52, Lng: 5}, Area{}, false},
		"a circle off the earth":  {Area{Lat: 152, Lng: 5, RadiusKM: 30}, Area{}, false},
	} {
		got, ok := c.area.checked()
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %+v %v", name, got, ok)
		}
	}
}

func TestACT1_AvailableAt(t *testing.T) {
	now := time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	at := func(d time.Duration) base.Moment { return base.At(now.Add(d)) }
	var never base.Moment
	for name, c := range map[string]struct {
		a    Availability
		want bool
	}{
		"active":               {Availability{UnitActive, never, never}, true},
		"inactive":             {Availability{UnitInactive, never, never}, false},
		"away, open":           {Availability{UnitAway, never, never}, false},
		"away from now":        {Availability{UnitAway, at(0), never}, false},
		"away soon":            {Availability{UnitAway, at(time.Microsecond), never}, true},
		"away until soon":      {Availability{UnitAway, never, at(time.Microsecond)}, false},
		"back now":             {Availability{UnitAway, never, at(0)}, true},
		"in between":           {Availability{UnitAway, at(-time.Hour), at(time.Hour)}, false},
		"a holiday gone by":    {Availability{UnitAway, at(-2 * time.Hour), at(-time.Hour)}, true},
		"a holiday to come":    {Availability{UnitAway, at(time.Hour), at(2 * time.Hour)}, true},
		"a state from a newer": {Availability{"sleeping", never, never}, false},
	} {
		if got := c.a.AvailableAt(now); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// grove is a tree: company 1, regions 2 (with 3 below it) and 4, partner 5 in 3 with branch 6, partner 7 in 1.
func grove() *Tree {
	unit := func(id, parent base.ID, kind blueprint.UnitKind, name string, areas ...Area) *Unit {
		return &Unit{ID: id, Parent: parent, Kind: kind, UnitDetails: UnitDetails{Name: name, Areas: areas}}
	}
	ge := Area{Country: "NL", Province: "GE"}
	seven := unit(7, 1, blueprint.UnitPartner, "zon")
	seven.managerUnit = 4
	return newTree(1, []*Unit{
		unit(6, 5, blueprint.UnitBranch, "branch"), unit(5, 3, blueprint.UnitPartner, "Aarde", Area{Country: "NL", From: "73", To: "73"}),
		unit(3, 2, blueprint.UnitRegion, "Veluwe", Area{Country: "NL", From: "73", To: "74"}), unit(2, 1, blueprint.UnitRegion, "Oost", ge),
		unit(4, 1, blueprint.UnitRegion, "Midden", Area{Country: "NL", From: "66", To: "66"}), seven, unit(1, 0, blueprint.UnitCompany, "Zonveer"),
	})
}

func TestTree(t *testing.T) {
	tree := grove()
	if tree.Root() != 1 || tree.Unit(99) != nil || tree.Below(99) != nil || tree.Ancestors(99) != nil {
		t.Error("the root, or a unit that is not there")
	}
	below := slices.Sorted(slices.Values(tree.Below(2)))
	if !slices.Equal(below, []base.ID{2, 3, 5, 6}) {
		t.Errorf("below the region: %v", below)
	}
	_ = append(tree.Below(2), 1000)
	if got := tree.Below(2); len(got) != 4 || slices.Contains(got, 1000) {
		t.Errorf("a caller changed the tree: %v", got)
	}
	if got := tree.Ancestors(6); !slices.Equal(got, []base.ID{5, 3, 2, 1}) {
		t.Errorf("above the branch: %v", got)
	}
	if tree.Within(6, blueprint.UnitPartner) != 5 || tree.Within(5, blueprint.UnitPartner) != 5 || tree.Within(2, blueprint.UnitPartner) != 0 {
		t.Error("the partner of a unit")
	}
	if names := tree.OfKind(blueprint.UnitPartner); len(names) != 2 || names[0].Name != "Aarde" || names[1].Name != "zon" {
		t.Error("partners are not in order, small letters as large ones")
	}
}

func TestELG1_TerritoryAndInheritedAreas(t *testing.T) {
	tree := grove()
	for postcode, want := range map[string]base.ID{
		"7315 KD": 3, // the deeper region
		"6811 AA": 2, // only the province
		"6612 AA": 4, // of two at the same depth the one that says it more precisely
		"1011 AA": 0,
	} {
		if got := tree.TerritoryOf(NewSpot("NL", "", postcode, nil, nil)); got != want {
			t.Errorf("%s lies in %v, want %v", postcode, got, want)
		}
	}
	for id, covers := range map[base.ID]map[string]bool{
		5: {"7315 KD": true, "7415 AA": false}, // its own
		6: {"7315 KD": true},                   // its partner's
		7: {"6612 AA": true, "7315 KD": false}, // its account manager's
		1: {"7315 KD": false},
	} {
		for postcode, want := range covers {
			if got := tree.Covers(id, NewSpot("NL", "", postcode, nil, nil)); got != want {
				t.Errorf("unit %d covers %s: %v, want %v", id, postcode, got, want)
			}
		}
	}
}

func TestELG3_ThePartnerSetsItsOwnCapacityAndTheBrandTheRest(t *testing.T) {
	eachHouse(t, func(h *house) {
		tree, err := h.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		details := tree.Unit(h.partner).UnitDetails
		details.Caps = Caps{Open: 8, Week: 3}
		details.Products = []string{"pv"}
		config, err := h.Config(h.ctx, h.Workspace.ID)
		h.must(err)
		details.Products = []string{config.Document.Products[0].Key}
		h.must(h.EditUnit(h.ctx, h.manager, h.partner, details))
		for what, change := range map[string]func(d *UnitDetails){
			"its area":            func(d *UnitDetails) { d.Areas = []Area{{Country: "NL", Province: "UT"}} },
			"its name":            func(d *UnitDetails) { d.Name = "Zonwerk de Beste" },
			"its account manager": func(d *UnitDetails) { d.AccountManager = h.manager.Member },
		} {
			d := details
			change(&d)
			h.wants(h.EditUnit(h.ctx, h.manager, h.partner, d), base.CodeForbidden, "a partner changes "+what)
			h.wants(h.EditUnit(h.ctx, h.account, h.partner, d), "", "the account manager changes "+what)
			h.must(h.EditUnit(h.ctx, h.account, h.partner, details))
		}
		tree, err = h.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		if u := tree.Unit(h.partner); u.Caps != details.Caps || !slices.Equal(u.Products, details.Products) {
			h.t.Errorf("kept %+v", u.UnitDetails)
		}
		for what, change := range map[string]func(d *UnitDetails){
			"a product that is none": func(d *UnitDetails) { d.Products = []string{"perpetuum-mobile"} },
			"a negative cap":         func(d *UnitDetails) { d.Caps.Day = -1 },
			"half a position":        func(d *UnitDetails) { d.Lat = number(52) },
			"no name":                func(d *UnitDetails) { d.Name = " " },
			"an unknown manager":     func(d *UnitDetails) { d.AccountManager = 77 },
			"an area of nothing":     func(d *UnitDetails) { d.Areas = []Area{{}} },
		} {
			d := details
			change(&d)
			h.wants(h.EditUnit(h.ctx, h.admin, h.partner, d), base.CodeInvalid, what)
		}
	})
}

func TestACT1_SettingAvailability(t *testing.T) {
	eachHouse(t, func(h *house) {
		until := base.At(h.clock.Now().Add(48 * time.Hour))
		away := Availability{State: UnitAway, AwayTo: until}
		h.wants(h.SetAvailability(h.ctx, h.agent, h.partner, away), base.CodeForbidden, "an installer")
		h.wants(h.SetAvailability(h.ctx, h.outsider, h.partner, away), base.CodeNotFound, "another partner")
		h.wants(h.SetAvailability(h.ctx, h.manager, h.partner, Availability{State: "tired"}), base.CodeInvalid, "a state that is none")
		h.wants(h.SetAvailability(h.ctx, h.manager, h.partner, Availability{State: UnitAway, AwayFrom: until, AwayTo: until}), base.CodeInvalid, "no time at all")
		h.must(h.SetAvailability(h.ctx, h.manager, h.partner, away))
		available := func() bool {
			tree, err := h.Tree(h.ctx, h.Workspace.ID)
			h.must(err)
			return tree.Unit(h.partner).AvailableAt(h.clock.Now())
		}
		if available() {
			h.t.Error("away and available")
		}
		h.clock.Advance(48 * time.Hour)
		if !available() {
			h.t.Error("back and not available")
		}
	})
}

func TestACC2_WhoMayChangeTheTree(t *testing.T) {
	eachHouse(t, func(h *house) {
		named := func(kind blueprint.UnitKind, parent base.ID) NewUnit {
			return NewUnit{Parent: parent, Kind: kind, UnitDetails: UnitDetails{Name: " Nieuw "}}
		}
		for what, c := range map[string]struct {
			actor base.Actor
			unit  NewUnit
			want  base.Code
		}{
			"a manager adds a branch":              {h.manager, named(blueprint.UnitBranch, h.partner), ""},
			"a manager adds a branch elsewhere":    {h.manager, named(blueprint.UnitBranch, h.other), base.CodeInvalid},
			"an account manager adds a partner":    {h.account, named(blueprint.UnitPartner, h.region), ""},
			"an account manager adds a region":     {h.account, named(blueprint.UnitRegion, h.region), base.CodeForbidden},
			"an installer adds a team":             {h.agent, named(blueprint.UnitTeam, h.partner), base.CodeForbidden},
			"a second company":                     {h.admin, named(blueprint.UnitCompany, h.Root), base.CodeInvalid},
			"a partner below a partner":            {h.admin, named(blueprint.UnitPartner, h.partner), base.CodeInvalid},
			"a unit below nothing":                 {h.admin, named(blueprint.UnitPartner, 0), base.CodeInvalid},
			"a unit below one that does not exist": {h.admin, named(blueprint.UnitPartner, 42), base.CodeInvalid},
		} {
			_, err := h.CreateUnit(h.ctx, c.actor, c.unit)
			h.wants(err, c.want, what)
		}
		h.wants(h.EditUnit(h.ctx, h.account, h.region, UnitDetails{Name: "Heel Nederland"}), base.CodeForbidden, "widening one's own territory")
		h.wants(h.MoveUnit(h.ctx, h.manager, h.partner, h.Root), base.CodeInvalid, "a partner moves itself")
		h.wants(h.MoveUnit(h.ctx, h.admin, h.Root, h.region), base.CodeInvalid, "the company moves")
		inner := h.unit(named(blueprint.UnitRegion, h.region))
		h.wants(h.MoveUnit(h.ctx, h.admin, h.region, inner), base.CodeInvalid, "a region into itself")
		h.must(h.MoveUnit(h.ctx, h.admin, h.other, inner))
		tree, err := h.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		if !slices.Contains(tree.Below(h.region), h.other) {
			h.t.Error("the partner did not move")
		}
	})
}

func TestTheTreeOfAnotherNodeIsSeenAtOnce(t *testing.T) {
	eachHouse(t, func(h *house) {
		node := newService(h.DB)
		before, err := node.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		again, err := node.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		if before != again {
			h.t.Error("an unchanged tree is read again")
		}
		id := h.unit(NewUnit{Parent: h.Root, Kind: blueprint.UnitPartner, UnitDetails: UnitDetails{Name: "Later"}})
		after, err := node.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		if after.Unit(id) == nil || before.Unit(id) != nil {
			h.t.Error("the other node's tree")
		}
	})
}

func TestARolledBackChangeLeavesNoTrace(t *testing.T) {
	eachHouse(t, func(h *house) {
		refused := base.Forbidden()
		err := h.changeTree(h.ctx, h.admin, func(tx *db.Tx, _ *Tree) error {
			if _, err := tx.Exec(h.ctx, moveUnitSQL, db.Args{"id": h.partner, "parent": h.Root}); err != nil {
				return err
			}
			if err := h.touchTree(h.ctx, tx); err != nil {
				return err
			}
			if tree, err := h.TreeIn(h.ctx, tx); err != nil || tree.Unit(h.partner).Parent != h.Root {
				h.t.Errorf("the transaction does not see its own change: %v", err)
			}
			return refused
		})
		h.wants(err, base.CodeForbidden, "the change")
		tree, err := h.Tree(h.ctx, h.Workspace.ID)
		h.must(err)
		if tree.Unit(h.partner).Parent != h.region {
			h.t.Error("what was rolled back is seen")
		}
	})
}

func TestListPartnersPagesAndFilters(t *testing.T) {
	eachHouse(t, func(h *house) {
		for _, name := range []string{"Ampère", "beta", "Gamma", "delta"} {
			h.unit(NewUnit{Parent: h.Root, Kind: blueprint.UnitPartner, UnitDetails: UnitDetails{
				Name: name, Town: "Ede", Areas: []Area{{Country: "NL", Province: "UT"}},
			}})
		}
		h.must(h.EditUnit(h.ctx, h.admin, h.other, UnitDetails{Name: "Daklicht", AccountManager: h.account.Member}))
		list := func(actor base.Actor, f PartnerFilter) []string {
			h.t.Helper()
			var names []string
			cursor := ""
			for {
				page, err := h.ListPartners(h.ctx, actor, f, base.PageRequest{Limit: 2, Cursor: cursor})
				h.must(err)
				for _, p := range page.Items {
					names = append(names, p.Name)
				}
				if cursor = page.Next; cursor == "" {
					return names
				}
			}
		}
		spot := NewSpot("NL", "Utrecht", "", nil, nil)
		for what, c := range map[string]struct {
			actor base.Actor
			f     PartnerFilter
			want  []string
		}{
			"all, in order":          {h.admin, PartnerFilter{}, []string{"Ampère", "beta", "Daklicht", "delta", "Gamma", "Zonwerk"}},
			"by town":                {h.admin, PartnerFilter{Query: "EDE"}, []string{"Ampère", "beta", "delta", "Gamma"}},
			"by account manager":     {h.admin, PartnerFilter{AccountManager: h.account.Member}, []string{"Daklicht"}},
			"by region":              {h.admin, PartnerFilter{Region: h.region}, []string{"Zonwerk"}},
			"by place":               {h.admin, PartnerFilter{Covers: &spot, Query: "a"}, []string{"Ampère", "beta", "delta", "Gamma"}},
			"by state":               {h.admin, PartnerFilter{State: UnitInactive}, nil},
			"of the account manager": {h.account, PartnerFilter{}, []string{"Daklicht", "Zonwerk"}},
			"of a partner":           {h.manager, PartnerFilter{}, []string{"Zonwerk"}},
		} {
			actor, err := h.Actor(h.ctx, h.Workspace.ID, c.actor.Member)
			h.must(err)
			if got := list(actor, c.f); !slices.Equal(got, c.want) {
				h.t.Errorf("%s: %v, want %v", what, got, c.want)
			}
		}
		p, err := h.Partner(h.ctx, h.admin, h.other)
		h.must(err)
		if p.AccountManagerName != "Anouk Veldman" || p.Members != 1 {
			h.t.Errorf("partner %+v", p)
		}
		_, err = h.ListPartners(h.ctx, h.admin, PartnerFilter{}, base.PageRequest{Cursor: "!"})
		h.wants(err, base.CodeInvalid, "a cursor of somebody's own making")
	})
}
