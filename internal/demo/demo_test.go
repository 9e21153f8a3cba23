package demo_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/demo"
	"sluice/internal/doctor"
)

func open(t *testing.T, source string, leads int) *demo.World {
	t.Helper()
	world, err := demo.Open(context.Background(), demo.Options{
		Source: source, BaseURL: "http://127.0.0.1:1", Leads: leads, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return world
}

func read(t *testing.T, source string, do func(d *db.DB)) {
	t.Helper()
	do(dbtest.Open(t, source, base.SystemClock{}))
}

func count(t *testing.T, d *db.DB, ws base.ID, query string, args db.Args) (n int) {
	t.Helper()
	err := d.Read(context.Background(), ws, func(tx *db.Tx) error { return tx.Get(context.Background(), &n, query, args) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOPS5_TheDemoHasItsLeadsWithTheirWholeStory(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		const leads = 60
		world := open(t, source, leads)
		ws := world.Workspaces[0]
		if ws.Slug != "zonveer" || ws.Blueprint != "solar-market" {
			t.Errorf("the workspace is %s of %s", ws.Slug, ws.Blueprint)
		}
		read(t, source, func(d *db.DB) {
			if n := count(t, d, ws.ID, `SELECT COUNT(*) FROM lead WHERE ws = :ws`, nil); n != leads {
				t.Errorf("%d leads, want %d", n, leads)
			}
			for _, kind := range []string{"claimed", "contact", "stage", "lapsed", "listed", "inboxed"} {
				if count(t, d, ws.ID, `SELECT COUNT(*) FROM event WHERE ws = :ws AND kind = :kind`, db.Args{"kind": kind}) == 0 {
					t.Errorf("nothing was ever %s", kind)
				}
			}
			if count(t, d, ws.ID, `SELECT COUNT(*) FROM outbox WHERE ws = :ws AND state = 'sent'`, nil) == 0 {
				t.Error("no mail was sent")
			}
			report, err := doctor.Examine(context.Background(), d, func(f doctor.Finding) { t.Error(f) })
			if err != nil || report.Leads != leads {
				t.Errorf("the doctor saw %d leads (%v)", report.Leads, err)
			}
		})
	})
}

func TestOPS5_SomethingIsAlwaysAboutToHappen(t *testing.T) {
	source := dbtest.SQLiteSource(t)
	world := open(t, source, 12)
	ws := world.Workspaces[0].ID
	now := time.Now()
	between := func(from, to time.Duration) db.Args {
		return db.Args{"begin": base.At(now.Add(from)), "finish": base.At(now.Add(to))}
	}
	read(t, source, func(d *db.DB) {
		if n := count(t, d, ws, `SELECT COUNT(*) FROM placement WHERE ws = :ws AND ended_at IS NULL AND due_at BETWEEN :begin AND :finish`,
			between(20*time.Minute, 26*time.Minute)); n != 1 {
			t.Errorf("%d claims run out within the half-hour, want 1", n)
		}
		if n := count(t, d, ws, `SELECT COUNT(*) FROM lead WHERE ws = :ws AND place = 'market' AND created_at BETWEEN :begin AND :finish`,
			between(-6*time.Hour, 0)); n < 4 {
			t.Errorf("%d leads are fresh on the market, want 4 at least", n)
		}
		if count(t, d, ws, `SELECT COUNT(*) FROM lead WHERE ws = :ws AND category = 'working' AND deadline_at BETWEEN :begin AND :finish`,
			between(-10*24*time.Hour, 0)) == 0 {
			t.Error("nothing is late")
		}
		if count(t, d, ws, `SELECT COUNT(*) FROM lead WHERE ws = :ws AND place = 'inbox'`, nil) == 0 {
			t.Error("no lead waits for a partner")
		}
	})
}

func TestOPS5_EverybodyHasAPasswordAndATokenThatWork(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		world := open(t, source, 0)
		ws := world.Workspaces[0]
		roles := map[string]int{}
		for _, m := range ws.Members {
			roles[m.Role]++
			if m.Token == "" || m.Unit == "" || !strings.HasSuffix(m.Email, ".example") {
				t.Errorf("%+v lacks something", m)
			}
			if (m.Password == "") != (m.Role == "integrator") {
				t.Errorf("%s, %s, has the password %q", m.Name, m.Role, m.Password)
			}
		}
		doc, err := blueprint.Load("solar-market")
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range doc.Roles {
			if roles[role.Key] == 0 {
				t.Errorf("nobody has the role %s", role.Key)
			}
		}
	})
}

func TestOPS5_ADemoThatIsKeptGoesOn(t *testing.T) {
	dbtest.EachSource(t, func(t *testing.T, source string) {
		first := open(t, source, 3)
		ahead := time.Now().Add(50 * time.Hour).UTC()
		read(t, source, func(d *db.DB) {
			err := d.Write(context.Background(), first.Workspaces[0].ID, func(tx *db.Tx) error {
				_, err := tx.Exec(context.Background(), `UPDATE lead SET updated_at = :at WHERE ws = :ws`, db.Args{"at": base.At(ahead)})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
		second := open(t, source, 30)
		if first.Workspaces[0].ID != second.Workspaces[0].ID {
			t.Error("the workspace was made anew")
		}
		if got := len(second.Workspaces[0].Members); got != len(first.Workspaces[0].Members) {
			t.Errorf("%d members, want %d", got, len(first.Workspaces[0].Members))
		}
		if second.Latest.Before(ahead.Truncate(time.Second)) {
			t.Errorf("the clock would go back from %v to %v", ahead, second.Latest)
		}
		read(t, source, func(d *db.DB) {
			if n := count(t, d, first.Workspaces[0].ID, `SELECT COUNT(*) FROM lead WHERE ws = :ws`, nil); n != 3 {
				t.Errorf("%d leads, want the 3 of before", n)
			}
		})
	})
}

func TestOPS5_AnArchiveIsAsSoundAsAStory(t *testing.T) {
	if testing.Short() {
		t.Skip("it fills a database")
	}
	source := dbtest.SQLiteSource(t)
	const leads = 5400
	ws := open(t, source, leads).Workspaces[0].ID
	read(t, source, func(d *db.DB) {
		if n := count(t, d, ws, `SELECT COUNT(*) FROM lead WHERE ws = :ws`, nil); n != leads {
			t.Errorf("%d leads, want %d", n, leads)
		}
		if n := count(t, d, ws, `SELECT COUNT(*) FROM (SELECT 1 FROM contact WHERE ws = :ws GROUP BY phone_e164 HAVING COUNT(*) > 1) AS twice`, nil); n > leads/20 {
			t.Errorf("%d phone numbers are shared", n)
		}
		if n := count(t, d, ws, `SELECT COUNT(*) FROM contact WHERE ws = :ws AND (phone_e164 = '' OR email_norm = '')`, nil); n != 0 {
			t.Errorf("%d contacts cannot be reached", n)
		}
		_, err := doctor.Examine(context.Background(), d, func(f doctor.Finding) { t.Error(f) })
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestOPS5_RefusesWhatItCannotOpen(t *testing.T) {
	for name, o := range map[string]demo.Options{
		"an unknown blueprint": {Blueprint: "bakery"},
		"fewer than none":      {Leads: -1},
		"too many":             {Leads: 1 << 30},
	} {
		o.Source, o.Log = t.TempDir(), slog.New(slog.DiscardHandler)
		if _, err := demo.Open(context.Background(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
