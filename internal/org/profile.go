package org

import (
	"context"
	"slices"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/i18n"
)

// Profile is what a member sets for itself.
type Profile struct {
	Name       string
	Phone      string
	Lang       string // empty is the workspace's
	Theme      string // "light", "dark", or empty for the device's
	MarketMail MarketMail
}

// SetProfile changes the actor's own profile. It needs no right, but a member. Errors: invalid, forbidden.
func (s *Service) SetProfile(ctx context.Context, actor base.Actor, p Profile) error {
	var wrong base.Fields
	checkText(&wrong, "name", &p.Name, longestName, true)
	checkText(&wrong, "phone", &p.Phone, longestPhone, false)
	checkLang(&wrong, p.Lang)
	if !slices.Contains([]string{"", "light", "dark"}, p.Theme) {
		wrong.Add("theme", "error.choice")
	}
	if !slices.Contains([]MarketMail{MailImmediate, MailDigest, MailOff}, p.MarketMail) {
		wrong.Add("market_mail", "error.choice")
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	if actor.Member == 0 {
		return base.Forbidden()
	}
	return s.DB.Write(ctx, actor.Workspace, func(tx *db.Tx) error {
		changed, err := tx.Exec(ctx, setProfileSQL, db.Args{
			"id": actor.Member, "name": p.Name, "phone": p.Phone, "lang": p.Lang, "theme": p.Theme, "market_mail": string(p.MarketMail),
		})
		if err == nil && changed == 0 {
			return base.NotFound()
		}
		return err
	})
}

func checkLang(wrong *base.Fields, lang string) {
	if lang != "" && !i18n.Lang(lang).Valid() {
		wrong.Add("lang", "error.choice")
	}
}
