package app

import (
	"context"

	"sluice/internal/web/setup"
)

// announceSetup writes the address of the first set-up to the log while there is no workspace. Only who can read the
// log sets the installation up.
func (a *App) announceSetup(ctx context.Context) {
	all, err := a.Org.ListWorkspaces(ctx)
	switch {
	case err != nil:
		a.Config.Log.Error("look for a workspace", "error", err)
	case len(all) == 0:
		a.Config.Log.Info("this installation has no workspace yet: open the address to set it up", "address", setup.Address(a.Site))
	}
}
