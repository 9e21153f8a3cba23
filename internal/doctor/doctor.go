package doctor

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/db"
	"sluice/internal/i18n"
	"sluice/internal/org"
)

// Rule is what a finding breaks, by its name in the product's rules.
type Rule string

// The rules that are proved.
const (
	OneHolder        Rule = "INV-1"
	NothingLost      Rule = "INV-2"
	NeverNowhere     Rule = "INV-3"
	StateAndStory    Rule = "INV-4"
	NoMailForNothing Rule = "INV-6"
)

// Finding is one rule that is broken, by one lead or one message. It names no person.
type Finding struct {
	// Workspace is its slug.
	Workspace string
	// Ref is the lead's number as people say it; empty where it is not about a lead that is there.
	Ref  string
	ID   base.ID
	Rule Rule
	Text string
}

// String is the finding as a line.
func (f Finding) String() string {
	line := f.Workspace + " "
	if f.Ref != "" {
		line += f.Ref + " "
	}
	return line + f.ID.String() + ": " + string(f.Rule) + ": " + f.Text
}

// Report is how much was looked at, and how much was found.
type Report struct{ Workspaces, Leads, Messages, Findings int }

// Examine looks at every lead and message of every workspace and hands over each finding as it comes. It reads in
// small steps, each on one snapshot, so it can run beside the server and over any number of leads.
func Examine(ctx context.Context, d *db.DB, tell func(Finding)) (Report, error) {
	service := org.New(org.Deps{DB: d, Catalogue: i18n.Load()})
	workspaces, err := service.ListWorkspaces(ctx)
	if err != nil {
		return Report{}, err
	}
	var report Report
	for _, w := range workspaces {
		v := &visit{db: d, ws: w, org: service, report: &report, tell: tell}
		if err := v.examine(ctx); err != nil {
			return report, err
		}
		report.Workspaces++
	}
	return report, nil
}

// visit is the examination of one workspace.
type visit struct {
	db     *db.DB
	ws     org.Workspace
	org    *org.Service
	doc    *blueprint.Document
	tree   *org.Tree
	report *Report
	tell   func(Finding)
}

func (v *visit) examine(ctx context.Context) error {
	cfg, err := v.org.Config(ctx, v.ws.ID)
	if err != nil {
		return err
	}
	v.doc = cfg.Document
	if v.tree, err = v.org.Tree(ctx, v.ws.ID); err != nil {
		return err
	}
	for _, part := range []func(context.Context) error{v.leads, v.messages, v.strays} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (v *visit) found(f Finding) {
	f.Workspace = v.ws.Slug
	v.report.Findings++
	v.tell(f)
}
