package api_test

import (
	"strings"
	"testing"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/testworld"
)

// A lead comes in, is seen on the market, claimed, worked, and told of.
func TestAPI2_FromIntakeToTimeline(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		admin, joost, bram := as(t, w, h, w.Admin), as(t, w, h, w.Joost), as(t, w, h, w.Bram)

		made := admin.call(201, "POST", "/leads", request("Ans de Wit"))
		lead := "/leads/" + text(made, "id")
		if text(made, "place") != "market" || text(made, "contact", "phone_e164") != "+31612345678" || text(made, "address", "province") != "Gelderland" {
			t.Errorf("created: %v", made)
		}
		available := items(joost.call(200, "GET", "/market", nil))
		if len(available) != 1 || text(available[0].(object), "lead", "id") != text(made, "id") {
			t.Fatalf("market: %v", available)
		}
		claimed := joost.call(200, "POST", lead+"/claim", nil)
		if text(claimed, "contact", "name") != "Ans de Wit" || text(claimed, "deadline_kind") != "hold" || claimed["masked"] != nil {
			t.Errorf("claimed: %v", claimed)
		}
		if refused := bram.call(409, "POST", lead+"/claim", nil); text(refused, "code") != "conflict" {
			t.Errorf("second claim: %v", refused)
		}
		joost.call(200, "POST", lead+"/contacts", object{"outcome": "no_answer", "remark": "Nobody at home"})
		events := joost.call(200, "GET", lead+"/events?limit=2", nil)
		if len(items(events)) != 2 || text(events, "next") == "" {
			t.Fatalf("events: %v", events)
		}
		rest := joost.call(200, "GET", lead+"/events?cursor="+text(events, "next"), nil)
		kinds := map[string]bool{}
		for _, e := range append(items(events), items(rest)...) {
			kinds[text(e.(object), "kind")] = true
		}
		for _, kind := range []string{"received", "listed", "claimed", "contact"} {
			if !kinds[kind] {
				t.Errorf("no event %s among %v", kind, kinds)
			}
		}
		back := joost.call(200, "POST", lead+"/return", object{"reason": "no_time"})
		if text(back, "id") != text(made, "id") || back["contact"] != nil {
			t.Errorf("returned: %v", back)
		}
		bram.call(200, "POST", lead+"/claim", nil)
		bram.call(200, "POST", lead+"/stage", object{"stage": "quote_sent", "date": "2026-03-04", "contact_type": "phone", "amount": 850000})
		if got := bram.call(200, "GET", lead, nil); got["amount"] != 850000.0 {
			t.Errorf("amount: %v", got["amount"])
		}
		// The next partner learns that there was one before, and no more.
		before := bram.raw("GET", lead+"/events", nil).Body.String()
		for _, word := range []string{"Joost", "Nobody at home", w.Joost.Member.String(), w.Veluwe.String()} {
			if strings.Contains(before, word) {
				t.Errorf("Bram reads %q: %s", word, before)
			}
		}
		if !strings.Contains(before, "andere partner") {
			t.Errorf("no other partner in %s", before)
		}
		why := items(as(t, w, h, w.Manager).call(200, "GET", lead+"/routing", nil))
		if len(why) < 2 || len(items(object{"items": why[0].(object)["considered"]})) == 0 {
			t.Errorf("routing: %v", why)
		}
	})
}

func TestAPI2_StagesAndVersions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		joost := as(t, w, h, w.Joost)
		lead := "/leads/" + w.Lead(t, "Ans de Wit").ID.String()
		joost.call(200, "POST", lead+"/claim", nil)

		got, seen := joost.try("GET", lead, nil)
		etag := got.Header().Get("ETag")
		if etag == "" {
			t.Fatal("no ETag")
		}
		doc, err := w.Org.Config(t.Context(), w.WS)
		if err != nil {
			t.Fatal(err)
		}
		to := ""
		for _, key := range doc.Document.Stage(text(seen, "stage")).Moves {
			if s := doc.Document.Stage(key); len(s.Ask) == 0 || s.ResumeTo != "" {
				to = key
			}
		}
		change := object{"stage": to, "remark": "Called back", "contact_type": "phone", "resume_on": "2026-04-01"}
		moved := joost.with("If-Match", etag).call(200, "POST", lead+"/stage", change)
		if text(moved, "stage") != to {
			t.Errorf("moved to %s, want %s", text(moved, "stage"), to)
		}
		stale := joost.with("If-Match", etag).call(412, "POST", lead+"/stage", change)
		if text(stale, "code") != "precondition" {
			t.Errorf("stale: %v", stale)
		}
		joost.with("If-Match", "W/nonsense").call(412, "POST", lead+"/stage", change)
	})
}

