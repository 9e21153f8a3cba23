package doctor

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Finding is one rule that is broken.
type Finding struct {
	Workspace string
	// Thing names what breaks it: a lead's number, or a message's id.
	Thing string
	ID    base.ID
	Rule  string
	Text  string
}

func (f Finding) String() string {
	return f.Workspace + " " + f.Thing + " " + f.ID.String() + ": " + f.Rule + ": " + f.Text
}

// Report is what was looked at.
type Report struct{ Workspaces, Leads, Messages, Findings int }

// Examine looks at everything and hands over each finding as it comes.
func Examine(ctx context.Context, d *db.DB, tell func(Finding)) (Report, error) {
	return Report{}, nil
}
