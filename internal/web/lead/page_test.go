package lead

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/web/ui"
	"sluice/internal/web/webtest"
)

func TestLEAD1_TheTopSaysWhereItStands(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		page := s.As(t, s.World.Joost).Get(at(l))
		head := page.Doc.Find(".lead-head")
		for _, want := range []string{"Fatima El Amrani", "Z-1", "Claimed", "Residential, solar panels, 9 modules", "Apeldoorn", "Joost Brinkhuis, Zonwerk Veluwe", "Solar calculator", "2 d left"} {
			if !strings.Contains(text(head), want) {
				t.Errorf("the top does not say %q:\n%s", want, text(head))
			}
		}
		if got := text(head.Find(`.steps [aria-current="step"]`)); got != "Claimed" || head.Find(".steps .done").Length() != 1 {
			t.Errorf("the stepper stands at %q", got)
		}
		if page.Doc.Find(`#lead[hx-trigger*="live:lead-`+l.ID.String()+`"]`).Length() != 1 {
			t.Error("the page does not follow the lead")
		}
		if live := page.Doc.Find("body").AttrOr("data-live", ""); live != "/zonveer/live?lead="+l.ID.String() {
			t.Errorf("the stream is %q", live)
		}
	})
}

func TestLEAD1_EveryTabHasAnAddress(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		hrefs := b.Get(at(l)).Doc.Find(`.tabs [role="tab"]`).Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
		if len(hrefs) != len(tabs) {
			t.Fatalf("%d tabs", len(hrefs))
		}
		for _, script := range []bool{false, true} {
			b.HTMX = script
			for _, href := range hrefs {
				page := b.Get(href)
				if got := page.Doc.Find(`.tabs [aria-selected="true"]`).AttrOr("href", ""); got != href {
					t.Errorf("script %v: %s shows the tab %s", script, href, got)
				}
				if whole := page.Doc.Find("main").Length() == 1; whole == script {
					t.Errorf("script %v: %s is a whole page: %v", script, href, whole)
				}
			}
		}
	})
}

func TestSOL3_TheSummaryShowsProjectAndCalculation(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		page := s.As(t, s.World.Joost).Get(at(claimed(t, s, "Fatima El Amrani")))
		got := strings.ReplaceAll(text(page.Doc.Find("#lead")), "\u00a0", "")
		for _, want := range []string{
			"Loolaan 1148, 7315 KD Apeldoorn, Gelderland", "1×35 A", "21 m²", "30°", "south (180°)", "9", "3,100 kWh",
			"2,779", "€69.75", "€837.00", "€20,336.90", "€40.12", "€7,851.83", "71 trees", "14.2",
			"We would like to start before the summer.", "After 17:00", "Spring roofs", "Consent to calls",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("does not show %q", want)
			}
		}
		if page.Doc.Find("svg.chart rect.bar").Length() != 12 {
			t.Error("the chart does not show twelve months")
		}
		if t.Failed() {
			t.Log(got)
		}
	})
}

func TestSOL2_TheStagesAreThoseOfTheBlueprint(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		choices := s.As(t, s.World.Joost).Get(at(l) + "/stage").Doc.Find("main a.option")
		got := choices.Map(func(_ int, a *goquery.Selection) string { return text(a) })
		want := []string{"Contact attempted", "First contact made", "Quote sent", "Resubmission", "Not successful"}
		if !slices.Equal(got, want) {
			t.Errorf("from Claimed one may go to %q", got)
		}
	})
}

// invalid posts a change of stage and returns the refused form.
func invalid(t *testing.T, b *webtest.Browser, path string, form url.Values, fields ...string) webtest.Answer {
	t.Helper()
	refused := b.Post(path, form)
	if refused.Status != http.StatusUnprocessableEntity {
		t.Fatalf("%v answers %d", form, refused.Status)
	}
	for _, field := range fields {
		if refused.Doc.Find("#"+ui.FieldID(field)+"-error").Length() != 1 {
			t.Errorf("%v: no error beside %s", form, field)
		}
	}
	if n := refused.Doc.Find(".field .error, fieldset .error").Length(); n < len(fields) {
		t.Errorf("%v: %d errors, not %d", form, n, len(fields))
	}
	return refused
}

