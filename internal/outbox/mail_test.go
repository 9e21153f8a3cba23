package outbox_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/outbox"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMailLooksLikeItsGoldenFiles(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	m := sample("p@instalator.example")
	m.Buttons = append(m.Buttons, outbox.Button{Label: "Zobacz wszystkie", URL: "https://zonveer.example/market"})
	put(t, d, 1, m)
	row := one(t, d)
	for name, got := range map[string]string{"mail.html.golden": row.HTML, "mail.txt.golden": row.Text} {
		path := filepath.Join("testdata", name)
		if *update {
			must(t, os.WriteFile(path, []byte(got), 0o600))
		}
		want, err := os.ReadFile(path)
		must(t, err)
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (run with -update when that is right):\n%s", name, diff)
		}
	}
}

func TestWhatIsNoMailIsRefused(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	tests := map[string]func(m *outbox.Mail){
		"no subject":               func(m *outbox.Mail) { m.Subject = "" },
		"no kind":                  func(m *outbox.Mail) { m.Name = "" },
		"no recipient":             func(m *outbox.Mail) { m.To = "" },
		"no address":               func(m *outbox.Mail) { m.To = "jan" },
		"two recipients":           func(m *outbox.Mail) { m.To = "a@x.example, b@x.example" },
		"recipient with a name":    func(m *outbox.Mail) { m.To = "Jan <a@x.example>" },
		"header in subject":        func(m *outbox.Mail) { m.Subject = "x\r\nBcc: all@x.example" },
		"bare newline in subject":  func(m *outbox.Mail) { m.Subject = "x\nBcc: all@x.example" },
		"bare return in subject":   func(m *outbox.Mail) { m.Subject = "x\rBcc: all@x.example" },
		"unicode line in subject":  func(m *outbox.Mail) { m.Subject = "x\u2028Bcc: all@x.example" },
		"header in recipient":      func(m *outbox.Mail) { m.To = "a@x.example\r\nBcc: all@x.example" },
		"header in brand":          func(m *outbox.Mail) { m.Brand.Name = "x\r\nBcc: all@x.example" },
		"header in language":       func(m *outbox.Mail) { m.Lang = "nl\r\nBcc: all@x.example" },
		"header in unsubscribe":    func(m *outbox.Mail) { m.Unsubscribe = "https://x.example/\r\nBcc: all@x.example" },
		"script as button":         func(m *outbox.Mail) { m.Buttons[0].URL = "javascript:alert(1)" },
		"button without a host":    func(m *outbox.Mail) { m.Buttons[0].URL = "/l/1" },
		"unsubscribe by telephone": func(m *outbox.Mail) { m.Unsubscribe = "tel:1" },
	}
	for name, spoil := range tests {
		m := sample("p@instalator.example")
		spoil(&m)
		err := d.Write(context.Background(), 1, func(tx *db.Tx) error { return outbox.Put(context.Background(), tx, m) })
		if base.CodeOf(err) != base.CodeInvalid {
			t.Errorf("%s: gave %v, want it refused", name, err)
		}
	}
	if rows := all(t, d, 1, outbox.ListFilter{}); len(rows) != 0 {
		t.Errorf("%d rows were written", len(rows))
	}
}

func TestSameDedupeIsTheSameMail(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		m := sample("p@instalator.example")
		m.Dedupe = "market.new:1:2"
		other := m
		other.Subject = "again"
		put(t, d, 1, m, other) // within one transaction
		put(t, d, 1, other)
		put(t, d, 2, other) // another workspace knows nothing of it
		if rows := all(t, d, 1, outbox.ListFilter{}); len(rows) != 1 || rows[0].Subject != m.Subject {
			t.Errorf("%d rows, want the first mail only", len(rows))
		}
		if rows := all(t, d, 2, outbox.ListFilter{}); len(rows) != 1 {
			t.Errorf("%d rows in the other workspace, want one", len(rows))
		}
		m.Dedupe = ""
		put(t, d, 1, m, m)
		if rows := all(t, d, 1, outbox.ListFilter{}); len(rows) != 3 {
			t.Errorf("%d rows, want mails without a limit each by itself", len(rows))
		}
	})
}

