package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/due"
	"sluice/internal/outbox"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func sample(to string) outbox.Mail {
	return outbox.Mail{
		Name: "market.new", To: to, Lang: "pl", Subject: "Nowy lead: Łódź, około 12 500 € – żółć",
		Heading:    "Nowy lead w Twojej okolicy",
		Paragraphs: []string{"Zażółć gęślą jaźń.", "Do 17:00."},
		Facts:      []outbox.Fact{{Label: "Kwota", Value: "12 500 €"}, {Label: "Miejscowość", Value: "Łódź <b>"}},
		Buttons:    []outbox.Button{{Label: "Zobacz lead", URL: "https://zonveer.example/l/1?a=1&b=2", Primary: true}},
		Footer:     "Dostajesz tę wiadomość, bo jesteś instalatorem.",
		Brand:      outbox.Brand{Name: `Zonveer "Modules"`, Hue: 150}, Unsubscribe: "https://zonveer.example/u/abc",
	}
}

func put(t *testing.T, d *db.DB, ws base.ID, mails ...outbox.Mail) {
	t.Helper()
	must(t, d.Write(context.Background(), ws, func(tx *db.Tx) error {
		for _, m := range mails {
			if err := outbox.Put(context.Background(), tx, m); err != nil {
				return err
			}
		}
		return nil
	}))
}

func all(t *testing.T, d *db.DB, ws base.ID, f outbox.ListFilter) []outbox.Message {
	t.Helper()
	var page base.Page[outbox.Message]
	must(t, d.Read(context.Background(), ws, func(tx *db.Tx) (err error) {
		page, err = outbox.List(context.Background(), tx, f)
		return err
	}))
	return page.Items
}

func one(t *testing.T, d *db.DB) outbox.Message {
	t.Helper()
	messages := all(t, d, 1, outbox.ListFilter{})
	if len(messages) != 1 {
		t.Fatalf("%d messages, want one", len(messages))
	}
	return messages[0]
}

func loopOf(d *db.DB, sender outbox.Sender) *due.Loop {
	return due.New(d, quiet(), outbox.Delivery(d, sender, quiet()))
}

func settle(t *testing.T, loop *due.Loop) {
	t.Helper()
	must(t, loop.Settle(context.Background()))
}

func TestMSG1_MailArrivesWhole(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		s := newServer(t)
		s.user, s.password = "zonveer", "geheim"
		s.up()
		put(t, d, 1, sample("Jan.Nowak@Instalator.Example"))
		clock.Advance(time.Minute)
		settle(t, loopOf(d, s.sender(t)))

		letters := s.letters()
		if len(letters) != 1 {
			t.Fatalf("%d letters, want one", len(letters))
		}
		if letters[0].from != "leads@zonveer.example" || letters[0].to != "jan.nowak@instalator.example" {
			t.Errorf("envelope from %s to %s", letters[0].from, letters[0].to)
		}
		got, want := letters[0].open(t), sample("")
		row := one(t, d)
		if got.subject != want.Subject {
			t.Errorf("subject %q", got.subject)
		}
		from, err := mail.ParseAddress(got.header.Get("From"))
		if err != nil || from.Name != want.Brand.Name || from.Address != "leads@zonveer.example" {
			t.Errorf("from %v, %v", from, err)
		}
		for name, value := range map[string]string{
			"Message-Id":            "<" + row.ID.String() + "." + base.ID(1).String() + "@zonveer.example>",
			"Date":                  "Wed, 04 Mar 2026 09:15:00 +0000",
			"List-Unsubscribe":      "<https://zonveer.example/u/abc>",
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
			"Content-Language":      "pl",
			"Auto-Submitted":        "auto-generated",
		} {
			if got.header.Get(name) != value {
				t.Errorf("%s: %q, want %q", name, got.header.Get(name), value)
			}
		}
		if got.text != row.Text || got.html != row.HTML {
			t.Error("what arrived is not what the screen shows")
		}
		for _, words := range []string{"Zażółć gęślą jaźń.", "12 500 €", "Zobacz lead", "Dostajesz tę"} {
			if !strings.Contains(got.text, words) || !strings.Contains(got.html, words) {
				t.Errorf("%q is missing in text or HTML", words)
			}
		}
		if row.State != outbox.Sent || !row.SentAt.Equal(clock.Now()) || !row.DueAt.IsZero() || row.Attempts != 1 {
			t.Errorf("row %+v", row)
		}
	})
}

