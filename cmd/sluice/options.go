package main

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"sluice/internal/db"
	"sluice/internal/outbox"
)

// storage says where the data is.
type storage struct{ dir, database string }

func (s *storage) bind(fs *flag.FlagSet) {
	fs.StringVar(&s.dir, "data", "data", "`folder` of the built-in database")
	fs.StringVar(&s.database, "database", "", "PostgreSQL `address` (postgres://…) instead of the folder")
}

func (s *storage) source() string {
	if s.database != "" {
		return s.database
	}
	return s.dir
}

// mustExist keeps a mistyped folder from being made and found well.
func (s *storage) mustExist() error {
	if s.database != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(s.dir, db.File)); err != nil {
		return fmt.Errorf("there is no database in %q: %w", s.dir, err)
	}
	return nil
}

// logging says how the log is written.
type logging struct{ format string }

func (l *logging) bind(fs *flag.FlagSet) {
	fs.StringVar(&l.format, "log", "text", "`form` of the log lines: text or json")
}

func (l *logging) open() (*slog.Logger, error) {
	var w io.Writer = os.Stderr
	switch l.format {
	case "text":
		return slog.New(slog.NewTextHandler(w, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil)), nil
	}
	return nil, fmt.Errorf("--log is text or json, not %q", l.format)
}

// mailServer says how mail leaves.
type mailServer struct{ config outbox.SMTPConfig }

func (m *mailServer) bind(fs *flag.FlagSet) {
	fs.StringVar(&m.config.Host, "smtp-host", "", "mail `server`; without one the built-in mailbox keeps every mail")
	fs.IntVar(&m.config.Port, "smtp-port", 0, "its `port` (587, or 465 with --smtp-tls tls)")
	fs.StringVar(&m.config.User, "smtp-user", "", "`name` to sign in with at the mail server")
	fs.StringVar(&m.config.Password, "smtp-password", "", "`password` for it; better given by SLUICE_SMTP_PASSWORD")
	fs.StringVar(&m.config.TLS, "smtp-tls", "", "`way` to protect the connection: starttls (the standard), tls, or none")
	fs.StringVar(&m.config.From, "smtp-from", "", "`address` that mails come from")
}

func (m *mailServer) server() *outbox.SMTPConfig {
	if m.config.Host == "" {
		return nil
	}
	return &m.config
}