func TestAPI1_ListsByCursorAndFilters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		for _, name := range []string{"A", "B", "C", "D", "E"} {
			w.Lead(t, name)
		}
		var names string
		cursor := ""
		for range 3 {
			page := admin.call(200, "GET", "/leads?sort=created&limit=2&cursor="+cursor, nil)
			for _, one := range items(page) {
				names += text(one.(object), "contact", "name")
			}
			cursor = text(page, "next")
		}
		if names != "ABCDE" || cursor != "" {
			t.Errorf("pages gave %q, then %q", names, cursor)
		}
		for query, want := range map[string]int{
			"q=B": 1, "place=market": 5, "place=placed": 0, "place=market,inbox": 5, "lens=unclaimed": 5, "lens=late": 0, "tab=all": 5,
			"source=solar_calculator": 5, "unit=" + w.Veluwe.String(): 0, "mine=true": 0, "archived=true": 0,
		} {
			if got := len(items(admin.call(200, "GET", "/leads?"+query, nil))); got != want {
				t.Errorf("%s: %d leads, want %d", query, got, want)
			}
		}
		for query, parameter := range map[string]string{
			"lens=nonsense": "lens", "sort=name": "sort", "stage=nonsense": "stage", "tab=nonsense": "tab", "source=nonsense": "source",
			"unit=1": "unit", "limit=0": "limit", "limit=x": "limit", "cursor=%20": "cursor", "colour=red": "colour", "mine=perhaps": "mine",
		} {
			refused := admin.call(422, "GET", "/leads?"+query, nil)
			flaws, _ := refused["errors"].([]any)
			if len(flaws) != 1 || text(flaws[0].(object), "parameter") != parameter || text(flaws[0].(object), "detail") == "" {
				t.Errorf("%s: %v", query, refused)
			}
		}
	})
}

func TestAPI2_MeAndPartners(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		h := handler(w, 0)
		me := as(t, w, h, w.Joost).call(200, "GET", "/me", nil)
		if text(me, "name") != "Joost Brinkhuis" || text(me, "rights", "lead.view") != "own" || text(me, "workspace", "currency") != "EUR" {
			t.Errorf("me: %v", me)
		}
		page := as(t, w, h, w.Admin).call(200, "GET", "/partners?limit=2", nil)
		next := as(t, w, h, w.Admin).call(200, "GET", "/partners?limit=2&cursor="+text(page, "next"), nil)
		if len(items(page)) != 2 || len(items(next)) != 1 {
			t.Errorf("partners: %v then %v", page, next)
		}
	})
}

func TestAPI2_MergeAndUndo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		kept, merged := w.Lead(t, "Ans de Wit").ID.String(), w.Lead(t, "Bert de Wit").ID.String()
		admin.call(200, "POST", "/leads/"+kept+"/merge", object{"merged": merged})
		if got := admin.call(200, "GET", "/leads/"+merged, nil); text(got, "merged_into") != kept {
			t.Errorf("merged: %v", got)
		}
		admin.call(409, "POST", "/leads/"+kept+"/merge", object{"merged": merged})
		admin.call(204, "POST", "/leads/"+merged+"/unmerge", nil)
		if got := admin.call(200, "GET", "/leads/"+merged, nil); text(got, "place") != "market" {
			t.Errorf("parted: %v", got)
		}
	})
}

func TestAPI1_AmountsAreMinorUnits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		admin := as(t, w, handler(w, 0), w.Admin)
		config, err := w.Org.Config(t.Context(), w.WS)
		if err != nil {
			t.Fatal(err)
		}
		key := ""
		for _, f := range config.Document.Fields {
			if f.Type == "money" {
				key = f.Key
			}
		}
		body := request("Ans de Wit")
		body["fields"] = object{key: 123456}
		made := admin.call(201, "POST", "/leads", body)
		if fields, _ := made["fields"].(object); fields[key] != 123456.0 {
			t.Errorf("%s came back as %v", key, fields[key])
		}
		id, err := base.ParseID(text(made, "id"))
		if err != nil {
			t.Fatal(err)
		}
		stored, err := w.Leads.Get(t.Context(), w.Admin, id)
		if err != nil {
			t.Fatal(err)
		}
		if amount := stored.Lead.Fields.Number(key); amount != 123456 {
			t.Errorf("stored as %v", amount)
		}
		body["fields"] = object{key: 1.5}
		admin.call(422, "POST", "/leads", body)
	})
}