func TestSTG2_AStageAsksForDateAndContactType(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		form := b.Get(at(l) + "/stage?to=quote_sent")
		for _, field := range []string{"date", "contact_type", "amount", "remark"} {
			if form.Doc.Find(`[name="`+field+`"]`).Length() == 0 {
				t.Errorf("does not ask for %s", field)
			}
		}
		if got := form.Value("date"); got != "2026-03-04T10:15" {
			t.Errorf("the date begins as %q", got)
		}
		refused := invalid(t, b, at(l)+"/stage", url.Values{
			"stage": {"quote_sent"}, "date": {"2026-03-09T10:00"}, "amount": {"a lot"}, "remark": {"kept"},
		}, "amount")
		if refused.Value("amount") != "a lot" || refused.Value("date") != "2026-03-09T10:00" || text(refused.Doc.Find("textarea")) != "kept" {
			t.Error("what was typed is gone")
		}
		invalid(t, b, at(l)+"/stage", url.Values{"stage": {"quote_sent"}, "date": {"2026-03-09T10:00"}}, "date", "contact_type")
		saved := b.Post(at(l)+"/stage", url.Values{
			"stage": {"quote_sent"}, "date": {"2026-03-04T09:00"}, "contact_type": {"email"}, "amount": {"9.850,50"}, "remark": {"by mail"},
		})
		got := stored(t, s, l)
		if saved.Status != http.StatusSeeOther || got.Stage != "quote_sent" || got.Amount == nil || *got.Amount != 985050 {
			t.Errorf("answers %d, stands in %s, worth %v", saved.Status, got.Stage, got.Amount)
		}
		if line := b.Get(at(l) + "/activity").Text(".timeline li"); !strings.Contains(line, "from Claimed to Quote sent; by: E-mail; amount: €9,850.50") {
			t.Errorf("the timeline tells %q", line)
		}
	})
}

func TestSTG3_ResubmissionComesBackByItself(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		invalid(t, b, at(l)+"/stage", url.Values{"stage": {"resubmission"}, "contact_type": {"phone"}}, "resume_on")
		invalid(t, b, at(l)+"/stage", url.Values{"stage": {"resubmission"}, "contact_type": {"phone"}, "resume_on": {"2026-03-01"}}, "resume_on")
		b.Post(at(l)+"/stage", url.Values{"stage": {"resubmission"}, "contact_type": {"phone"}, "resume_on": {"2026-04-01"}})
		if got := b.Get("/zonveer/my-leads?tab=resubmission").Text("#mine-rows li"); !strings.Contains(got, "Fatima El Amrani") {
			t.Errorf("the tab shows %q", got)
		}
		s.World.Clock.Set(time.Date(2026, 4, 1, 7, 0, 0, 0, time.UTC))
		s.World.Settle(t)
		if got := s.As(t, s.World.Joost).Get(at(l)).Text(".lead-title .badge"); got != "Contact attempted" {
			t.Errorf("on its day it stands in %q", got)
		}
	})
}

func TestSTG4_LostNeedsAReason(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		form := url.Values{"stage": {"not_successful"}, "contact_type": {"phone"}}
		invalid(t, b, at(l)+"/stage", form, "lost_reason")
		form.Set("lost_reason", "too_expensive")
		b.Post(at(l)+"/stage", form)
		if got := stored(t, s, l); got.Stage != "not_successful" || got.LostReason != "too_expensive" {
			t.Errorf("stands in %s for %q", got.Stage, got.LostReason)
		}
		page := b.Get(at(l))
		if !strings.Contains(page.Text("aside.rail"), "Too expensive") || page.Doc.Find("dialog#outcome").Length() != 0 {
			t.Error("the lost lead does not say why, or still asks how the call went")
		}
	})
}

func TestINV12_AChangeMeanwhileLosesNothingTyped(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		seen := b.Get(at(l) + "/stage?to=first_contact").Value("version")
		_, err := s.World.Leads.LogContact(t.Context(), s.World.Fenna, l.ID, lead.LogInput{Outcome: "no_answer"})
		must(t, err)
		form := url.Values{"stage": {"first_contact"}, "contact_type": {"visit"}, "remark": {"met at the door"}, "version": {seen}}
		refused := b.Post(at(l)+"/stage", form)
		if refused.Status != http.StatusConflict || refused.Text(".note-box") != say("leads.error_changed_meanwhile") {
			t.Fatalf("answers %d %q", refused.Status, refused.Text(".note-box"))
		}
		if text(refused.Doc.Find("textarea")) != "met at the door" || refused.Doc.Find(`[name="contact_type"][value="visit"][checked]`).Length() != 1 {
			t.Error("what was typed is gone")
		}
		form.Set("version", refused.Value("version"))
		if again := b.Post(at(l)+"/stage", form); again.Status != http.StatusSeeOther || stored(t, s, l).Stage != "first_contact" {
			t.Errorf("sent again it answers %d", again.Status)
		}
	})
}

func TestINV5_ALateContactIsToldSo(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Joost)
		s.World.Clock.Advance(48 * time.Hour)
		late := b.Post(at(l)+"/outcome", url.Values{"outcome": {"no_answer"}, "remark": {"voicemail"}})
		if late.Status != http.StatusGone || late.Text(".note-box") != say("placing.error_run_out") {
			t.Errorf("answers %d %q", late.Status, late.Text(".note-box"))
		}
	})
}

