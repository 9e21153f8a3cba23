package lead_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

func TestINT2_OneSubmissionManyTimesIsOneLead(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Fatima El Amrani")
		in.Scope, in.Key = "form:calculator", "k-1"
		var group sync.WaitGroup
		var mu sync.Mutex
		ids, again := map[base.ID]bool{}, 0
		for range 50 {
			group.Go(func() {
				made, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
				ids[made.Lead.ID] = true
				if made.Again {
					again++
				}
			})
		}
		group.Wait()
		if len(ids) != 1 || again != 49 {
			t.Errorf("%d leads, %d repeats", len(ids), again)
		}
		if n := count(t, w, "SELECT COUNT(*) FROM lead WHERE ws = :ws"); n != 1 {
			t.Errorf("%d leads in the database", n)
		}
		if n := count(t, w, "SELECT COUNT(*) FROM contact WHERE ws = :ws"); n != 1 {
			t.Errorf("%d contacts in the database", n)
		}
		in.Contact.Name = "Somebody Else"
		_, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
		wantCode(t, err, base.CodeConflict)
	})
}

func TestINT2_KeysOfTwoScopesDoNotMeet(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Fatima El Amrani")
		in.Key = "k-1"
		for _, scope := range []string{"form:calculator", "form:request", "api:1"} {
			in.Scope = scope
			if made := create(t, w, in); made.Again {
				t.Errorf("%s: taken for a repeat", scope)
			}
		}
	})
}

func TestINT3_LikelyDuplicateIsKeptLinkedAndRoutedToTheHolder(t *testing.T) {
	variants := map[string]func(*lead.Input){
		"same e-mail in capitals": func(in *lead.Input) { in.Contact.Email = "FATIMA@amrani.example"; in.Contact.Name = "F. El Amrani" },
		"same phone typed otherwise": func(in *lead.Input) {
			in.Contact.Email, in.Contact.Phone, in.Contact.Name = "", "+31 6 12 34 56 78", "Fatima"
		},
		"same address and name": func(in *lead.Input) { in.Contact.Email = "other@amrani.example"; in.Contact.Name = "fatima el amrani" },
	}
	each(t, func(t *testing.T, w *testworld.World) {
		first := testworld.Request("Fatima El Amrani")
		first.Contact.Email, first.Contact.Phone, first.HouseNumber = "fatima@amrani.example", "06-12345678", "12a"
		original := create(t, w, first).Lead
		_, err := w.Placement.Claim(ctx, w.Joost, original.ID)
		must(t, err)
		for name, change := range variants {
			in := first
			in.Contact.Phone = ""
			change(&in)
			if name != "same address and name" {
				in.HouseNumber = "99"
			}
			l := create(t, w, in).Lead
			if l.DuplicateOf != original.ID {
				t.Errorf("%s: not flagged", name)
				continue
			}
			if l.Place != lead.PlacePlaced || l.PlaceUnit != w.Veluwe || l.HolderMember != w.Joost.Member {
				t.Errorf("%s: went to %s of %v", name, l.Place, l.PlaceUnit)
			}
			view, err := w.Leads.Get(ctx, w.Joost, l.ID)
			must(t, err)
			if len(view.Likenesses) == 0 || view.Likenesses[0].ID != original.ID {
				t.Errorf("%s: likenesses %v", name, view.Likenesses)
			}
		}
		different := testworld.Request("Piet Hein")
		different.HouseNumber = "3"
		if l := create(t, w, different).Lead; l.DuplicateOf != 0 {
			t.Error("another person was taken for a duplicate")
		}
	})
}

func TestINT3_OutsideTheWindowIsANewRequest(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		create(t, w, testworld.Request("Fatima El Amrani"))
		w.Clock.Advance(3 * 365 * 24 * 3600 * 1e9)
		if l := create(t, w, testworld.Request("Fatima El Amrani")).Lead; l.DuplicateOf != 0 {
			t.Error("a request three years later was linked")
		}
	})
}

