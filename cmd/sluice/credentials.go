package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"sluice/internal/demo"
)

// credentials is the file by which scripts find their way into the demo (OPS-5).
type credentials struct {
	URL        string                 `json:"url"`
	Workspaces []workspaceCredentials `json:"workspaces"`
}

type workspaceCredentials struct {
	Slug      string              `json:"slug"`
	Blueprint string              `json:"blueprint"`
	Members   []memberCredentials `json:"members"`
}

type memberCredentials struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Password string `json:"password"`
	Role     string `json:"role"`
	Unit     string `json:"unit"`
	Token    string `json:"token"`
}

// writeCredentials waits until the demo answers and then writes the file, whole or not at all.
func writeCredentials(ctx context.Context, log *slog.Logger, file, url string, world *demo.World) {
	if err := untilReady(ctx, url); err != nil {
		return // the demo was stopped before it answered
	}
	if err := replaceFile(file, credentialsOf(url, world)); err != nil {
		log.Error("write the credentials", "error", err)
	}
}

func credentialsOf(url string, world *demo.World) credentials {
	c := credentials{URL: url}
	for _, w := range world.Workspaces {
		one := workspaceCredentials{Slug: w.Slug, Blueprint: w.Blueprint}
		for _, m := range w.Members {
			one.Members = append(one.Members, memberCredentials{
				Name: m.Name, Email: m.Email, Password: m.Password, Role: m.Role, Unit: m.Unit, Token: m.Token,
			})
		}
		c.Workspaces = append(c.Workspaces, one)
	}
	return c
}

func untilReady(ctx context.Context, url string) error {
	const pause = 20 * time.Millisecond
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", http.NoBody)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(request)
		if err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func replaceFile(name string, content any) error {
	text, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		return err
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d", filepath.Base(name), os.Getpid()))
	if err := os.WriteFile(temporary, append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}
