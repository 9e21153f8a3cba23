package outbox_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"sluice/internal/outbox"
)

// server is a real mail server on the loopback.
type server struct {
	t        *testing.T
	address  string
	user     string
	password string

	mu       sync.Mutex
	running  *smtp.Server
	received []letter
	refuse   map[string]*smtp.SMTPError // by recipient; "DATA" for the content
	rude     bool                       // hangs up after taking a message
}

// letter is a message as it arrived.
type letter struct{ from, to, raw string }

func newServer(t *testing.T) *server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, address: listener.Addr().String(), refuse: map[string]*smtp.SMTPError{}}
	must(t, listener.Close())
	t.Cleanup(s.down)
	return s
}

func (s *server) up() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	running := smtp.NewServer(s)
	running.Domain, running.AllowInsecureAuth = "mx.zonveer.example", true
	running.ReadTimeout, running.WriteTimeout = 10*time.Second, 10*time.Second
	running.ErrorLog = nowhere{}
	s.mu.Lock()
	s.running = running
	s.mu.Unlock()
	go func() { _ = running.Serve(listener) }()
}

type nowhere struct{}

func (nowhere) Printf(string, ...any) {}
func (nowhere) Println(...any)        {}

func (s *server) down() {
	s.mu.Lock()
	running := s.running
	s.running = nil
	s.mu.Unlock()
	if running != nil {
		_ = running.Close()
	}
}

func (s *server) letters() []letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]letter(nil), s.received...)
}

func (s *server) sender(t *testing.T) *outbox.SMTP { return s.senderWith(t, outbox.TLSNone) }

func (s *server) senderWith(t *testing.T, protection string) *outbox.SMTP {
	t.Helper()
	host, port, err := net.SplitHostPort(s.address)
	must(t, err)
	number, err := strconv.Atoi(port)
	must(t, err)
	sender, err := outbox.NewSMTP(outbox.SMTPConfig{
		Host: host, Port: number, User: s.user, Password: s.password, TLS: protection, From: "leads@zonveer.example",
	})
	must(t, err)
	return sender
}

func (s *server) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{server: s, conn: c, trusted: s.user == ""}, nil
}

type session struct {
	server   *server
	conn     *smtp.Conn
	trusted  bool
	from, to string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.server.user || password != s.server.password {
			return errors.New("wrong password")
		}
		s.trusted = true
		return nil
	}), nil
}

func (s *session) Reset() { s.from, s.to = "", "" }

func (s *session) Logout() error { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.trusted {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return nil
}

func (s *session) refusal(what string) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if no := s.server.refuse[what]; no != nil {
		return no
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.refusal(to)
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.refusal("DATA"); err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.received = append(s.server.received, letter{s.from, s.to, string(raw)})
	if s.server.rude {
		time.AfterFunc(50*time.Millisecond, func() { _ = s.conn.Close() })
	}
	return nil
}

// opened is a letter as its reader sees it.
type opened struct {
	header     mail.Header
	subject    string
	text, html string
}

func (l letter) open(t *testing.T) opened {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(l.raw))
	must(t, err)
	var out opened
	out.header = message.Header
	out.subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	must(t, err)
	kind, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	must(t, err)
	if kind != "multipart/alternative" {
		t.Fatalf("content type %s", kind)
	}
	for parts := multipart.NewReader(message.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		must(t, err)
		if encoding := part.Header.Get("Content-Transfer-Encoding"); encoding != "quoted-printable" {
			t.Fatalf("encoding %s", encoding)
		}
		var body bytes.Buffer
		_, err = io.Copy(&body, quotedprintable.NewReader(part))
		must(t, err)
		text := strings.ReplaceAll(body.String(), "\r\n", "\n")
		switch kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind {
		case "text/plain":
			out.text = text
		case "text/html":
			out.html = text
		default:
			t.Fatalf("part of type %s", kind)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
