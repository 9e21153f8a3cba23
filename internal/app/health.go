package app

import (
	"net/http"

	"sluice/internal/web/kit"
)

// healthRoutes tell whether the process lives, and whether it can do its work (OPS-2).
func (a *App) healthRoutes() []kit.Route {
	plain := func(r *kit.Request, status int, text string) error {
		r.Writer.Header().Set("Content-Type", "text/plain; charset=utf-8")
		r.Writer.WriteHeader(status)
		_, err := r.Writer.Write([]byte(text + "\n"))
		return err
	}
	return []kit.Route{
		{Method: http.MethodGet, Path: "/healthz", Rule: kit.Anyone(), Handler: func(r *kit.Request) error { return plain(r, http.StatusOK, "ok") }},
		{Method: http.MethodGet, Path: "/readyz", Rule: kit.Anyone(), Handler: func(r *kit.Request) error {
			if err := a.DB.Ping(r.Context()); err != nil {
				a.Config.Log.Error("the database does not answer", "error", err)
				return plain(r, http.StatusServiceUnavailable, "the database does not answer")
			}
			return plain(r, http.StatusOK, "ready")
		}},
	}
}
