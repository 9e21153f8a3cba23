package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sluice/internal/api"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

func TestAPI1_OpenAPI(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	h := handler(testworld.Services(t, d, base.NewFrozenClock(dbtest.Start)), 0)
	got := client{t: t, handler: h}.raw("GET", "/openapi.json", nil)
	if got.Code != 200 || got.Header().Get("Content-Type") != "application/openapi+json" {
		t.Fatalf("%d %v", got.Code, got.Header())
	}
	var out bytes.Buffer
	if err := json.Indent(&out, got.Body.Bytes(), "", "  "); err != nil {
		t.Fatal(err)
	}
	out.WriteByte('\n')
	golden(t, "openapi.golden.json", out.Bytes())

	for _, id := range []string{
		"me", "createLead", "getLead", "listLeads", "claimLead", "returnLead", "assignLead", "changeLeadStage", "listLeadEvents",
		"listPartners", "explainRouting",
	} {
		if !bytes.Contains(out.Bytes(), []byte(`"operationId": "`+id+`"`)) {
			t.Errorf("no operation %s", id)
		}
	}
}

// attempt is how the matrix calls an operation on a lead.
type attempt struct {
	// placed: the lead is in the hands of the unit and not on its market; merged: it has gone into another one.
	placed, merged bool
	body           func(m *matrix, at target) any
}

func always(body object) func(*matrix, target) any { return func(*matrix, target) any { return body } }

var attempts = map[string]attempt{
	"me":                 {},
	"createLead":         {body: always(request("Somebody"))},
	"listLeads":          {},
	"getLead":            {placed: true},
	"listLeadEvents":     {placed: true},
	"listAvailableLeads": {},
	"claimLead":          {},
	"hideLead":           {},
	"returnLead":         {placed: true, body: always(object{"reason": "no_time"})},
	"changeLeadStage":    {placed: true, body: always(object{"stage": "resubmission", "resume_on": "2026-04-01", "remark": "Later", "contact_type": "phone"})},
	"logLeadContact":     {placed: true, body: always(object{"outcome": "no_answer"})},
	"assignLead":         {placed: true, body: func(_ *matrix, at target) any { return object{"unit": at.unit} }},
	"explainRouting":     {placed: true},
	"mergeLeads":         {placed: true, body: func(m *matrix, at target) any { return object{"merged": m.lead(at, true)} }},
	"unmergeLead":        {placed: true, merged: true},
	"listPartners":       {},
	"openapi":            {},
	"docs":               {},
}

// target is where a lead of the matrix is.
type target struct {
	name     string
	world    *testworld.World
	postcode string
	unit     base.ID
	member   base.ID
}

type matrix struct{ t *testing.T }

func (m *matrix) lead(at target, placed bool) base.ID {
	m.t.Helper()
	in := testworld.Request("Somebody")
	in.Postcode, in.Contact.Email = at.postcode, ""
	in.Contact.Phone = "0612345678"
	made, err := at.world.Leads.Create(m.t.Context(), base.Prospect(at.world.WS), in)
	if err == nil && placed {
		_, err = at.world.Placement.Assign(m.t.Context(), base.System(at.world.WS), made.Lead.ID, placement.AssignInput{
			Target: lead.Target{Unit: at.unit, Member: at.member},
		})
	}
	if err != nil {
		m.t.Fatal(err)
	}
	return made.Lead.ID
}

func (m *matrix) try(c client, r api.Route, at target) int {
	m.t.Helper()
	try, known := attempts[r.ID]
	if !known {
		m.t.Fatalf("the matrix does not know how to call %s", r.ID)
	}
	path := r.Path
	if strings.Contains(path, "{id}") {
		id := m.lead(at, try.placed)
		if try.merged {
			if err := at.world.Leads.Merge(m.t.Context(), at.world.Admin, m.lead(at, true), id); err != nil {
				m.t.Fatal(err)
			}
		}
		path = strings.Replace(path, "{id}", id.String(), 1)
	}
	var body any
	if try.body != nil {
		body = try.body(m, at)
	}
	if r.Rule.Public() {
		return c.raw(r.Method, path, nil).Code
	}
	got, _ := c.try(r.Method, path, body)
	return got.Code
}

