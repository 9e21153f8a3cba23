package settings

import (
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/web/kit"
)

type rolesView struct {
	frame
	Roles []string
	Rows  []rightView
}

// rightView is a permission with the reach that each role has.
type rightView struct {
	Name    string
	Reaches []string // "" for none
}

var (
	rightNames = i18n.Family("config.right_")
	reachNames = i18n.Family("config.reach_")
)

func roles(r *kit.Request) error {
	v := rolesView{frame: newFrame(r, "/settings/roles")}
	doc := r.Config.Document
	for i := range doc.Roles {
		v.Roles = append(v.Roles, r.Words(doc.Roles[i].Title))
	}
	for _, permission := range access.Permissions() {
		row := rightView{Name: r.P.T(rightNames.Key(strings.ReplaceAll(permission, ".", "_")))}
		for i := range doc.Roles {
			word := ""
			if reach := doc.Roles[i].Rights[permission]; reach > base.ReachNone {
				word = r.P.T(reachNames.Key(reach.String()))
			}
			row.Reaches = append(row.Reaches, word)
		}
		v.Rows = append(v.Rows, row)
	}
	return r.Render(rolesPage(v))
}
