package org

import (
	"context"
	"slices"
	"strings"
	"time"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

// tokenPrefix makes a token known at sight, also to programs that look for leaked secrets.
const tokenPrefix = "slc_"

// Token is an API token as it is listed. Its secret is shown once, when it is made.
type Token struct {
	ID        base.ID
	Member    base.ID
	Name      string
	Scopes    []string // permissions; none is all that the member may
	CreatedAt base.Moment
	UsedAt    base.Moment // to within five minutes
	ExpiresAt base.Moment // zero never ends
}

// NewToken is a token to be made.
type NewToken struct {
	Member    base.ID // zero is the actor itself
	Name      string
	Scopes    []string
	ExpiresAt time.Time // zero never ends
}

// CreateToken makes an API token and returns its secret, once. It needs token.manage. A member makes tokens for
// itself and for members whose role is for the API; only the program makes them for others, and a token
// makes no tokens. Errors: invalid, forbidden, not_found.
func (s *Service) CreateToken(ctx context.Context, actor base.Actor, n NewToken) (Token, string, error) {
	var wrong base.Fields
	checkText(&wrong, "name", &n.Name, longestName, true)
	if err := wrong.Err(); err != nil {
		return Token{}, "", err
	}
	if n.Member == 0 {
		n.Member = actor.Member
	}
	if actor.Kind == base.ActorToken || !access.May(actor, access.TokenManage) {
		return Token{}, "", base.Forbidden()
	}
	secret := newSecret()
	var made Token
	err := s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		holder, err := s.tokenHolder(ctx, tx, actor, n.Member)
		if err != nil {
			return err
		}
		if err := n.check(tx.Now(), holder); err != nil {
			return err
		}
		scopes := slices.Compact(slices.Sorted(slices.Values(n.Scopes)))
		row := tokenRow{
			ID: base.NewID(tx.Now()), Hash: hashSecret(secret), Member: n.Member, Name: n.Name, Scopes: strings.Join(scopes, " "),
			CreatedAt: base.At(tx.Now()), ExpiresAt: base.At(n.ExpiresAt),
		}
		made = row.token()
		if err := tx.Insert(ctx, "token", row); err != nil {
			return err
		}
		return Audit(ctx, tx, actor, AuditTokenCreated, made.ID.String(), map[string]any{"member": n.Member, "name": n.Name, "scopes": row.Scopes})
	})
	return made, tokenPrefix + actor.Workspace.String() + "_" + secret, err
}

// tokenHolder is the member that the token will act as.
func (s *Service) tokenHolder(ctx context.Context, tx *db.Tx, actor base.Actor, id base.ID) (base.Actor, error) {
	if _, err := s.visibleMember(ctx, tx, actor, id); err != nil {
		return base.Actor{}, err
	}
	holder, err := s.ActorOf(ctx, tx, id)
	if err != nil {
		return base.Actor{}, err
	}
	subject := access.Subject{Workspace: tx.Workspace(), Holder: id, Unit: holder.Unit}
	if !access.Decide(actor, access.TokenManage, subject) {
		return base.Actor{}, base.Forbidden()
	}
	if id == actor.Member || actor.Kind == base.ActorSystem {
		return holder, nil
	}
	config, err := s.ConfigIn(ctx, tx)
	if err != nil {
		return base.Actor{}, err
	}
	if role := config.Document.Role(holder.Role); role == nil || !role.API || !mayAppoint(actor, role) {
		return base.Actor{}, base.Forbidden()
	}
	return holder, nil
}

func (n *NewToken) check(now time.Time, holder base.Actor) error {
	var wrong base.Fields
	if !n.ExpiresAt.IsZero() && !n.ExpiresAt.After(now) {
		wrong.Add("expires_at", "error.in_past")
	}
	for _, scope := range n.Scopes {
		if !access.May(holder, scope) {
			wrong.Add("scopes", "org.error_scope")
			break
		}
	}
	return wrong.Err()
}

// ActorByToken is who a bearer token acts as: the member with the rights it has now, narrowed to the token's
// scopes. Errors: unauthenticated for whatever is not a working token of an active member.
func (s *Service) ActorByToken(ctx context.Context, bearer string) (base.Actor, error) {
	ws, secret, ok := splitToken(bearer)
	if !ok {
		return base.Actor{}, unauthenticated()
	}
	var actor base.Actor
	var row tokenRow
	err := s.DB.Read(ctx, ws, func(tx *db.Tx) error {
		found, err := tx.Find(ctx, &row, tokenByHashSQL, db.Args{"hash": hashSecret(secret)})
		if err != nil {
			return err
		}
		if !found || !row.ExpiresAt.IsZero() && !tx.Now().Before(row.ExpiresAt.Time) {
			return unauthenticated()
		}
		actor, err = s.ActorOf(ctx, tx, row.Member)
		if base.CodeOf(err) == base.CodeNotFound {
			return unauthenticated()
		}
		return err
	})
	if err != nil {
		return base.Actor{}, err
	}
	actor.Kind = base.ActorToken
	actor.Rights = narrowed(actor.Rights, strings.Fields(row.Scopes))
	return actor, s.seeToken(ctx, ws, row)
}

func splitToken(bearer string) (base.ID, string, bool) {
	rest, ok := strings.CutPrefix(bearer, tokenPrefix)
	workspace, secret, cut := strings.Cut(rest, "_")
	id, err := base.ParseID(workspace)
	return id, secret, ok && cut && err == nil
}

// narrowed are the rights that the scopes leave; no scopes leave them all.
func narrowed(rights base.Rights, scopes []string) base.Rights {
	if len(scopes) == 0 {
		return rights
	}
	out := make(base.Rights, len(scopes))
	for _, scope := range scopes {
		if reach := rights[scope]; reach > base.ReachNone {
			out[scope] = reach
		}
	}
	return out
}

func (s *Service) seeToken(ctx context.Context, ws base.ID, row tokenRow) error {
	if s.DB.Clock().Now().Sub(row.UsedAt.Time) < seenEvery {
		return nil
	}
	return s.DB.Write(ctx, ws, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, seeTokenSQL, db.Args{"id": row.ID, "now": base.At(tx.Now())})
		return err
	})
}

// ListTokens shows the tokens within the reach of token.manage; everybody's own are within it.
func (s *Service) ListTokens(ctx context.Context, actor base.Actor) ([]Token, error) {
	if !access.May(actor, access.TokenManage) {
		return nil, base.Forbidden()
	}
	var rows []tokenRow
	err := s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		return tx.Select(ctx, &rows, tokensSQL, scopeArgs(access.ScopeOf(actor, access.TokenManage)))
	})
	out := make([]Token, len(rows))
	for i := range rows {
		out[i] = rows[i].token()
	}
	return out, err
}

// RevokeToken ends a token at once. It needs token.manage over its member; not_found beyond that.
func (s *Service) RevokeToken(ctx context.Context, actor base.Actor, id base.ID) error {
	if !access.May(actor, access.TokenManage) {
		return base.Forbidden()
	}
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		args := scopeArgs(access.ScopeOf(actor, access.TokenManage))
		args["id"] = id
		revoked, err := tx.Exec(ctx, revokeTokenSQL, args)
		if err != nil {
			return err
		}
		if revoked == 0 {
			return base.NotFound()
		}
		return Audit(ctx, tx, actor, AuditTokenRevoked, id.String(), nil)
	})
}
