package app_test

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/mail"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"sluice/internal/app"
	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/db/dbtest"
	"sluice/internal/doctor"
	"sluice/internal/lead"
	"sluice/internal/outbox"
	"sluice/internal/testworld"
)

// The child of TestINV2_NothingIsLostWhenTheProcessIsKilled is this test program itself, told so by these.
const (
	childSource = "SLUICE_CRASH_SOURCE"
	childAddr   = "SLUICE_CRASH_ADDR"
	childMail   = "SLUICE_CRASH_MAIL"
	childAhead  = "SLUICE_CRASH_AHEAD"
)

func TestMain(m *testing.M) {
	if os.Getenv(childSource) != "" {
		runChild()
		return
	}
	os.Exit(m.Run())
}

func runChild() {
	ahead, err := time.ParseDuration(os.Getenv(childAhead))
	if err != nil {
		panic(err)
	}
	a, err := app.New(ctx, crashConfig(os.Getenv(childSource), os.Getenv(childAddr), os.Getenv(childMail), ahead))
	if err != nil {
		panic(err)
	}
	if err := a.Run(ctx); err != nil {
		panic(err)
	}
}

func crashConfig(source, addr, mailServer string, ahead time.Duration) app.Config {
	clock := &base.ShiftedClock{}
	clock.Advance(ahead)
	host, port, _ := net.SplitHostPort(mailServer)
	var number int
	_, _ = fmt.Sscan(port, &number)
	return app.Config{
		Addr: addr, Source: source, BaseURL: "https://leads.zonveer.example", Clock: clock, Log: slog.New(slog.DiscardHandler),
		SMTP: &outbox.SMTPConfig{Host: host, Port: number, TLS: outbox.TLSNone, From: "leads@zonveer.example"},
	}
}

// INV-2, INV-3, INV-4, INV-5, INV-6 together: the process is killed at random moments of intake, claims, returns, lapses
// and mailing. Afterwards the doctor finds nothing, every acknowledged lead and claim is there, every mail that went
// out is one of the outbox, and none of the outbox is missing.
func TestINV2_NothingIsLostWhenTheProcessIsKilled(t *testing.T) {
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	for _, kind := range []struct {
		name   string
		source func(testing.TB) string
	}{{"sqlite", dbtest.SQLiteSource}, {"postgres", dbtest.PostgresSource}} {
		t.Run(kind.name, func(t *testing.T) {
			c := newCrash(t, kind.source(t))
			for round := range rounds {
				c.round(round)
			}
			c.examine(rounds)
		})
	}
}

// crash is what the outside remembers of a program that is killed again and again.
type crash struct {
	t       *testing.T
	source  string
	addr    string
	inbox   *inbox
	tokens  map[string]string
	units   map[string]base.ID
	ws      base.ID
	mu      sync.Mutex
	leads   map[string]bool    // acknowledged
	claims  map[string]base.ID // acknowledged: lead to unit, the latest
	pending []string           // keys of intakes without an answer
	sent    int
}

const crashStep = 26 * time.Hour // each round is a day later, so that claims lapse

func newCrash(t *testing.T, source string) *crash {
	t.Helper()
	c := &crash{
		t: t, source: source, addr: freeAddr(t), inbox: newInbox(t), tokens: map[string]string{}, units: map[string]base.ID{},
		leads: map[string]bool{}, claims: map[string]base.ID{},
	}
	w := seed(t, source, func(w *testworld.World) {
		for name, actor := range map[string]base.Actor{"admin": w.Admin, "joost": w.Joost, "bram": w.Bram} {
			c.tokens[name] = token(t, w, actor)
		}
		c.units["joost"], c.units["bram"] = w.Veluwe, w.Twente
	})
	c.ws = w.WS
	return c
}

