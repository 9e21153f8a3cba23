package blueprint

import (
	"maps"
	"slices"

	"sluice/internal/access"
	"sluice/internal/base"
)

// sectionNeeds is the right that opens a section; the others are open to everybody who signs in.
var sectionNeeds = map[string]string{
	"home": access.LeadView, "inbox": access.LeadAssign, "leads": access.LeadView, "my_leads": access.LeadView, "new_lead": access.LeadCreate,
	"routing": access.RoutingView, "partners": access.PartnerView, "people": access.MemberView, "settings": access.SettingsView,
}

// mostTabs is what fits side by side on a phone.
const mostTabs = 5

func (c *checker) roles() {
	kinds := texts([]UnitKind{UnitCompany, UnitRegion, UnitPartner, UnitBranch, UnitTeam})
	for i, r := range c.doc.Roles {
		at := item("roles", i)
		c.eachKnown(at+".unit_kinds", "kind of unit", texts(r.UnitKinds), kinds)
		for _, name := range slices.Sorted(maps.Keys(r.Rights)) {
			if c.known(join(at+".rights", name), "right", name, access.Permissions()) && r.Rights[name] == base.ReachNone {
				c.add(join(at+".rights", name), "has no reach; leave a right out that the role does not have")
			}
		}
		c.navigation(at, r)
	}
	if len(c.doc.Roles) > 0 && !slices.ContainsFunc(c.doc.Roles, canMend) {
		c.add("roles", "no role can edit the settings and manage the members of the whole workspace; nobody could mend anything")
	}
}

func canMend(r Role) bool {
	return !r.API && r.Rights[access.SettingsEdit] == base.ReachWorkspace && r.Rights[access.MemberManage] == base.ReachWorkspace
}

func (c *checker) navigation(at string, r Role) {
	if r.API {
		if len(r.Nav)+len(r.TabBar)+len(r.Home) > 0 {
			c.add(at, "is for tokens and has no navigation; leave nav, tab_bar and home out")
		}
		return
	}
	c.opened(at+".nav", r, r.Nav)
	c.opened(at+".tab_bar", r, r.TabBar)
	if len(r.TabBar) > mostTabs {
		c.add(at+".tab_bar", "has %d entries; a phone shows %d", len(r.TabBar), mostTabs)
	}
	empty := [...]struct {
		name string
		is   bool
	}{{"nav", len(r.Nav) == 0}, {"tab_bar", len(r.TabBar) == 0}, {"home", r.Home == ""}}
	for _, part := range empty {
		if part.is {
			c.add(at+"."+part.name, "is missing; only a role with api: true has none")
		}
	}
	c.known(at+".home", "section of its nav", r.Home, r.Nav)
}

// opened: what a role may not open is not in its menu.
func (c *checker) opened(path string, r Role, sections []string) {
	c.eachKnown(path, "section", sections, Sections)
	for i, s := range sections {
		if need := sectionNeeds[s]; need != "" && r.Rights[need] == base.ReachNone {
			c.add(item(path, i), "%q needs the right %s, which the role %q does not have", s, need, r.Key)
		}
	}
}