func TestLEAD3_TheTimelineIsFilteredAndTurned(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		l := claimed(t, s, "Fatima El Amrani")
		b := s.As(t, s.World.Manager)
		lines := func(query string) []string {
			return b.Get(at(l) + "/activity" + query).Doc.Find(".timeline li > p").Map(func(_ int, p *goquery.Selection) string { return text(p) })
		}
		newest, oldest := lines(""), lines("?order=oldest")
		if len(newest) != 5 || !strings.HasPrefix(newest[len(newest)-1], "The lead came in: Solar calculator") {
			t.Errorf("tells %q", newest)
		}
		slices.Reverse(oldest)
		if !slices.Equal(newest, oldest) {
			t.Errorf("turned it tells %q", oldest)
		}
		only := lines("?kind=claimed")
		if len(only) != 1 || !strings.HasPrefix(only[0], "Claimed by Joost Brinkhuis (Zonwerk Veluwe), held until Fri 6 Mar 10:15") {
			t.Errorf("of one kind it tells %q", only)
		}
	})
}

func TestLEAD11_SeenBySaysWhoWhenAndThroughWhat(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		l := claimed(t, s, "Fatima El Amrani")
		_, err := w.Placement.Assign(t.Context(), w.Manager, l.ID, assignTo(w.Twente, w.Bram.Member))
		must(t, err)
		list := s.As(t, w.Manager).Get(at(l) + "/seen-by").Doc.Find("#tab .timeline li")
		if list.Length() != 2 {
			t.Fatalf("%d reveals", list.Length())
		}
		for i, want := range [][]string{
			{"Bram Oude Luttikhuis (Dakkracht Twente)", say("leadpage.seen_assignment")}, {"Joost Brinkhuis (Zonwerk Veluwe)", say("leadpage.seen_claim")},
		} {
			for _, part := range want {
				if !strings.Contains(text(list.Eq(i)), part) {
					t.Errorf("line %d %q does not say %q", i, text(list.Eq(i)), part)
				}
			}
		}
	})
}

func assignTo(unit, member base.ID) placement.AssignInput {
	return placement.AssignInput{Target: lead.Target{Unit: unit, Member: member}}
}

func TestINV10_APartnerReadsNoOtherPartnersName(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		l := claimed(t, s, "Fatima El Amrani")
		_, err := w.Leads.LogContact(t.Context(), w.Joost, l.ID, lead.LogInput{Outcome: "no_answer", Answers: lead.Answers{Remark: "rather rude"}})
		must(t, err)
		_, err = w.Placement.Return(t.Context(), w.Joost, l.ID, placement.ReturnInput{Reason: "no_time", Remark: "no fun"})
		must(t, err)
		_, err = w.Placement.Claim(t.Context(), w.Bram, l.ID)
		must(t, err)
		b := s.As(t, w.Bram)
		for _, t2 := range tabs {
			page := b.Get(at(l) + t2.path)
			for _, secret := range []string{"Joost", "Zonwerk", "rude", "no fun"} {
				if strings.Contains(page.Body, secret) {
					t.Errorf("%s tells the next partner %q", t2.key, secret)
				}
			}
		}
		if got := text(b.Get(at(l) + "/activity").Doc.Find("#tab .timeline")); !strings.Contains(got, "Another partner returned it") {
			t.Errorf("tells %q", got)
		}
		if got := text(s.As(t, w.Manager).Get(at(l) + "/activity").Doc.Find("#tab .timeline")); !strings.Contains(got, "Joost Brinkhuis (Zonwerk Veluwe) returned it; reason: No time") || !strings.Contains(got, "rather rude") {
			t.Errorf("tells the account manager %q", got)
		}
	})
}

func TestINT3_ALikelyDuplicateIsOfferedForComparison(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		first := claimed(t, s, "Fatima El Amrani")
		second := prospect(t, s, "Fatima El Amrani")
		page := s.As(t, s.World.Manager).Get(at(second))
		if page.Doc.Find(`aside .note-box a[href="`+at(second)+`/merge/`+first.ID.String()+`"]`).Length() != 1 {
			t.Error("the likeness is not shown")
		}
	})
}

func TestINT3_AMergedLeadLeadsToTheKeptOne(t *testing.T) {
	each(t, func(t *testing.T, s *webtest.Site) {
		w := s.World
		kept, part := prospect(t, s, "Fatima El Amrani"), prospect(t, s, "Fatima El Amrani")
		must(t, w.Leads.Merge(t.Context(), w.Manager, kept.ID, part.ID))
		b := s.As(t, w.Manager)
		page := b.Get(at(part))
		if page.Doc.Find(`#lead > .note-box a[href="`+at(kept)+`"]`).Length() != 1 {
			t.Errorf("nothing leads to the kept lead: %s", page.Text(".note-box"))
		}
		undo := page.Doc.Find("#lead > .note-box form").AttrOr("action", "")
		if undo != at(part)+"/unmerge" {
			t.Fatalf("undone at %q", undo)
		}
		must(t, w.Leads.UndoMerge(t.Context(), w.Manager, part.ID))
		if b.Get(at(part)).Doc.Find("#lead > .note-box").Length() != 0 {
			t.Error("a lead of its own is said to be merged")
		}
	})
}
