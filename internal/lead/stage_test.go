package lead_test

import (
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/testworld"
)

func claimed(t *testing.T, w *testworld.World) *lead.Lead {
	t.Helper()
	l := w.Lead(t, "Fatima El Amrani")
	_, err := w.Placement.Claim(ctx, w.Joost, l.ID)
	must(t, err)
	return l
}

func TestSTG2_ChangeOfStageAsksWhatThePipelineSays(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := claimed(t, w)
		_, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{Stage: "first_contact"})
		wantField(t, err, "contact_type")
		_, err = w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{Stage: "first_contact", Answers: lead.Answers{ContactType: "pigeon"}})
		wantField(t, err, "contact_type")
		_, err = w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{
			Stage: "first_contact", Answers: lead.Answers{ContactType: "phone", On: w.Clock.Now().Add(time.Hour)},
		})
		wantField(t, err, "date")
		_, err = w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{Stage: "order_placed", Answers: lead.Answers{ContactType: "phone"}})
		wantCode(t, err, base.CodeConflict)

		moved, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{
			Stage: "first_contact", Answers: lead.Answers{ContactType: "visit", Remark: "Nice roof"},
		})
		must(t, err)
		if moved.Stage != "first_contact" || moved.DeadlineKind != lead.DeadlineStage || moved.DeadlineAt.IsZero() {
			t.Errorf("after the move: %s, %s %v", moved.Stage, moved.DeadlineKind, moved.DeadlineAt)
		}
		events, err := w.Leads.Events(ctx, w.Joost, l.ID)
		must(t, err)
		last := events[len(events)-1]
		if last.Kind != lead.EventStage || last.Detail.Remark != "Nice roof" || last.Detail.ContactType != "visit" || last.Detail.From != "claimed" {
			t.Errorf("the timeline ends in %+v", last)
		}
	})
}

func TestSTG3_ResubmissionComesBackOnItsDate(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := claimed(t, w)
		day := time.Date(2026, 3, 31, 22, 0, 0, 0, time.UTC) // 1 April in Amsterdam
		paused, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{
			Stage: "resubmission", Answers: lead.Answers{ContactType: "phone", Resume: day},
		})
		must(t, err)
		back := time.Date(2026, 4, 1, 7, 0, 0, 0, time.UTC) // when the office opens
		if !paused.ResumeAt.Equal(back) {
			t.Errorf("back at %v, want %v", paused.ResumeAt, back)
		}
		if n, err := w.Leads.Count(ctx, w.Joost, lead.Filter{Tab: "in_progress"}); err != nil || n != 0 {
			t.Errorf("a paused lead is in progress (%d, %v)", n, err)
		}
		w.Clock.Set(back.Add(-time.Second))
		w.Settle(t)
		if n, _ := w.Leads.Count(ctx, w.Joost, lead.Filter{Tab: "resubmission"}); n != 1 {
			t.Error("back too early")
		}
		w.Clock.Advance(time.Second)
		w.Settle(t)
		if n, _ := w.Leads.Count(ctx, w.Joost, lead.Filter{Tab: "in_progress"}); n != 1 {
			t.Error("not back on its date")
		}
		if mails := w.Mails(t, "joost@zonveer.example"); len(mails) == 0 || mails[0].Name != "lead.resumed" {
			t.Errorf("no notice of the lead that came back: %d mails", len(mails))
		}
	})
}

func TestSTG4_LostNeedsAReason(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := claimed(t, w)
		_, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{Stage: "not_successful", Answers: lead.Answers{ContactType: "phone"}})
		wantField(t, err, "lost_reason")
		lost, err := w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{
			Stage: "not_successful", Answers: lead.Answers{ContactType: "phone", LostReason: "too_expensive"},
		})
		must(t, err)
		if lost.Open() || !lost.DeadlineAt.IsZero() || lost.LostReason != "too_expensive" {
			t.Errorf("the lost lead: %+v", lost)
		}
	})
}

func TestEDIT3_TheSecondToSaveIsTold(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := claimed(t, w)
		view, err := w.Leads.Get(ctx, w.Joost, l.ID)
		must(t, err)
		seen := view.Lead.Version
		in := lead.LogInput{Outcome: "no_answer", Version: seen}
		_, err = w.Leads.LogContact(ctx, w.Joost, l.ID, in)
		must(t, err)
		_, err = w.Leads.LogContact(ctx, w.Fenna, l.ID, in)
		wantCode(t, err, base.CodeConflict)
	})
}

func TestMKT7_TheLeadMovesToTheTabOfItsStage(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		l := claimed(t, w)
		want := func(tab string) {
			t.Helper()
			counts, err := w.Leads.CountTabs(ctx, w.Joost, lead.Filter{Mine: true})
			must(t, err)
			for key, n := range counts {
				if expected := map[bool]int{true: 1, false: 0}[key == tab || key == "all"]; n != expected {
					t.Errorf("in tab %s: %d, want %d (the lead belongs to %s)", key, n, expected, tab)
				}
			}
		}
		want("new")
		_, err := w.Leads.LogContact(ctx, w.Joost, l.ID, lead.LogInput{Outcome: "no_answer"})
		must(t, err)
		want("in_progress")
		_, err = w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{
			Stage: "resubmission", Answers: lead.Answers{ContactType: "phone", Resume: w.Clock.Now().AddDate(0, 1, 0)},
		})
		must(t, err)
		want("resubmission")
		_, err = w.Leads.ChangeStage(ctx, w.Joost, l.ID, lead.StageInput{Stage: "order_placed", Answers: lead.Answers{ContactType: "phone"}})
		must(t, err)
		want("closed")
	})
}

func TestListPagesMeetEveryLeadOnce(t *testing.T) {
	each(t, func(t *testing.T, w *testworld.World) {
		const leads = 23
		for i := range leads {
			in := testworld.Request("Name " + string(rune('A'+i)))
			in.HouseNumber = string(rune('A' + i))
			create(t, w, in)
		}
		for _, sort := range lead.Sorts() {
			seen := map[base.ID]bool{}
			page := base.PageRequest{Limit: 5, Sort: sort}
			for range 10 {
				got, err := w.Leads.List(ctx, w.Manager, lead.Filter{}, page)
				must(t, err)
				for _, row := range got.Items {
					if seen[row.ID] {
						t.Errorf("sort %q shows a lead twice", sort)
					}
					seen[row.ID] = true
				}
				if page.Cursor = got.Next; page.Cursor == "" {
					break
				}
			}
			if len(seen) != leads {
				t.Errorf("sort %q shows %d of %d", sort, len(seen), leads)
			}
		}
		_, err := w.Leads.List(ctx, w.Manager, lead.Filter{}, base.PageRequest{Cursor: "nonsense"})
		wantCode(t, err, base.CodeInvalid)
		_, err = w.Leads.List(ctx, w.Manager, lead.Filter{}, base.PageRequest{Sort: "id; DROP TABLE lead"})
		wantCode(t, err, base.CodeInvalid)
	})
}
