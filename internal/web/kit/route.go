package kit

import (
	"sluice/internal/access"
	"sluice/internal/base"
)

// Route is one page or action. The table of all routes is the list of what can be reached, and tests walk it.
type Route struct {
	Method string
	// Path begins behind the workspace's slug: "/leads/{id}". Site routes begin at the root.
	Path string
	Rule Rule
	// Handler answers; its error becomes a page or a toast.
	Handler Handler
	// MaxBody is the largest request in bytes; 0 is standardBody.
	MaxBody int64
}

// Handler answers one request.
type Handler func(r *Request) error

const standardBody = 1 << 20

// Rule says who may open a route. The zero rule is none: a route that states no rule does not start.
type Rule struct {
	kind       ruleKind
	Permission string
}

type ruleKind uint8

const (
	ruleNone ruleKind = iota
	ruleAnyone
	ruleSignedIn
	rulePermission
)

// Anyone lets everybody in: public pages, and private links that are their own key.
func Anyone() Rule { return Rule{kind: ruleAnyone} }

// SignedIn lets every member in.
func SignedIn() Rule { return Rule{kind: ruleSignedIn} }

// May lets members in whose role has the permission, with whatever reach; the operation checks the rest.
func May(permission string) Rule { return Rule{kind: rulePermission, Permission: permission} }

// Stated tells whether a rule was given at all.
func (r Rule) Stated() bool {
	return r.kind != ruleNone && (r.kind != rulePermission || access.Known(r.Permission))
}

// Public tells whether the rule needs no member.
func (r Rule) Public() bool { return r.kind == ruleAnyone }

// Check answers unauthenticated or forbidden, or nil.
func (r Rule) Check(a base.Actor) error {
	switch {
	case r.kind == ruleAnyone:
		return nil
	case a.Member == 0:
		return base.Fail(base.CodeUnauthenticated, "error.unauthenticated")
	case r.kind == rulePermission && !access.May(a, r.Permission):
		return base.Forbidden()
	}
	return nil
}

// Section is a part of the site that a user would name. Its routes stand in its folder.
type Section struct {
	// Key is how blueprints name it in a role's navigation; empty for one that has no entry there.
	Key   string
	Path  string // the entry's page, behind the slug
	Icon  string
	Label string // key of the entry's word in the catalogue
	// Rule decides whether the entry is shown.
	Rule Rule
	// Count is the figure beside the entry with the tone of its ground; nil for none.
	Count  func(r *Request) (n int, tone string, err error)
	Routes []Route
}
