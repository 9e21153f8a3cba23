package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/due"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/live"
	"sluice/internal/org"
	"sluice/internal/outbox"
	"sluice/internal/placement"
	"sluice/internal/web/assets"
	"sluice/internal/web/kit"
)

// App is the running program.
type App struct {
	Config    Config
	DB        *db.DB
	Org       *org.Service
	Leads     *lead.Service
	Placement *placement.Service
	Live      *live.Hub
	Loop      *due.Loop
	Site      *kit.Site

	handler  http.Handler
	metrics  *metrics
	listener net.Listener
	server   *http.Server
	stopLoop context.CancelFunc
	release  func() error // of the data folder
	stopped  sync.WaitGroup
}

// New opens the database, brings its schema up to date, and starts to listen. Run begins to answer.
func New(ctx context.Context, c Config) (*App, error) {
	if c.Clock == nil {
		c.Clock = base.SystemClock{}
	}
	listener, err := c.listen(ctx)
	if err != nil {
		return nil, err
	}
	a := &App{Config: c, listener: listener}
	if a.Config.BaseURL == "" {
		a.Config.BaseURL = "http://" + listener.Addr().String()
	}
	a.Config.BaseURL = strings.TrimRight(a.Config.BaseURL, "/")
	if err := errors.Join(a.openMetrics(ctx), a.open(ctx)); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) (err error) {
	c := a.Config
	if err := assets.Built(); err != nil {
		return err
	}
	if a.DB, err = db.Open(ctx, db.Options{Source: c.Source, Clock: c.Clock}); err != nil {
		return err
	}
	if a.release, err = a.DB.Reserve(); err != nil {
		return err
	}
	if _, err = a.DB.Migrate(ctx); err != nil {
		return err
	}
	words := i18n.Load(i18n.WithLogger(c.Log))
	a.Live = live.New(context.WithoutCancel(ctx), a.DB, c.Log)
	a.Org = org.New(org.Deps{DB: a.DB, Catalogue: words, BaseURL: c.BaseURL})
	a.Leads = lead.New(lead.Deps{DB: a.DB, Org: a.Org, Live: a.Live, BaseURL: c.BaseURL})
	a.Placement = placement.New(placement.Deps{
		DB: a.DB, Org: a.Org, Leads: a.Leads, Live: a.Live, Log: c.Log, BaseURL: c.BaseURL,
	})
	sender, err := a.sender()
	if err != nil {
		return err
	}
	tasks := append(a.Placement.Tasks(), a.Leads.ResumeTask(), outbox.Delivery(a.DB, sender, c.Log))
	a.Loop = due.New(a.DB, c.Log, tasks...)
	a.DB.AfterWrite(a.Loop.Wake)
	a.Site = &kit.Site{
		DB: a.DB, Org: a.Org, Leads: a.Leads, Placement: a.Placement, Live: a.Live, Words: words, Clock: c.Clock,
		Log: c.Log, BaseURL: c.BaseURL, Secure: strings.HasPrefix(c.BaseURL, "https://"), Proxies: c.Proxies,
	}
	if a.Site.Secret, err = a.DB.Secret(ctx, "site"); err != nil {
		return err
	}
	if c.SMTP != nil {
		a.Site.MailServer = c.SMTP.Host
	}
	if shifted, ok := c.Clock.(*base.ShiftedClock); ok && c.Demo {
		a.Site.Demo = &kit.Demo{Clock: shifted, Loop: a.Loop}
	}
	a.handler, err = a.routes()
	return err
}

func (a *App) sender() (outbox.Sender, error) {
	if a.Config.SMTP == nil {
		return outbox.Mailbox{}, nil
	}
	return outbox.NewSMTP(*a.Config.SMTP)
}

// Addr is where the program listens.
func (a *App) Addr() string { return a.listener.Addr().String() }

// URL is how it is reached.
func (a *App) URL() string { return a.Config.BaseURL }

// Handler answers every request, for tests that need no network.
func (a *App) Handler() http.Handler { return a.handler }

const (
	slowestHead = 10 * time.Second
	slowestBody = 60 * time.Second
	idle        = 120 * time.Second
	longestStop = 15 * time.Second
	// largestHead holds all cookies and the longest address that browsers send, many times over.
	largestHead = 64 << 10
)

// Run answers until ctx ends, then finishes what is under way (OPS-3).
func (a *App) Run(ctx context.Context) error {
	a.server = &http.Server{
		Handler: a.measured(a.handler), ReadHeaderTimeout: slowestHead, ReadTimeout: slowestBody, WriteTimeout: slowestBody, IdleTimeout: idle,
		MaxHeaderBytes: largestHead, ErrorLog: slog.NewLogLogger(a.Config.Log.Handler(), slog.LevelWarn),
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	a.server.RegisterOnShutdown(a.Live.Close) // open streams would keep the server from stopping
	loop, stop := context.WithCancel(context.WithoutCancel(ctx))
	a.stopLoop = stop
	a.stopped.Go(func() { a.Loop.Run(loop) })
	a.stopped.Go(func() { a.sweep(loop) })
	a.announceSetup(ctx)
	failed := make(chan error, 2)
	go func() { failed <- a.server.Serve(a.listener) }()
	if a.metrics != nil {
		go func() { failed <- a.metrics.server.Serve(a.metrics.listener) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return nil
	}
}

const sweepEvery = time.Hour

// sweep clears away what no longer means anything.
func (a *App) sweep(ctx context.Context) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := a.Org.Sweep(ctx); err != nil {
				a.Config.Log.Error("sweep", "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// Close stops answering, hands back what is not finished, and closes the database. It is safe after a failed New.
func (a *App) Close() error {
	var failures []error
	if a.server != nil {
		ctx, cancel := context.WithTimeout(context.Background(), longestStop)
		defer cancel()
		failures = append(failures, a.server.Shutdown(ctx))
	} else if a.listener != nil {
		failures = append(failures, a.listener.Close())
	}
	if a.metrics != nil {
		failures = append(failures, a.metrics.close())
	}
	if a.stopLoop != nil {
		a.stopLoop()
	}
	a.stopped.Wait()
	if a.Live != nil {
		a.Live.Close()
	}
	if a.DB != nil {
		failures = append(failures, a.DB.Close())
	}
	if a.release != nil {
		failures = append(failures, a.release())
	}
	return errors.Join(failures...)
}