func TestListAndGet(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		for i := range 5 {
			m := sample(fmt.Sprintf("p%d@instalator.example", i%2))
			m.Subject, m.Lead, m.Member = fmt.Sprint(i), base.ID(100+i%3), base.ID(7)
			put(t, d, 1, m)
		}
		put(t, d, 2, sample("p0@instalator.example"))
		subjects := func(f outbox.ListFilter) (out string) {
			for _, m := range all(t, d, 1, f) {
				out += m.Subject
			}
			return out
		}
		for want, f := range map[string]outbox.ListFilter{
			"43210": {}, "420": {To: " P0@Instalator.example "}, "41": {Lead: 101}, "4": {To: "p0@instalator.example", Lead: 101},
			"": {State: outbox.Sent}, "43": {Limit: 2},
		} {
			if got := subjects(f); got != want {
				t.Errorf("%+v gave %q, want %q", f, got, want)
			}
		}
		must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
			seen, cursor := "", ""
			for range 3 {
				page, err := outbox.List(ctx, tx, outbox.ListFilter{Limit: 2, Cursor: cursor})
				must(t, err)
				for _, m := range page.Items {
					seen += m.Subject
				}
				cursor = page.Next
			}
			if seen != "43210" || cursor != "" {
				t.Errorf("pages gave %q, then %q", seen, cursor)
			}
			if _, err := outbox.List(ctx, tx, outbox.ListFilter{Cursor: "nonsense"}); base.CodeOf(err) != base.CodeInvalid {
				t.Errorf("a bad cursor gave %v", err)
			}
			return nil
		}))
		mine := all(t, d, 1, outbox.ListFilter{})[0]
		foreign := all(t, d, 2, outbox.ListFilter{})[0]
		must(t, d.Read(ctx, 1, func(tx *db.Tx) error {
			got, err := outbox.Get(ctx, tx, mine.ID)
			if err != nil || got.Subject != "4" || got.Lead != 101 || got.Member != 7 || got.Kind != outbox.KindMail || got.Name != "market.new" {
				t.Errorf("got %+v, %v", got, err)
			}
			if _, err := outbox.Get(ctx, tx, foreign.ID); base.CodeOf(err) != base.CodeNotFound {
				t.Errorf("another workspace's mail gave %v, want not_found", err)
			}
			return nil
		}))
	})
}

func TestSMTPConfigIsChecked(t *testing.T) {
	good := outbox.SMTPConfig{Host: "mx.zonveer.example", User: "u", Password: "p", From: "leads@zonveer.example"}
	for name, spoil := range map[string]func(c *outbox.SMTPConfig){
		"no host":                       func(c *outbox.SMTPConfig) { c.Host = "" },
		"no sender":                     func(c *outbox.SMTPConfig) { c.From = "" },
		"sender with a name":            func(c *outbox.SMTPConfig) { c.From = "Leads <leads@zonveer.example>" },
		"unknown protection":            func(c *outbox.SMTPConfig) { c.TLS = "ssl" },
		"bad port":                      func(c *outbox.SMTPConfig) { c.Port = 70_000 },
		"password in the clear, afar":   func(c *outbox.SMTPConfig) { c.TLS = outbox.TLSNone },
		"password in the clear, afar 2": func(c *outbox.SMTPConfig) { c.TLS, c.Host = outbox.TLSNone, "127.0.0.1.zonveer.example" },
	} {
		bad := good
		spoil(&bad)
		if _, err := outbox.NewSMTP(bad); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, protection := range []string{"", outbox.TLSStart, outbox.TLSImplicit} {
		good.TLS = protection
		if _, err := outbox.NewSMTP(good); err != nil {
			t.Errorf("%q: %v", protection, err)
		}
	}
}
