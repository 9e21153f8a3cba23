package org

import (
	"strings"

	"github.com/alexedwards/argon2id"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/i18n"
)

// Service is the door to this room. It is safe for concurrent use.
type Service struct {
	DB        *db.DB
	catalogue *i18n.Catalogue
	baseURL   string
	hasher    *hasher
	configs   *cache[configKey, *Config]
	trees     *cache[base.ID, *Tree]
}

// Deps are what New needs.
type Deps struct {
	DB        *db.DB
	Catalogue *i18n.Catalogue
	// BaseURL is where the installation is reached: "https://leads.example". Mails link to it.
	BaseURL string
	// Argon2 is the cost of a password; nil is right for a small server, tests take less.
	Argon2 *argon2id.Params
}

const (
	mostCachedConfigs = 256
	mostCachedTrees   = 1024
)

// New makes the service.
func New(d Deps) *Service {
	return &Service{
		DB:        d.DB,
		catalogue: d.Catalogue,
		baseURL:   strings.TrimRight(d.BaseURL, "/"),
		hasher:    newHasher(d.Argon2),
		configs:   newCache[configKey, *Config](mostCachedConfigs),
		trees:     newCache[base.ID, *Tree](mostCachedTrees),
	}
}
