package org

import (
	"context"
	"encoding/json"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/db"
)

// The kinds of audit entry that this room writes (ACC-5). Others add their own.
const (
	AuditWorkspaceCreated = "workspace_created"
	AuditConfigSaved      = "config_saved"
	AuditUnitCreated      = "unit_created"
	AuditUnitChanged      = "unit_changed"
	AuditUnitMoved        = "unit_moved"
	AuditAvailability     = "unit_availability"
	AuditMemberInvited    = "member_invited"
	AuditMemberCreated    = "member_created"
	AuditMemberJoined     = "member_joined"
	AuditMemberChanged    = "member_changed"
	AuditMemberSuspended  = "member_suspended"
	AuditMemberRestored   = "member_restored"
	AuditSignIn           = "sign_in"
	AuditSignInFailed     = "sign_in_failed"
	AuditResetAsked       = "password_reset_asked"
	AuditPasswordChanged  = "password_changed"
	AuditSessionEnded     = "session_ended"
	AuditTokenCreated     = "token_created"
	AuditTokenRevoked     = "token_revoked"
)

// AuditEntry is one line of the audit log. It is never changed.
type AuditEntry struct {
	ID        base.ID     `db:"id"`
	At        base.Moment `db:"at"`
	Kind      string      `db:"kind"`
	Actor     base.ID     `db:"actor"` // zero for the program itself and for the public
	ActorName string      `db:"actor_name"`
	Subject   string      `db:"subject"`
	Data      string      `db:"data"` // JSON
}

// Audit writes a line in the transaction of what it tells of. Subject is the id of the thing, data
// becomes JSON and holds no secrets; nil is no data.
func Audit(ctx context.Context, tx *db.Tx, actor base.Actor, kind, subject string, data any) error {
	text := []byte("{}")
	if data != nil {
		var err error
		if text, err = json.Marshal(data); err != nil {
			return err
		}
	}
	return tx.Insert(ctx, "audit", auditRow{
		ID: base.NewID(tx.Now()), At: base.At(tx.Now()), Kind: kind, Actor: actor.Member, Subject: subject, Data: string(text),
	})
}

// AuditFilter narrows the list; empty fields do not.
type AuditFilter struct {
	Kind    string // a kind, or the first word of several: "member"
	Subject string
	Actor   base.ID
}

const (
	standardPage = 50
	longestPage  = 200
)

// ListAudit shows the log, newest first. It needs audit.view, and shows what the members within its reach did.
func (s *Service) ListAudit(ctx context.Context, actor base.Actor, f AuditFilter, p base.PageRequest) (base.Page[AuditEntry], error) {
	var none base.Page[AuditEntry]
	if !access.May(actor, access.AuditView) {
		return none, base.Forbidden()
	}
	before, err := p.Before()
	if err != nil {
		return none, err
	}
	var rows []AuditEntry
	limit := p.Clamp(standardPage, longestPage)
	args := scopeArgs(access.ScopeOf(actor, access.AuditView))
	args["kind"], args["kinds"], args["subject"], args["actor"] = f.Kind, likePrefix(f.Kind+"_"), f.Subject, int64(f.Actor)
	args["before"], args["limit"] = before, limit+1
	err = s.DB.Read(ctx, actor.Workspace, func(tx *db.Tx) error {
		return tx.Select(ctx, &rows, auditSQL, args)
	})
	return base.PageOf(rows, limit, func(a AuditEntry) base.ID { return a.ID }), err
}