// round starts the program, works it, and kills it.
func (c *crash) round(n int) {
	c.t.Helper()
	child := exec.CommandContext(ctx, os.Args[0])
	child.Env = append(os.Environ(), childSource+"="+c.source, childAddr+"="+c.addr, childMail+"="+c.inbox.addr,
		childAhead+"="+(time.Duration(n)*crashStep).String())
	var trouble bytes.Buffer
	child.Stderr = &trouble
	must(c.t, child.Start())
	c.await(&trouble)
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for name := range c.units {
		workers.Go(func() { c.intake(stop) })
		workers.Go(func() { c.work(stop, name) })
	}
	time.Sleep(time.Duration(50+rand.IntN(300)) * time.Millisecond) // the moment of the kill is the test
	must(c.t, child.Process.Signal(syscall.SIGKILL))
	close(stop)
	workers.Wait()
	_ = child.Wait() // killed, as it should be
}

func (c *crash) await(trouble *bytes.Buffer) {
	c.t.Helper()
	for range 400 {
		res, err := http.Get("http://" + c.addr + "/readyz")
		if err == nil {
			_ = res.Body.Close()
			return
		}
		time.Sleep(25 * time.Millisecond) // a process takes its time to start
	}
	c.t.Fatalf("the program does not answer: %s", trouble)
}

func ended(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}

// intake sends leads, and again those that got no answer when the program was killed.
func (c *crash) intake(stop <-chan struct{}) {
	api := newCaller("http://"+c.addr, c.tokens["admin"])
	for !ended(stop) {
		key := c.nextKey()
		got, err := api.call(http.MethodPost, "/leads", key, crashLead(key))
		c.mu.Lock()
		switch {
		case err != nil:
			c.pending = append(c.pending, key)
		case got.status == http.StatusCreated || got.status == http.StatusOK:
			c.leads[fmt.Sprint(got.body["id"])] = true
		default:
			c.t.Errorf("intake: %d %v", got.status, got.body)
		}
		c.mu.Unlock()
	}
}

func (c *crash) nextKey() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.pending); n > 0 {
		key := c.pending[n-1]
		c.pending = c.pending[:n-1]
		return key
	}
	c.sent++
	return fmt.Sprintf("crash-%06d", c.sent)
}

func crashLead(key string) map[string]any {
	return map[string]any{
		"contact": map[string]any{"name": "Prospect " + key, "email": key + "@prospect.example"},
		"address": map[string]any{"postcode": "7315 KD", "house_number": strings.TrimLeft(strings.TrimPrefix(key, "crash-"), "0")},
		"source":  "api",
	}
}

// work claims what is on the market, and gives some of it back.
func (c *crash) work(stop <-chan struct{}, name string) {
	api := newCaller("http://"+c.addr, c.tokens[name])
	for !ended(stop) {
		market, err := api.call(http.MethodGet, "/market?limit=20", "", nil)
		if err != nil {
			return
		}
		items, _ := market.body["items"].([]any)
		if len(items) == 0 {
			continue
		}
		item, _ := items[rand.IntN(len(items))].(map[string]any)
		listed, _ := item["lead"].(map[string]any)
		id := fmt.Sprint(listed["id"])
		got, err := api.call(http.MethodPost, "/leads/"+id+"/claim", "", struct{}{})
		if err != nil {
			return
		}
		if got.status != http.StatusOK {
			continue
		}
		c.mu.Lock()
		c.claims[id] = c.units[name]
		c.mu.Unlock()
		if rand.IntN(3) == 0 {
			if _, err := api.call(http.MethodPost, "/leads/"+id+"/return", "", map[string]any{"reason": "no_time"}); err != nil {
				return
			}
		}
	}
}

