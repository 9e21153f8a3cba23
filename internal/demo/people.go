package demo

import (
	"context"
	"time"

	"sluice/internal/base"
	"sluice/internal/org"
)

// Password is everybody's.
const Password = "zon op het dak"

// tokenLife is longer than a demo that is kept will run.
const tokenLife = 365 * 24 * time.Hour

// members are the people of a workspace, the brand's own first, each with a new API token: of the earlier ones only
// hashes are left.
func (s *services) members(ctx context.Context, w org.Workspace) ([]Member, error) {
	system := base.System(w.ID)
	tree, err := s.org.Tree(ctx, w.ID)
	if err != nil {
		return nil, err
	}
	cfg, err := s.org.Config(ctx, w.ID)
	if err != nil {
		return nil, err
	}
	var all []Member
	page := base.PageRequest{Limit: 200}
	for {
		found, err := s.org.ListMembers(ctx, system, org.MemberFilter{State: org.MemberActive}, page)
		if err != nil {
			return nil, err
		}
		for _, m := range found.Items {
			_, secret, err := s.org.CreateToken(ctx, system, org.NewToken{
				Member: m.ID, Name: "Demo", ExpiresAt: s.clock.Now().Add(tokenLife),
			})
			if err != nil {
				return nil, err
			}
			one := Member{ID: m.ID, Name: m.Name, Email: m.Email, Password: Password, Role: m.Role, Token: secret}
			if role := cfg.Document.Role(m.Role); role != nil && role.API {
				one.Password = "" // it acts by its token only
			}
			if unit := tree.Unit(m.Unit); unit != nil {
				one.Unit = unit.Name
			}
			all = append(all, one)
		}
		if found.Next == "" {
			return all, nil
		}
		page.Cursor = found.Next
	}
}