func TestINT3_MergeByHandAndUndo(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Fatima El Amrani")
		in.Street = ""
		kept := create(t, w, in).Lead
		in = testworld.Request("Fatima El Amrani")
		in.Fields["main_use"] = "evenings"
		merged := create(t, w, in).Lead

		preview, err := w.Leads.PreviewMerge(ctx, w.Manager, kept.ID, merged.ID)
		must(t, err)
		if got := fmt.Sprint(preview.Filled); got != "[street main_use]" {
			t.Errorf("the preview fills %s", got)
		}
		must(t, w.Leads.Merge(ctx, w.Manager, kept.ID, merged.ID))
		wantCode(t, w.Leads.Merge(ctx, w.Manager, kept.ID, merged.ID), base.CodeConflict)
		view, err := w.Leads.Get(ctx, w.Manager, kept.ID)
		must(t, err)
		if view.Lead.Street != "Loolaan" || view.Lead.Fields.Text("main_use") != "evenings" {
			t.Errorf("the kept lead lacks what it should have taken: %+v", view.Lead)
		}
		if n, err := w.Leads.Count(ctx, w.Manager, lead.Filter{}); err != nil || n != 1 {
			t.Errorf("%d leads in the list (%v), want the kept one", n, err)
		}
		market, err := w.Placement.Market(ctx, w.Joost, base.PageRequest{})
		must(t, err)
		if len(market.Leads) != 1 {
			t.Errorf("%d leads on the market after the merge", len(market.Leads))
		}

		must(t, w.Leads.UndoMerge(ctx, w.Manager, merged.ID))
		wantCode(t, w.Leads.UndoMerge(ctx, w.Manager, merged.ID), base.CodeNotFound)
		view, err = w.Leads.Get(ctx, w.Manager, kept.ID)
		must(t, err)
		if view.Lead.Street != "" {
			t.Error("the kept lead did not give back what it took")
		}
		if n, err := w.Leads.Count(ctx, w.Manager, lead.Filter{}); err != nil || n != 2 {
			t.Errorf("%d leads after the undo (%v)", n, err)
		}
		_, err = w.Leads.PreviewMerge(ctx, w.Joost, kept.ID, merged.ID)
		if err == nil {
			t.Error("an installer may merge leads of the market")
		}
	})
}

func TestINT4_ConsentIsRecordedAndCanBeWithdrawn(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		made := create(t, w, testworld.Request("Fatima El Amrani"))
		_, token, _ := strings.Cut(made.Link, "/request/")
		_, err := w.Placement.Claim(ctx, w.Joost, made.Lead.ID)
		must(t, err)
		request, err := w.Leads.RequestByLink(ctx, w.WS, token)
		must(t, err)
		if len(request.Consent) != 1 || request.Consent[0].Wording != "Yes, call me." || request.Holder != "Zonwerk Veluwe" {
			t.Errorf("the prospect sees %+v", request)
		}
		must(t, w.Leads.Withdraw(ctx, w.WS, token))
		wantCode(t, w.Leads.Withdraw(ctx, w.WS, token), base.CodeConflict)
		request, err = w.Leads.RequestByLink(ctx, w.WS, token)
		must(t, err)
		if request.Consent[0].WithdrawnAt.IsZero() || request.Holder != "" || request.Lead.Open() {
			t.Errorf("after the withdrawal: %+v", request.Lead)
		}
		_, err = w.Leads.Get(ctx, w.Joost, made.Lead.ID)
		wantCode(t, err, base.CodeNotFound)
		_, err = w.Leads.RequestByLink(ctx, w.WS, token+"x")
		wantCode(t, err, base.CodeNotFound)
	})
}

func TestINT5_AnonymousInputChangesNoContact(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		first := create(t, w, testworld.Request("Fatima El Amrani")).Lead
		in := testworld.Request("Fatima El Amrani")
		in.Contact.Name, in.Contact.Phone = "Mallory", "0612345678"
		second := create(t, w, in).Lead
		view, err := w.Leads.Get(ctx, w.Manager, first.ID)
		must(t, err)
		if view.Contact.Name != "Fatima El Amrani" || view.Contact.Phone != "" || second.Contact == first.Contact {
			t.Errorf("the first contact became %+v", view.Contact)
		}
	})
}

