package access

import "slices"

// The permissions a role can have. Each is given with a reach.
const (
	LeadView    = "lead.view"
	LeadCreate  = "lead.create"
	LeadEdit    = "lead.edit"
	LeadClaim   = "lead.claim"
	LeadReturn  = "lead.return"
	LeadStage   = "lead.stage"
	LeadAssign  = "lead.assign"
	LeadArchive = "lead.archive"
	LeadExport  = "lead.export"
	LeadReveal  = "lead.reveal"

	MarketView   = "market.view"
	RoutingView  = "routing.view"
	PartnerView  = "partner.view"
	PartnerEdit  = "partner.edit"
	MemberView   = "member.view"
	MemberManage = "member.manage"
	SettingsView = "settings.view"
	SettingsEdit = "settings.edit"
	AuditView    = "audit.view"
	TokenManage  = "token.manage"
)

// Permissions are all of them, in the order in which a screen lists them.
func Permissions() []string {
	return []string{
		LeadView, LeadCreate, LeadEdit, LeadClaim, LeadReturn, LeadStage, LeadAssign, LeadArchive, LeadExport, LeadReveal,
		MarketView, RoutingView, PartnerView, PartnerEdit, MemberView, MemberManage, SettingsView, SettingsEdit, AuditView, TokenManage,
	}
}

// Known tells whether name is a permission.
func Known(name string) bool { return slices.Contains(Permissions(), name) }
