package api

import (
	"context"
	"net/http"
	"strings"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
)

// call is one request as a handler knows it.
type call struct {
	*API
	actor  base.Actor
	config *org.Config // nil for who has no token
	words  *i18n.Printer
	method string
	// token stands for the bearer token in counts; it is not the token.
	token string
	// key is the client's Idempotency-Key, ifMatch the version it has seen: 0 for any, -1 for none that ever was.
	key     string
	ifMatch int64
}

type callKey struct{}

// callOf finds the request again behind huma, which hands on nothing but the context.
func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// visitor is a request before anybody knows whose it is.
func (a *API) visitor(r *http.Request) *call {
	lang := i18n.Match(r.Header.Get("Accept-Language"), i18n.English)
	return &call{API: a, words: a.Words.Printer(lang, nil), method: r.Method, ifMatch: ifMatch(r.Header.Get("If-Match"))}
}

// authenticate finds the member that the bearer token acts as, and the words of its workspace.
func (a *API) authenticate(c *call, w http.ResponseWriter, r *http.Request) error {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		token = ""
	}
	actor, err := a.Org.ActorByToken(r.Context(), strings.TrimSpace(token))
	if base.CodeOf(err) == base.CodeUnauthenticated {
		w.Header().Set("WWW-Authenticate", `Bearer realm="Sluice"`)
		return base.Fail(base.CodeUnauthenticated, "problem.no_token")
	}
	if err != nil {
		return err
	}
	if c.config, err = a.Org.Config(r.Context(), actor.Workspace); err != nil {
		return err
	}
	lang := i18n.Match(r.Header.Get("Accept-Language"), c.config.Lang(actor.Lang))
	c.actor, c.token, c.words = actor, fingerprint([]byte(token)), c.config.Printer(string(lang))
	return nil
}

// id reads an id from the address; not_found when it is none.
func id(text string) (base.ID, error) {
	read, err := base.ParseID(text)
	if err != nil {
		return 0, base.NotFound()
	}
	return read, nil
}

// idField reads an id that stands in a body or a query; no id is 0.
func idField(wrong *base.Fields, field, text string) base.ID {
	if text == "" {
		return 0
	}
	read, err := base.ParseID(text)
	if err != nil {
		wrong.Add(field, "error.unknown")
	}
	return read
}
