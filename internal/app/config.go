package app

import (
	"context"
	"fmt"
	"log/slog"
	"net"

	"sluice/internal/base"
	"sluice/internal/outbox"
	"sluice/internal/web/kit"
)

// Config is everything that can be different from one installation to the next.
type Config struct {
	// Addr is where the server listens: "127.0.0.1:8080".
	Addr string
	// Listener is used instead of Addr where it is already open: by who must know the address beforehand.
	Listener net.Listener
	// Source is a PostgreSQL address or the folder of a SQLite database.
	Source string
	// BaseURL is how people reach the installation, without a slash at the end. Empty derives it from Addr.
	BaseURL string
	// Proxies are the reverse proxies in front, whose word on where a request comes from is believed.
	Proxies kit.Proxies
	// SMTP sends mail; nil keeps it in the built-in mailbox.
	SMTP *outbox.SMTPConfig
	// Metrics is the address of an own listener for /metrics; empty serves none.
	Metrics string
	// APIPerMinute is how many requests an API token may send in a minute; 0 takes the standard.
	APIPerMinute int
	Clock        base.Clock
	Log          *slog.Logger
	// Demo makes time movable and signing in free. Never in production.
	Demo bool
}

func (c Config) listen(ctx context.Context) (net.Listener, error) {
	if c.Listener != nil {
		return c.Listener, nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}