func TestINV2_MailOutlivesAServerThatIsDown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		s := newServer(t)
		loop := loopOf(d, s.sender(t))
		const count = 20
		for i := range count {
			put(t, d, 1, sample(fmt.Sprintf("p%d@instalator.example", i)))
		}
		var waits []time.Duration
		for range 7 {
			settle(t, loop)
			m := all(t, d, 1, outbox.ListFilter{})[0]
			if m.State != outbox.Waiting || m.Error == "" {
				t.Fatalf("state %s, error %q while the server is down", m.State, m.Error)
			}
			waits = append(waits, m.DueAt.Sub(clock.Now()))
			clock.Set(m.DueAt.Time)
		}
		want := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 4 * time.Hour, 4 * time.Hour}
		if fmt.Sprint(waits) != fmt.Sprint(want) {
			t.Errorf("waits %v, want %v", waits, want)
		}
		s.up()
		settle(t, loop)
		to := map[string]int{}
		for _, l := range s.letters() {
			to[l.to]++
		}
		if len(to) != count || len(s.letters()) != count {
			t.Errorf("%d letters to %d people, want %d once each", len(s.letters()), len(to), count)
		}
		if left := all(t, d, 1, outbox.ListFilter{State: outbox.Waiting}); len(left) != 0 {
			t.Errorf("%d still wait", len(left))
		}
	})
}

func TestMailIsGivenUpAfterThreeDays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		loop := loopOf(d, newServer(t).sender(t))
		put(t, d, 1, sample("p@instalator.example"))
		for range 100 {
			settle(t, loop)
			m := one(t, d)
			if m.State == outbox.Failed {
				if age := clock.Now().Sub(dbtest.Start); age < 72*time.Hour || age > 77*time.Hour {
					t.Errorf("given up after %s", age)
				}
				if m.Error == "" || !m.DueAt.IsZero() {
					t.Errorf("row %+v", m)
				}
				return
			}
			clock.Set(m.DueAt.Time)
		}
		t.Error("never given up")
	})
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, what string
		code       int
		want       outbox.State
	}{
		{"no such person", "p@instalator.example", 550, outbox.Failed},
		{"person busy", "p@instalator.example", 451, outbox.Waiting},
		{"content refused", "DATA", 554, outbox.Failed},
		{"content refused for now", "DATA", 452, outbox.Waiting},
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		for i, test := range tests {
			ws := base.ID(i + 1)
			s := newServer(t)
			s.refuse[test.what] = &smtp.SMTPError{Code: test.code, EnhancedCode: smtp.EnhancedCode{test.code / 100, 1, 1}, Message: "no thanks"}
			s.up()
			put(t, d, ws, sample("p@instalator.example"))
			settle(t, loopOf(d, s.sender(t)))
			m := all(t, d, ws, outbox.ListFilter{})[0]
			if m.State != test.want || !strings.Contains(m.Error, "no thanks") {
				t.Errorf("%s: state %s, error %q, want %s with the server's reason", test.name, m.State, m.Error, test.want)
			}
		}
	})
}

// A wrong password is the operator's to mend; no message may be thrown away for it.
func TestWrongPasswordKeepsTheMail(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	s := newServer(t)
	s.user, s.password = "zonveer", "geheim"
	s.up()
	sender := s.sender(t)
	s.password = "anders"
	put(t, d, 1, sample("p@instalator.example"))
	settle(t, loopOf(d, sender))
	if m := one(t, d); m.State != outbox.Waiting || m.Error == "" {
		t.Errorf("state %s, error %q, want it to wait", m.State, m.Error)
	}
}

// A server that offers no protection gets neither the mail nor the password, unless the operator said so.
func TestNothingGoesUnprotectedUnasked(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLiteSource(t), base.NewFrozenClock(dbtest.Start))
	s := newServer(t)
	s.up()
	put(t, d, 1, sample("p@instalator.example"))
	settle(t, loopOf(d, s.senderWith(t, "")))
	if m := one(t, d); m.State != outbox.Waiting || !strings.Contains(m.Error, "STARTTLS") || len(s.letters()) != 0 {
		t.Errorf("state %s, error %q, %d letters: want it to wait", m.State, m.Error, len(s.letters()))
	}
}

// The server took the message and hung up: it must not come twice.
func TestRudeGoodbyeIsNoFailure(t *testing.T) {
	clock := base.NewFrozenClock(dbtest.Start)
	d := dbtest.Open(t, dbtest.SQLiteSource(t), clock)
	s := newServer(t)
	s.rude = true
	s.up()
	put(t, d, 1, sample("p@instalator.example"))
	settle(t, loopOf(d, s.sender(t)))
	if m := one(t, d); m.State != outbox.Sent || len(s.letters()) != 1 {
		t.Errorf("state %s, error %q, %d letters", m.State, m.Error, len(s.letters()))
	}
}