// Every operation, by every role, on its own unit's lead, on that of a unit elsewhere, and on one of another workspace.
func TestACC3_EveryOperationByEveryRole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "anders")
		h := handler(w, 0)
		members := map[string]base.Actor{
			"installer": w.Joost, "partner-manager": w.Fenna, "account-manager": w.Manager, "admin": w.Admin,
			"integrator": robot(t, w),
		}
		targets := []target{
			{"own", w, "7315 KD", w.Veluwe, w.Joost.Member},
			{"elsewhere", w, "1012 AB", w.Randstad, w.Noor.Member},
			{"another workspace", other, "7315 KD", other.Veluwe, other.Joost.Member},
		}
		config, err := w.Org.Config(t.Context(), w.WS)
		if err != nil {
			t.Fatal(err)
		}
		m := &matrix{t}
		var out strings.Builder
		for _, r := range api.Routes() {
			if !r.Rule.Stated() {
				t.Errorf("%s states no rule", r.ID)
			}
			fmt.Fprintf(&out, "%s %s %s\n  %-16s %d\n", r.ID, r.Method, r.Path, "no token", m.try(client{t: t, handler: h}, r, targets[0]))
			for _, role := range config.Document.Roles {
				fmt.Fprintf(&out, "  %-16s", role.Key)
				c := as(t, w, h, members[role.Key])
				for _, at := range targets {
					fmt.Fprintf(&out, " %s %d,", at.name, m.try(c, r, at))
				}
				out.WriteString("\n")
			}
		}
		golden(t, "access.golden", []byte(out.String()))
	})
}

func robot(t *testing.T, w *testworld.World) base.Actor {
	t.Helper()
	m, err := w.Org.CreateMember(t.Context(), base.System(w.WS), org.NewMember{
		Unit: w.Root, Role: "integrator", Name: "Website", Email: "robot@zonveer.example", Password: testworld.Password,
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := w.Org.Actor(t.Context(), w.WS, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// What is hidden and what does not exist answer with the same bytes (INV-7).
func TestINV7_ForeignLeadsAnswerLikeNone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w, other := testworld.New(t, d, clock), testworld.Named(t, d, clock, "anders")
		h := handler(w, 0)
		m := &matrix{t}
		joost := as(t, w, h, w.Joost)
		elsewhere := m.lead(target{world: w, postcode: "1012 AB", unit: w.Randstad, member: w.Noor.Member}, true)
		abroad := m.lead(target{world: other, postcode: "7315 KD"}, false)
		for _, r := range api.Routes() {
			if !strings.Contains(r.Path, "{id}") || joost.forbidden(r) {
				continue
			}
			var answers []string
			for _, id := range []string{elsewhere.String(), abroad.String(), base.NewID(clock.Now()).String(), "nonsense"} {
				var body any
				if build := attempts[r.ID].body; build != nil && r.ID != "mergeLeads" {
					body = build(m, target{unit: w.Veluwe})
				} else if build != nil {
					body = object{"merged": elsewhere}
				}
				got, _ := joost.try(r.Method, strings.Replace(r.Path, "{id}", id, 1), body)
				answers = append(answers, fmt.Sprint(got.Code, " ", got.Body))
			}
			if !strings.HasPrefix(answers[0], "404") || len(slices.Compact(answers)) != 1 {
				t.Errorf("%s: %v", r.ID, answers)
			}
		}
		if found := items(joost.call(200, "GET", "/leads?q=Somebody", nil)); len(found) != 0 {
			t.Errorf("found %v", found)
		}
		if market := items(joost.call(200, "GET", "/market", nil)); len(market) != 0 {
			t.Errorf("on the market: %v", market)
		}
	})
}

// forbidden tells whether the member may not use the route at all, so that it never comes to a lead.
func (c client) forbidden(r api.Route) bool {
	got, _ := c.try(r.Method, strings.Replace(r.Path, "{id}", "nonsense", 1), nil)
	return got.Code == 403
}

// On the market a lead shows nothing personal, in no answer (INV-8).
func TestINV8_MaskedAnswersHoldNothingPersonal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		admin, joost := as(t, w, h, w.Admin), as(t, w, h, w.Joost)
		made := admin.call(201, "POST", "/leads", request("Ans de Wit"))
		path := "/leads/" + text(made, "id")
		personal := []string{"Ans", "Wit", "someone", "prospect.example", "12345678", "Loolaan", "1148", "7315 KD", "KD", "Ring the bell", `"contact":`, `"tracking"`, `"lat"`}
		for _, address := range []string{path, "/market", "/leads", "/leads?q=Wit", path + "/events", path + "/routing"} {
			raw := joost.raw("GET", address, nil).Body.String()
			for _, word := range personal {
				if strings.Contains(raw, word) {
					t.Errorf("%s shows %q: %s", address, word, raw)
				}
			}
		}
		masked := joost.call(200, "GET", path, nil)
		if masked["masked"] != true || text(masked, "address", "town") != "Apeldoorn" || masked["fields"].(object)["roof_area"] != 21.0 {
			t.Errorf("masked: %v", masked)
		}
		open := joost.call(200, "POST", path+"/claim", nil)
		if text(open, "address", "street") != "Loolaan" || text(open, "contact", "email") != "someone@prospect.example" {
			t.Errorf("after the claim: %v", open)
		}
	})
}
