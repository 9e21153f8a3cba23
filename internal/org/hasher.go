package org

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"runtime"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"
)

// smallServer takes some 30 ms and 19 MiB on one core.
var smallServer = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

const mostTurns = 4

// hasher works out password hashes, a few at a time: each costs memory and a core, and a hundred
// people signing in at once shall wait for one another rather than exhaust the machine.
type hasher struct {
	params *argon2id.Params
	turns  chan struct{}
	// nobody is a hash that no password has, for taking the same time over an unknown address.
	nobody string
}

func newHasher(p *argon2id.Params) *hasher {
	if p == nil {
		p = &smallServer
	}
	return &hasher{params: p, turns: make(chan struct{}, min(mostTurns, runtime.GOMAXPROCS(0))), nobody: hashOfNobody(p)}
}

func hashOfNobody(p *argon2id.Params) string {
	noise := make([]byte, p.SaltLength+p.KeyLength)
	_, _ = rand.Read(noise) // never fails: it ends the program instead
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.Memory, p.Iterations, p.Parallelism,
		text(noise[:p.SaltLength]), text(noise[p.SaltLength:]))
}

// turn runs fn when its turn has come, or gives up with the caller.
func (h *hasher) turn(ctx context.Context, fn func() error) error {
	select {
	case h.turns <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.turns }()
	return fn()
}

// hash waits for its turn.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	var out string
	err := h.turn(ctx, func() (err error) {
		out, err = argon2id.CreateHash(password, h.params)
		return err
	})
	return out, err
}

// matches wants a turn taken. An empty hash takes as long as any, and matches nothing.
func (h *hasher) matches(password, hash string) (bool, error) {
	if hash == "" {
		_, err := argon2id.ComparePasswordAndHash(password, h.nobody)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}
