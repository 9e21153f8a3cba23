package live

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	channel = "sluice_live"
	// crowd is how many hints wait for a lost connection before one that stands for all of them takes their place.
	crowd = 10_000
	// gather lets the hints of commits that come close together share a notification.
	gather = 10 * time.Millisecond
	// farewell bounds how long the last hints may take when the node stops.
	farewell     = 2 * time.Second
	quickRetry   = 250 * time.Millisecond
	slowRetry    = 5 * time.Second
	silence      = 30 * time.Second
	answerWithin = 5 * time.Second
)

// bridge joins this node to the others through PostgreSQL's NOTIFY and LISTEN.
//
// NOTIFY has a connection of its own and runs after the commit: inside the transactions it would make all
// commits of the database queue behind one lock.
type bridge struct {
	source  string
	node    string
	log     *slog.Logger
	deliver func(hint)
	more    chan struct{}
	done    chan struct{}
	once    sync.Once
	group   sync.WaitGroup

	mu      sync.Mutex
	waiting map[hint]struct{}
}

func newBridge(ctx context.Context, source string, logger *slog.Logger, deliver func(hint)) *bridge {
	b := &bridge{
		source: source, node: rand.Text(), log: logger, deliver: deliver,
		more: make(chan struct{}, 1), done: make(chan struct{}), waiting: map[hint]struct{}{},
	}
	ctx, cancel := context.WithCancel(ctx)
	b.group.Go(func() {
		defer cancel()
		select {
		case <-b.done:
		case <-ctx.Done():
		}
	})
	b.group.Go(func() { b.listen(ctx) })
	b.group.Go(func() { b.tell(ctx) })
	return b
}

func (b *bridge) close() {
	b.once.Do(func() { close(b.done) })
	b.group.Wait()
}

func (b *bridge) send(one hint) {
	b.mu.Lock()
	if len(b.waiting) >= crowd {
		clear(b.waiting)
		one = hint{Topic: Refresh}
	}
	b.waiting[one] = struct{}{}
	b.mu.Unlock()
	select {
	case b.more <- struct{}{}:
	default:
	}
}

func (b *bridge) takeAll() []hint {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := make([]hint, 0, len(b.waiting))
	for one := range b.waiting {
		all = append(all, one)
	}
	clear(b.waiting)
	return all
}

// tell sends what waits, again and again, and what is left when ctx ends.
func (b *bridge) tell(ctx context.Context) {
	var conn *pgx.Conn
	defer func() { hangUp(conn) }()
	wait := quickRetry
	for {
		select {
		case <-b.more:
			pause(ctx, gather)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
			defer cancel()
			conn, _ = b.flush(last, conn) // who misses it is no worse off than after a lost connection
			return
		}
		var err error
		if conn, err = b.flush(ctx, conn); err == nil {
			wait = quickRetry
			continue
		}
		if ctx.Err() == nil {
			b.log.Warn("live hints cannot reach the other nodes, trying again", "error", err)
			pause(ctx, wait)
			wait = min(2*wait, slowRetry)
		}
	}
}

// flush sends everything that waits over the connection, or over a new one, and returns the one to use next.
// What could not be sent waits on.
func (b *bridge) flush(ctx context.Context, conn *pgx.Conn) (*pgx.Conn, error) {
	hints := b.takeAll()
	messages, err := pack(b.node, hints)
	if err != nil || len(messages) == 0 {
		return conn, err
	}
	if conn == nil {
		conn, err = pgx.Connect(ctx, b.source)
	}
	for i := 0; i < len(messages) && err == nil; i++ {
		_, err = conn.Exec(ctx, "SELECT pg_notify($1, $2)", channel, messages[i])
	}
	if err != nil {
		hangUp(conn)
		for _, one := range hints {
			b.send(one)
		}
		return nil, err
	}
	return conn, nil
}

// listen receives the other nodes' hints. After each new connection everybody refreshes, because nobody knows
// what was said while it was away.
func (b *bridge) listen(ctx context.Context) {
	wait := quickRetry
	for ctx.Err() == nil {
		err := b.hear(ctx, func() {
			wait = quickRetry
			b.deliver(hint{Topic: Refresh})
		})
		if ctx.Err() == nil {
			b.log.Warn("live hints of the other nodes cannot be heard, trying again", "error", err)
			pause(ctx, wait)
			wait = min(2*wait, slowRetry)
		}
	}
}

func (b *bridge) hear(ctx context.Context, connected func()) error {
	conn, err := pgx.Connect(ctx, b.source)
	if err != nil {
		return err
	}
	defer hangUp(conn)
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	connected()
	for {
		quiet, cancel := context.WithTimeout(ctx, silence)
		notice, err := conn.WaitForNotification(quiet)
		overdue := quiet.Err() != nil && ctx.Err() == nil
		cancel()
		switch {
		case err == nil:
			b.receive(notice.Payload)
		case !overdue:
			return err
		default:
			// A peer that vanished without a word is only found by asking.
			if err := ask(ctx, conn); err != nil {
				return err
			}
		}
	}
}

func ask(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	return conn.Ping(ctx)
}

func (b *bridge) receive(payload string) {
	var m message
	if err := json.Unmarshal([]byte(payload), &m); err != nil {
		b.log.Warn("a live hint cannot be read", "error", err)
		return
	}
	if m.Node == b.node {
		return
	}
	for _, one := range m.Hints {
		b.deliver(one)
	}
}

func hangUp(conn *pgx.Conn) {
	if conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx) // it is given up either way
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