// crash is a sender whose node dies around the send: what was not written down then is lost.
type crash struct {
	outbox.Sender
	before bool
	dead   atomic.Bool
}

func (c *crash) Send(ctx context.Context, e outbox.Envelope) error {
	if !c.before {
		if err := c.Sender.Send(ctx, e); err != nil {
			return err
		}
	}
	c.dead.Store(true)
	panic("killed")
}

func TestINV5_NodeKilledAroundTheSend(t *testing.T) {
	for name, before := range map[string]bool{"before": true, "after": false} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
				s := newServer(t)
				s.up()
				killed := &crash{Sender: s.sender(t), before: before}
				put(t, d, 1, sample("p@instalator.example"))
				if err := loopOf(d, killed).Settle(context.Background()); err == nil || !killed.dead.Load() {
					t.Fatalf("the node was not killed: %v", err)
				}
				had := len(s.letters())
				next := loopOf(d, s.sender(t))
				clock.Advance(2*time.Minute - time.Microsecond)
				settle(t, next)
				if len(s.letters()) != had || one(t, d).State != outbox.Waiting {
					t.Fatal("taken by another before the lease ran out")
				}
				clock.Advance(time.Microsecond)
				settle(t, next)
				settle(t, next)
				letters := s.letters()
				if len(letters) != had+1 || one(t, d).State != outbox.Sent {
					t.Fatalf("%d letters, state %s, want one more, sent", len(letters), one(t, d).State)
				}
				first, last := letters[0].open(t).header, letters[len(letters)-1].open(t).header
				if first.Get("Message-Id") != last.Get("Message-Id") {
					t.Errorf("a repeat has Message-ID %s, the first had %s", last.Get("Message-Id"), first.Get("Message-Id"))
				}
			})
		})
	}
}

// stall is a sender that answers only after its lease has run out.
type stall struct {
	clock  *base.FrozenClock
	answer error
	other  func()
}

func (s stall) Send(context.Context, outbox.Envelope) error {
	s.clock.Advance(3 * time.Minute)
	s.other()
	return s.answer
}

func TestLateAnswerDoesNotUndoAnothersWork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *base.FrozenClock) {
		put(t, d, 1, sample("p@instalator.example"))
		late := stall{clock, errors.New("timed out"), func() { settle(t, loopOf(d, outbox.Mailbox{})) }}
		settle(t, loopOf(d, late))
		if m := one(t, d); m.State != outbox.Sent || m.Error != "" || m.Attempts != 2 {
			t.Errorf("state %s, error %q, attempts %d: want the other node's word to stand", m.State, m.Error, m.Attempts)
		}
	})
}

func TestINV6_NoMailForWhatDidNotHappen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *base.FrozenClock) {
		ctx := context.Background()
		s := newServer(t)
		s.up()
		changedMind := errors.New("changed my mind")
		err := d.Write(ctx, 1, func(tx *db.Tx) error {
			if err := outbox.Put(ctx, tx, sample("undone@instalator.example")); err != nil {
				return err
			}
			return changedMind
		})
		if !errors.Is(err, changedMind) {
			t.Fatal(err)
		}
		put(t, d, 1, sample("done@instalator.example"))
		settle(t, loopOf(d, s.sender(t)))
		letters := s.letters()
		if len(letters) != 1 || letters[0].to != "done@instalator.example" {
			t.Errorf("letters %v, want only the one that was committed", letters)
		}
		if m := one(t, d); m.To != "done@instalator.example" {
			t.Errorf("to %s", m.To)
		}
	})
}

func TestINV5_TwoNodesSendEachMailOnce(t *testing.T) {
	source := dbtest.PostgresSource(t)
	clock := base.NewFrozenClock(dbtest.Start)
	a, b := dbtest.Open(t, source, clock), dbtest.Open(t, source, clock)
	s := newServer(t)
	s.up()
	const count = 200
	var mails []outbox.Mail
	for i := range count {
		mails = append(mails, sample(fmt.Sprintf("p%d@instalator.example", i)))
	}
	put(t, a, 1, mails...)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{}, 2)
	for _, d := range []*db.DB{a, b} {
		loop := loopOf(d, s.sender(t))
		go func() {
			loop.Run(ctx)
			ended <- struct{}{}
		}()
	}
	for end := time.Now().Add(30 * time.Second); len(all(t, a, 1, outbox.ListFilter{State: outbox.Sent, Limit: 200})) < count; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("not all sent in time")
		}
	}
	cancel()
	<-ended
	<-ended
	to := map[string]int{}
	for _, l := range s.letters() {
		to[l.to]++
	}
	if len(to) != count || len(s.letters()) != count {
		t.Errorf("%d letters to %d people, want %d once each", len(s.letters()), len(to), count)
	}
}