func TestINT6_PhonesAndPlacesAreDerived(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Fatima El Amrani")
		in.Contact.Phone, in.Postcode, in.Town = "06 - 1234 5678", "7315kd", ""
		l := create(t, w, in).Lead
		view, err := w.Leads.Get(ctx, w.Manager, l.ID)
		must(t, err)
		if view.Contact.Phone != "06 - 1234 5678" || view.Contact.PhoneE164 != "+31612345678" {
			t.Errorf("phone %q, %q", view.Contact.Phone, view.Contact.PhoneE164)
		}
		if l.Postcode != "7315 KD" || l.Province != "Gelderland" || l.Town != "Apeldoorn" || l.Territory != w.Region {
			t.Errorf("place %q %q %q, territory %v", l.Postcode, l.Town, l.Province, l.Territory)
		}
	})
}

func TestINV12_BadInputIsSaidBesideItsField(t *testing.T) {
	cases := map[string]struct {
		field  string
		change func(*lead.Input)
	}{
		"no name":          {"name", func(in *lead.Input) { in.Contact.Name = " \n" }},
		"huge name":        {"name", func(in *lead.Input) { in.Contact.Name = strings.Repeat("x", 5000) }},
		"no e-mail":        {"email", func(in *lead.Input) { in.Contact.Email = "not an address" }},
		"two addresses":    {"email", func(in *lead.Input) { in.Contact.Email = "a@b.example,c@d.example" }},
		"short phone":      {"phone", func(in *lead.Input) { in.Contact.Phone = "06 1000 20" }},
		"no way to reach":  {"phone", func(in *lead.Input) { in.Contact.Email = "" }},
		"foreign postcode": {"postcode", func(in *lead.Input) { in.Postcode = "28001" }},
		"unknown source":   {"source", func(in *lead.Input) { in.Source = "telepathy" }},
		"unknown field":    {"fields.colour", func(in *lead.Input) { in.Fields["colour"] = "red" }},
		"text for number":  {"fields.roof_area", func(in *lead.Input) { in.Fields["roof_area"] = "large" }},
		"out of range":     {"fields.slope", func(in *lead.Input) { in.Fields["slope"] = "120" }},
		"unknown choice":   {"fields.main_use", func(in *lead.Input) { in.Fields["main_use"] = "never" }},
		"half a position":  {"position", func(in *lead.Input) { in.Lat = new(float64) }},
	}
	each(t, func(t *testing.T, w *testworld.World) {
		for name, c := range cases {
			in := testworld.Request("Fatima El Amrani")
			c.change(&in)
			_, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
			t.Run(name, func(t *testing.T) { wantField(t, err, c.field) })
		}
		if n := count(t, w, "SELECT COUNT(*) FROM lead WHERE ws = :ws"); n != 0 {
			t.Errorf("%d leads were kept of refused input", n)
		}
	})
}

func TestHostileTextStaysText(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("x")
		in.Contact.Name = "Robert'); DROP TABLE lead;--\r\nBcc: all@example\x00\xff"
		in.Fields["message"] = "<script>alert(1)</script> {{.}} \u202e"
		l := create(t, w, in).Lead
		view, err := w.Leads.Get(ctx, w.Manager, l.ID)
		must(t, err)
		if want := "Robert'); DROP TABLE lead;-- Bcc: all@example"; view.Contact.Name != want {
			t.Errorf("name %q, want %q", view.Contact.Name, want)
		}
	})
}

// An address that was copied from a page brings signs along that nobody sees, and a name may be made to turn the
// words around it.
func TestINV12_SignsThatNobodySeesDoNoHarm(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		in := testworld.Request("Fatima\u202e El\u2028Amrani\u2066")
		in.Contact.Email = "\ufefffatima@zon.example\u200b"
		made := create(t, w, in)
		seen, err := w.Leads.Get(ctx, w.Admin, made.Lead.ID)
		if err != nil {
			t.Fatal(err)
		}
		if seen.Contact.Email != "fatima@zon.example" || seen.Contact.Name != "Fatima El Amrani" {
			t.Errorf("kept as %q and %q", seen.Contact.Email, seen.Contact.Name)
		}
		for _, email := range []string{"a\u0085b@zon.example", "a\u2028b@zon.example", "a\x00b@zon.example"} {
			in := testworld.Request("Ans de Wit")
			in.Contact.Email = email
			_, err := w.Leads.Create(ctx, base.Prospect(w.WS), in)
			if fields := base.AsError(err).Fields; len(fields) != 1 || fields[0].Field != "email" {
				t.Errorf("%q: %v", email, err)
			}
		}
	})
}
