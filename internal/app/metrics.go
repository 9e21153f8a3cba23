package app

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/outbox"
)

// metrics are the operator's figures (OPS-2). They name routes and tasks, never people or workspaces.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	listener net.Listener
	server   *http.Server
}

func (a *App) openMetrics(ctx context.Context) error {
	if a.Config.Metrics == "" {
		return nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.Config.Metrics)
	if err != nil {
		return err
	}
	m := &metrics{
		registry: prometheus.NewRegistry(), listener: listener,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sluice_requests_total", Help: "Requests answered, by the pattern of their route and the status.",
		}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "sluice_request_seconds", Help: "How long requests took, by the pattern of their route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, workFigures{a},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	m.server = &http.Server{Handler: mux, ReadHeaderTimeout: slowestHead}
	a.metrics = m
	return nil
}

// MetricsAddr is where the figures are told; "" where they are not.
func (a *App) MetricsAddr() string {
	if a.metrics == nil {
		return ""
	}
	return a.metrics.listener.Addr().String()
}

// close ends the listener, whether or not it was served.
func (m *metrics) close() error {
	err := m.server.Close()
	if closed := m.listener.Close(); err == nil && !errors.Is(closed, net.ErrClosed) {
		err = closed
	}
	return err
}

// measured counts what the handler answers. Streams count when they end.
func (a *App) measured(next http.Handler) http.Handler {
	if a.metrics == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		clock := base.SystemClock{} // the demo's clock may be moved while a request is under way
		begun := clock.Now()
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			route := r.Pattern
			if route == "" {
				route = "none"
			}
			a.metrics.requests.WithLabelValues(route, strconv.Itoa(seen.status)).Inc()
			a.metrics.seconds.WithLabelValues(route).Observe(clock.Now().Sub(begun).Seconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// statusWriter remembers the status. Unwrap lets streams flush through it.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader remembers the status that is sent.
func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// workFigures reads the figures of the loop, the outbox and the database when they are asked for.
type workFigures struct{ app *App }

var (
	dueDone    = figure("sluice_due_done_total", "What was due and has been done.", "task")
	dueFailed  = figure("sluice_due_failed_total", "Tries that failed; what failed stays due.", "task")
	dueHeld    = figure("sluice_due_held", "Rows that wait for another try after a failure.", "task")
	dueLate    = figure("sluice_due_late_seconds", "How late the earliest row of the latest batch was found.", "task")
	waiting    = figure("sluice_outbox_waiting", "Messages still to leave.")
	databaseUp = figure("sluice_database_up", "1 when the database answers.")
)

func figure(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

// Describe names the figures.
func (workFigures) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{dueDone, dueFailed, dueHeld, dueLate, waiting, databaseUp} {
		out <- d
	}
}

// Collect reads them.
func (f workFigures) Collect(out chan<- prometheus.Metric) {
	put := func(d *prometheus.Desc, kind prometheus.ValueType, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, kind, value, labels...)
	}
	for _, s := range f.app.Loop.Stats() {
		put(dueDone, prometheus.CounterValue, float64(s.Done), s.Task)
		put(dueFailed, prometheus.CounterValue, float64(s.Failed), s.Task)
		put(dueHeld, prometheus.GaugeValue, float64(s.Held), s.Task)
		put(dueLate, prometheus.GaugeValue, s.Late.Seconds(), s.Task)
	}
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var n int
	err := f.app.DB.ReadAcross(ctx, func(tx *db.Tx) (err error) {
		n, err = outbox.CountWaiting(ctx, tx)
		return err
	})
	if err != nil {
		put(databaseUp, prometheus.GaugeValue, 0)
		return
	}
	put(databaseUp, prometheus.GaugeValue, 1)
	put(waiting, prometheus.GaugeValue, float64(n))
}
