package outbox

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// The ways to protect the connection to a mail server.
const (
	TLSStart    = "starttls" // required; the standard
	TLSImplicit = "tls"      // from the first byte, mostly port 465
	TLSNone     = "none"     // with a password only for a server on the same machine
)

// SMTPConfig says how to reach the mail server.
type SMTPConfig struct {
	Host string
	// Port is 587 when 0, and 465 with TLSImplicit.
	Port int
	// User is empty where the server asks for none.
	User     string
	Password string
	// TLS is one of TLSStart, TLSImplicit, TLSNone; empty means TLSStart.
	TLS string
	// From is the address that mails come from; each brand adds its name.
	From string
}

// SMTP sends through a mail server.
type SMTP struct {
	config SMTPConfig
	domain string
}

const serverPatience = 20 * time.Second

// NewSMTP checks the configuration; it does not connect.
func NewSMTP(config SMTPConfig) (*SMTP, error) {
	from, err := mail.ParseAddress(config.From)
	if err != nil || from.Name != "" {
		return nil, fmt.Errorf("the sender %q is not a plain mail address", config.From)
	}
	s := &SMTP{config: config, domain: from.Address[strings.LastIndexByte(from.Address, '@')+1:]}
	if _, err := s.client(); err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	return s, nil
}

func (s *SMTP) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithTimeout(serverPatience)}
	switch s.config.TLS {
	case TLSStart, "":
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	case TLSImplicit:
		options = append(options, gomail.WithSSLPort(false))
	case TLSNone:
		options = append(options, gomail.WithTLSPortPolicy(gomail.NoTLS))
	default:
		return nil, fmt.Errorf("the protection %q is not one of %s, %s, %s", s.config.TLS, TLSStart, TLSImplicit, TLSNone)
	}
	if s.config.Port != 0 {
		options = append(options, gomail.WithPort(s.config.Port))
	}
	if s.config.User != "" {
		if s.config.TLS == TLSNone && !isHere(s.config.Host) {
			return nil, fmt.Errorf("a password is not sent to %s without %s or %s", s.config.Host, TLSStart, TLSImplicit)
		}
		options = append(options, gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthPlain, gomail.SMTPAuthLogin),
			gomail.WithUsername(s.config.User), gomail.WithPassword(s.config.Password))
	}
	return gomail.NewClient(s.config.Host, options...)
}

func isHere(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// Send connects, delivers one message and hangs up.
func (s *SMTP) Send(ctx context.Context, e Envelope) error {
	message, err := s.message(e)
	if err != nil {
		return &Refused{Reason: err.Error()}
	}
	client, err := s.client()
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, message)
	if message.IsDelivered() {
		return nil // the server has it; a goodbye that failed must not make it come twice
	}
	return verdict(err)
}

// verdict tells a final no to this recipient or this content from what time may mend. A no to our sender or our
// password is for the operator to mend, and the message waits for that.
func verdict(err error) error {
	var refused *gomail.SendError
	if !errors.As(err, &refused) || refused.ErrorCode() < 500 {
		return err
	}
	switch refused.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose:
		return &Refused{Reason: err.Error()}
	default:
		return err
	}
}

func (s *SMTP) message(e Envelope) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	m.FromMailAddress(&mail.Address{Name: e.FromName, Address: s.config.From})
	if err := m.To(e.To); err != nil {
		return nil, err
	}
	m.Subject(e.Subject)
	m.SetMessageIDWithValue(e.MessageID + "@" + s.domain)
	m.SetDateWithValue(e.Date)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	if e.Lang != "" {
		m.SetGenHeader(gomail.HeaderContentLang, e.Lang)
	}
	if e.Unsubscribe != "" {
		m.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+e.Unsubscribe+">")
		m.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(gomail.TypeTextPlain, e.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, e.HTML)
	return m, nil
}
