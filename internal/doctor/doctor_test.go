package doctor_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/doctor"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/testworld"
)

// patients are leads in each kind of place, all well.
type patients struct{ market, held, inbox, lost, paused base.ID }

func healthy(t *testing.T, w *testworld.World) patients {
	t.Helper()
	ctx := context.Background()
	p := patients{market: w.Lead(t, "On The Market").ID}
	p.held = w.Lead(t, "Is Held").ID
	claim := func(id base.ID) {
		if _, err := w.Placement.Claim(ctx, w.Joost, id); err != nil {
			t.Fatal(err)
		}
	}
	claim(p.held)
	far := testworld.Request("Lives Where Nobody Is")
	far.Postcode, far.Town = "4331 AB", "Middelburg"
	made, err := w.Leads.Create(ctx, base.Prospect(w.WS), far)
	if err != nil {
		t.Fatal(err)
	}
	p.inbox = made.Lead.ID
	p.lost = w.Lead(t, "Is Lost").ID
	claim(p.lost)
	move := func(id base.ID, in lead.StageInput) {
		in.ContactType = "phone"
		if _, err := w.Leads.ChangeStage(ctx, w.Joost, id, in); err != nil {
			t.Fatal(err)
		}
	}
	move(p.lost, lead.StageInput{Stage: "not_successful", Answers: lead.Answers{LostReason: "too_expensive"}})
	p.paused = w.Lead(t, "Comes Back").ID
	claim(p.paused)
	move(p.paused, lead.StageInput{Stage: "resubmission", Answers: lead.Answers{Resume: w.Clock.Now().AddDate(0, 1, 0)}})
	w.Settle(t)
	return p
}

func examine(t *testing.T, d *db.DB) (doctor.Report, []doctor.Finding) {
	t.Helper()
	var found []doctor.Finding
	report, err := doctor.Examine(context.Background(), d, func(f doctor.Finding) { found = append(found, f) })
	if err != nil {
		t.Fatal(err)
	}
	if report.Findings != len(found) {
		t.Errorf("the report counts %d findings, %d were told", report.Findings, len(found))
	}
	return report, found
}

func TestINV3_TheDoctorFindsNothingWhereAllIsWell(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		healthy(t, w)
		report, found := examine(t, d)
		for _, f := range found {
			t.Error(f)
		}
		if report.Leads != 5 || report.Workspaces != 1 || report.Messages == 0 {
			t.Errorf("looked at %+v, want 5 leads, 1 workspace and some messages", report)
		}
	})
}

// TestINV3_TheDoctorFollowsALifeThrough lets leads lapse, come back and run out, and looks after each step.
func TestINV3_TheDoctorFollowsALifeThrough(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		w := testworld.New(t, d, clock)
		p := healthy(t, w)
		steps := []func() error{
			func() error {
				return w.Loop.Advance(context.Background(), clock, clock.Now().Add(49*time.Hour))
			},
			func() error { _, err := w.Placement.Claim(context.Background(), w.Bram, p.held); return err },
			func() error {
				_, err := w.Placement.Return(context.Background(), w.Bram, p.held, placement.ReturnInput{Reason: "no_time"})
				return err
			},
			func() error {
				return w.Loop.Advance(context.Background(), clock, clock.Now().Add(40*24*time.Hour))
			},
		}
		for i, step := range steps {
			if err := step(); err != nil {
				t.Fatal(err)
			}
			if _, found := examine(t, d); len(found) > 0 {
				t.Errorf("after step %d: %v", i, found)
			}
		}
	})
}