// examine lets everything that is due happen, and looks at what is left.
func (c *crash) examine(rounds int) {
	c.t.Helper()
	a, err := app.New(ctx, crashConfig(c.source, "127.0.0.1:0", c.inbox.addr, time.Duration(rounds)*crashStep))
	must(c.t, err)
	defer func() { must(c.t, a.Close()) }()
	must(c.t, a.Loop.Settle(ctx))
	_, err = doctor.Examine(ctx, a.DB, func(f doctor.Finding) { c.t.Errorf("the doctor: %s", f) })
	must(c.t, err)
	must(c.t, a.DB.Read(ctx, c.ws, func(tx *db.Tx) error {
		c.acknowledged(a, tx)
		c.mailed(tx)
		return nil
	}))
	c.t.Logf("%d leads acknowledged, %d of them claimed, %d mails received", len(c.leads), len(c.claims), c.inbox.count())
}

func (c *crash) acknowledged(a *app.App, tx *db.Tx) {
	c.t.Helper()
	if len(c.leads) == 0 || len(c.claims) == 0 {
		c.t.Errorf("nothing happened: %d leads, %d claims", len(c.leads), len(c.claims))
	}
	for text := range c.leads {
		id, err := base.ParseID(text)
		must(c.t, err)
		events, err := a.Leads.EventsIn(ctx, tx, id)
		must(c.t, err)
		if len(events) == 0 {
			c.t.Errorf("the acknowledged lead %s is missing", text)
		}
		if unit, ok := c.claims[text]; ok && !claimedBy(events, unit) {
			c.t.Errorf("the acknowledged claim of %s by %s is missing", text, unit)
		}
	}
	var doubled int
	must(c.t, tx.Get(ctx, &doubled, "SELECT COUNT(*) FROM (SELECT email_norm FROM contact WHERE ws = :ws GROUP BY email_norm HAVING COUNT(*) > 1) AS d", nil))
	if doubled != 0 {
		c.t.Errorf("%d requests made more than one lead", doubled)
	}
}

func claimedBy(events []lead.Event, unit base.ID) bool {
	for _, e := range events {
		if e.Kind == lead.EventClaimed && e.Detail.Unit == unit {
			return true
		}
	}
	return false
}

// mailed compares the outbox with what the mail server received: the same messages, each at least once.
func (c *crash) mailed(tx *db.Tx) {
	c.t.Helper()
	var rows []struct {
		ID    base.ID `db:"id"`
		State string  `db:"state"`
	}
	must(c.t, tx.Select(ctx, &rows, "SELECT id, state FROM outbox WHERE ws = :ws", nil))
	known := map[string]bool{}
	for _, row := range rows {
		id := row.ID.String() + "." + c.ws.String()
		known[id] = true
		if row.State != string(outbox.Sent) || !c.inbox.has(id) {
			c.t.Errorf("message %s is %s, received %v", id, row.State, c.inbox.has(id))
		}
	}
	for _, id := range c.inbox.ids() {
		if !known[id] {
			c.t.Errorf("mail %s went out for something that did not happen", id)
		}
	}
}

func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// inbox is a real mail server that remembers which messages it took.
type inbox struct {
	addr string
	mu   sync.Mutex
	got  map[string]int
}

func newInbox(t *testing.T) *inbox {
	t.Helper()
	in := &inbox{got: map[string]int{}}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return inboxSession{in}, nil }))
	server.Domain = "localhost"
	server.ErrorLog = log.New(io.Discard, "", 0) // connections of a killed process break off
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	in.addr = listener.Addr().String()
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return in
}

func (in *inbox) has(id string) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.got[id] > 0
}

func (in *inbox) count() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.got)
}

func (in *inbox) ids() []string {
	in.mu.Lock()
	defer in.mu.Unlock()
	var all []string
	for id := range in.got {
		all = append(all, id)
	}
	return all
}

type inboxSession struct{ in *inbox }

func (inboxSession) Mail(string, *smtp.MailOptions) error { return nil }
func (inboxSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (inboxSession) Reset()                               {}
func (inboxSession) Logout() error                        { return nil }

func (s inboxSession) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(strings.Trim(m.Header.Get("Message-Id"), "<>"), "@")
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	s.in.got[id]++
	return nil
}
