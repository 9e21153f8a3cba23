package api

import (
	"context"
	"net/http"

	"sluice/internal/base"
)

func meRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/me", ID: "me", Tag: "Me", Rule: Member(), register: run(me),
		Summary: "Tell whose token this is", Text: "The member that the token acts as, its workspace, and what the token may do.",
	}}
}

// Me is whom a token acts as.
type Me struct {
	Member    base.ID           `json:"member"`
	Name      string            `json:"name"`
	Role      string            `json:"role" doc:"Key of the role."`
	Unit      base.ID           `json:"unit"`
	Lang      string            `json:"lang"`
	Rights    map[string]string `json:"rights" doc:"Permissions with their reach: own, unit, territory or workspace." example:"{\"lead.view\":\"unit\"}"`
	Workspace Workspace         `json:"workspace"`
}

// Workspace is the brand's closed world.
type Workspace struct {
	ID       base.ID `json:"id"`
	Lang     string  `json:"lang"`
	Zone     string  `json:"zone" example:"Europe/Amsterdam"`
	Country  string  `json:"country"`
	Currency string  `json:"currency"`
	Config   int64   `json:"config" doc:"Version of the configuration."`
}

type meAnswer struct{ Body Me }

func me(_ context.Context, c *call, _ *struct{}) (*meAnswer, error) {
	doc := c.config.Document
	out := Me{
		Member: c.actor.Member, Name: c.actor.Name, Role: c.actor.Role, Unit: c.actor.Unit, Lang: c.actor.Lang, Rights: map[string]string{},
		Workspace: Workspace{
			ID: c.actor.Workspace, Lang: string(doc.DefaultLang), Zone: doc.Zone, Country: doc.Country, Currency: doc.Currency,
			Config: c.config.Version,
		},
	}
	for permission, reach := range c.actor.Rights {
		out.Rights[permission] = reach.String()
	}
	return &meAnswer{out}, nil
}