func TestINV3_TheDoctorNamesWhatIsBroken(t *testing.T) {
	cases := []struct {
		name string
		rule doctor.Rule
		text string
		who  func(patients) base.ID
		sql  string
	}{
		{"a second holder", doctor.OneHolder, "2 open placements", func(p patients) base.ID { return p.held },
			`INSERT INTO placement (ws, id, lead, mode, unit, opened_at) SELECT :ws, id + 1, lead, mode, unit, opened_at FROM placement WHERE ws = :ws AND lead = :id`},
		{"nowhere", doctor.NeverNowhere, "it is nowhere", func(p patients) base.ID { return p.market },
			`UPDATE lead SET place = 'none' WHERE ws = :ws AND id = :id`},
		{"a place that is none", doctor.NeverNowhere, "is none", func(p patients) base.ID { return p.market },
			`UPDATE lead SET place = 'attic' WHERE ws = :ws AND id = :id`},
		{"a market nobody looks at", doctor.NeverNowhere, "no partner sees it", func(p patients) base.ID { return p.market },
			`DELETE FROM listing WHERE ws = :ws AND lead = :id`},
		{"a market without an end", doctor.NeverNowhere, "without an end", func(p patients) base.ID { return p.market },
			`UPDATE lead SET step_until = NULL WHERE ws = :ws AND id = :id`},
		{"an inbox of nobody", doctor.NeverNowhere, "unit that is not there", func(p patients) base.ID { return p.inbox },
			`UPDATE lead SET place_unit = 1 WHERE ws = :ws AND id = :id`},
		{"a holder without a placement", doctor.NeverNowhere, "no placement is open", func(p patients) base.ID { return p.held },
			`UPDATE placement SET ended_at = 1 WHERE ws = :ws AND lead = :id`},
		{"a placement without a holder", doctor.NeverNowhere, "a placement is open", func(p patients) base.ID { return p.held },
			`UPDATE lead SET place = 'inbox' WHERE ws = :ws AND id = :id`},
		{"two who think they have it", doctor.NeverNowhere, "different holders", func(p patients) base.ID { return p.held },
			`UPDATE placement SET member = 1 WHERE ws = :ws AND lead = :id`},
		{"a claim for ever", doctor.NeverNowhere, "without an end", func(p patients) base.ID { return p.held },
			`UPDATE placement SET due_at = NULL WHERE ws = :ws AND lead = :id`},
		{"an offer that is none", doctor.NeverNowhere, "of the mode", func(p patients) base.ID { return p.held },
			`UPDATE lead SET place = 'offer' WHERE ws = :ws AND id = :id`},
		{"lost and on the market", doctor.NeverNowhere, "it is done, but waits", func(p patients) base.ID { return p.lost },
			`UPDATE lead SET place = 'market' WHERE ws = :ws AND id = :id`},
		{"no deadline", doctor.NeverNowhere, "no next deadline", func(p patients) base.ID { return p.held },
			`UPDATE lead SET deadline_at = NULL, deadline_kind = '' WHERE ws = :ws AND id = :id`},
		{"half a deadline", doctor.NeverNowhere, "not both", func(p patients) base.ID { return p.held },
			`UPDATE lead SET deadline_at = NULL WHERE ws = :ws AND id = :id`},
		{"paused for ever", doctor.NeverNowhere, "never comes back", func(p patients) base.ID { return p.paused },
			`UPDATE lead SET resume_at = NULL WHERE ws = :ws AND id = :id`},
		{"a stage that is none", doctor.NeverNowhere, "not in the configuration", func(p patients) base.ID { return p.held },
			`UPDATE lead SET stage = 'limbo' WHERE ws = :ws AND id = :id`},
		{"a change without its event", doctor.StateAndStory, "the events end at", func(p patients) base.ID { return p.held },
			`UPDATE lead SET stage = 'quote_sent' WHERE ws = :ws AND id = :id`},
		{"no story", doctor.StateAndStory, "no events", func(p patients) base.ID { return p.inbox },
			`DELETE FROM event WHERE ws = :ws AND lead = :id`},
		{"a story that tells nothing", doctor.StateAndStory, "no event tells", func(p patients) base.ID { return p.inbox },
			`UPDATE event SET data = '{}' WHERE ws = :ws AND lead = :id`},
		{"another category", doctor.StateAndStory, "not that of its stage", func(p patients) base.ID { return p.held },
			`UPDATE lead SET category = 'paused' WHERE ws = :ws AND id = :id`},
		{"no contact", doctor.NothingLost, "its contact is gone", func(p patients) base.ID { return p.held },
			`UPDATE lead SET contact = 1 WHERE ws = :ws AND id = :id`},
		{"a lead that is gone", doctor.StateAndStory, "an event of a lead that is not there", func(p patients) base.ID { return p.held },
			`DELETE FROM lead WHERE ws = :ws AND id = :id`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
				w := testworld.New(t, d, clock)
				id := c.who(healthy(t, w))
				breakIt(t, w, c.sql, id)
				_, found := examine(t, d)
				for _, f := range found {
					if f.ID != id {
						t.Errorf("a lead is named that is well: %v", f)
					}
					if f.Rule == c.rule && strings.Contains(f.Text, c.text) && strings.HasPrefix(f.String(), "zonveer ") {
						return
					}
				}
				t.Errorf("found %v, want %s: …%s…", found, c.rule, c.text)
			})
		})
	}
}

func TestINV2_TheDoctorNamesAMessageThatIsLost(t *testing.T) {
	for name, change := range map[string]string{
		"never due":           `state = 'waiting', due_at = NULL`,
		"held back for ever":  `state = 'waiting', due_at = created_at + 864000000000`,
		"would be sent again": `due_at = created_at`,
		"still leased":        `lease_until = created_at`,
		"without a moment":    `sent_at = NULL`,
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
				w := testworld.New(t, d, clock)
				id := w.Lead(t, "Writes And Hears").ID
				w.Settle(t)
				breakIt(t, w, `UPDATE outbox SET `+change+` WHERE ws = :ws AND lead = :id AND name = 'lead.confirmation'`, id)
				_, found := examine(t, d)
				if len(found) != 1 || found[0].Rule != doctor.NothingLost || !strings.Contains(found[0].Text, name) {
					t.Errorf("found %v, want one message that is %s", found, name)
				}
			})
		})
	}
}

// breakIt changes the database behind the program's back.
func breakIt(t *testing.T, w *testworld.World, sql string, id base.ID) {
	t.Helper()
	ctx := context.Background()
	err := w.DB.WriteAcross(ctx, func(tx *db.Tx) error {
		if strings.HasPrefix(sql, "INSERT INTO placement") {
			if _, err := tx.Exec(ctx, "DROP INDEX placement_one_open", nil); err != nil {
				return err
			}
		}
		changed, err := tx.In(w.WS).Exec(ctx, sql, db.Args{"id": id})
		if err == nil && changed == 0 {
			t.Error("nothing was broken")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
