package home

import (
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
)

// view is the start page.
type view struct {
	P         *i18n.Printer
	Greeting  string
	Urgent    *urgentView
	Available market.ListView
	Mine      mineView
	Today     todayView
	// Switch is nil where the reader may not change the company's availability.
	Switch *switchView
	// Self are the addresses of the regions.
	UrgentAt string
}

// switchView turns the company's availability on and off.
type switchView struct {
	Action string
	Open   bool
}

func page(r *kit.Request) error {
	if !startsHere(r) {
		return r.Redirect(r.Path("/leads"))
	}
	v, err := newView(r)
	if err != nil {
		return err
	}
	shell := r.Shell(r.P.T("home.nav"), "home")
	return r.Render(home(shell, v))
}

// startsHere tells whether the reader's role begins with this page.
func startsHere(r *kit.Request) bool {
	role := r.Config.Document.Role(r.Actor.Role)
	return role == nil || role.Home == "" || role.Home == "home"
}

func newView(r *kit.Request) (v view, err error) {
	v = view{P: r.P, Greeting: greeting(r), UrgentAt: r.Path("/home/urgent")}
	if v.Urgent, err = urgent(r); err != nil {
		return v, err
	}
	if v.Available, err = market.List(r); err != nil {
		return v, err
	}
	if v.Mine, err = mine(r, "/home"); err != nil {
		return v, err
	}
	if v.Today, err = today(r); err != nil {
		return v, err
	}
	v.Switch, err = availability(r)
	return v, err
}

// greeting is by the workspace's clock.
func greeting(r *kit.Request) string {
	const noon, evening = 12, 18
	name := r.Actor.Name
	if first, _, several := strings.Cut(name, " "); several {
		name = first
	}
	args := i18n.Args{"Name": name}
	switch hour := r.Config.Calendar.Local(r.Now).Hour(); {
	case hour < noon:
		return r.P.T("home.morning", args)
	case hour < evening:
		return r.P.T("home.afternoon", args)
	}
	return r.P.T("home.evening", args)
}

// partner is the company that the reader belongs to, nil for the brand's people.
func partner(r *kit.Request) (*org.Unit, error) {
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return nil, err
	}
	return tree.Unit(tree.Within(r.Actor.Unit, blueprint.UnitPartner)), nil
}

func availability(r *kit.Request) (*switchView, error) {
	unit, err := partner(r)
	if err != nil || unit == nil {
		return nil, err
	}
	if !access.Decide(r.Actor, access.PartnerEdit, access.Subject{Workspace: r.Workspace.ID, Unit: unit.ID}) {
		return nil, nil
	}
	return &switchView{Action: r.Path("/home/availability"), Open: unit.AvailableAt(r.Now)}, nil
}

// setAvailability opens the company for leads, or sends it away until it is opened again.
func setAvailability(r *kit.Request) error {
	if err := r.ParseForm(); err != nil {
		return base.Invalid()
	}
	unit, err := partner(r)
	if err != nil {
		return err
	}
	if unit == nil {
		return base.NotFound()
	}
	// The hidden field beside the switch comes first, so that an empty form is told from a switch that is off.
	chosen := r.PostForm["open"]
	if len(chosen) == 0 {
		return base.Invalid(base.FieldError{Field: "open", Key: "error.required"})
	}
	to, toast := org.Availability{State: org.UnitActive}, "home.now_open"
	if chosen[len(chosen)-1] == "" {
		to, toast = org.Availability{State: org.UnitAway, AwayFrom: base.At(r.Now)}, "home.now_away"
	}
	if err := r.Site.Org.SetAvailability(r.Context(), r.Actor, unit.ID, to); err != nil {
		return err
	}
	r.Toast(toast)
	return r.Redirect(r.Path("/home"))
}

func countAvailable(r *kit.Request) (int, string, error) {
	if !startsHere(r) {
		return 0, "", nil
	}
	m, err := r.Site.Placement.Market(r.Context(), r.Actor, base.PageRequest{Limit: 1})
	return m.Total, "new", err
}
