package leads

import (
	"cmp"
	"slices"
	"strings"

	"sluice/internal/access"
	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/web/kit"
	"sluice/internal/web/ui"
)

// assignView is the question to whom a lead should go (MKT-8). It is a dialog, and a page of its own.
type assignView struct {
	P      *i18n.Printer
	URL    string
	Lead   string // address of its page
	List   string // address of the list
	Title  string
	Text   string
	Pick   pickView
	Remark string
	Errors ui.FormErrors
}

// pickView is the part that changes while one looks for a unit.
type pickView struct {
	P       *i18n.Printer
	URL     string
	Q       string
	Units   []unitView
	Hidden  int // how many more fit the search
	Members []ui.Option
	Member  string
	Errors  ui.FormErrors
}

type unitView struct {
	ID, Name, Note string
	Checked        bool
	Closed         bool // takes no leads now
}

// mostUnits is how many units are offered at once; searching finds the others.
const mostUnits = 10

func askAssign(r *kit.Request) error {
	v, err := newAssign(r)
	if err != nil {
		return err
	}
	switch {
	case strings.HasSuffix(r.Header.Get("HX-Target"), "#"+pickID):
		return r.Render(pick(v.Pick))
	case r.Swap():
		return r.Render(assignDialog(v))
	}
	return r.Render(assignPage(r.Shell(v.Title, "leads"), v))
}

const pickID = "assign-pick"

func newAssign(r *kit.Request) (assignView, error) {
	id, err := r.ID("id")
	if err != nil {
		return assignView{}, err
	}
	view, err := r.Site.Leads.Get(r.Context(), r.Actor, id)
	if err != nil {
		return assignView{}, err
	}
	if !view.May[access.LeadAssign] {
		return assignView{}, base.Forbidden()
	}
	l := view.Lead
	v := assignView{
		P: r.P, URL: r.Path("/leads/", id.String(), "/assign"), Lead: r.Path("/leads/", id.String()), List: r.Path("/leads"), Remark: r.FormValue("remark"),
		Title: r.P.T("list.assign_title", i18n.Args{"Name": l.Name}), Text: l.Ref(r.Config.Document) + ", " + place(l),
	}
	v.Pick, err = newPick(r, l)
	v.Pick.URL = v.URL
	return v, err
}

func newPick(r *kit.Request, l *lead.Lead) (pickView, error) {
	v := pickView{P: r.P, Q: strings.TrimSpace(r.FormValue("q")), Member: r.FormValue("member")}
	targets, err := r.Site.Placement.Targets(r.Context(), r.Actor)
	if err != nil {
		return v, err
	}
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	if err != nil {
		return v, err
	}
	chosen := r.FormID("unit")
	found := fitting(targets, tree, l, v.Q, chosen, r)
	v.Hidden = max(0, len(found)-mostUnits)
	for _, u := range found[:min(mostUnits, len(found))] {
		v.Units = append(v.Units, unitView{
			ID: u.ID.String(), Name: u.Name, Note: unitNote(r, tree, u, l), Checked: u.ID == chosen, Closed: !u.AvailableAt(r.Now),
		})
	}
	v.Members, err = memberOptions(r, targets, chosen)
	return v, err
}

// fitting are the units that fit the search: the chosen one first, then those that take leads and cover the place.
func fitting(targets []*org.Unit, tree *org.Tree, l *lead.Lead, q string, chosen base.ID, r *kit.Request) []*org.Unit {
	spot := l.Spot()
	found := slices.DeleteFunc(slices.Clone(targets), func(u *org.Unit) bool {
		return u.ID != chosen && !strings.Contains(strings.ToLower(u.Name+"\n"+u.Town), strings.ToLower(q))
	})
	rank := func(u *org.Unit) int {
		n := 0
		if u.ID == chosen {
			n -= 8
		}
		if !u.AvailableAt(r.Now) {
			n += 4
		}
		if !tree.Covers(u.ID, spot) {
			n += 2
		}
		if _, isPartner := partnerKinds[u.Kind]; !isPartner {
			n++
		}
		return n
	}
	slices.SortStableFunc(found, func(a, b *org.Unit) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

func unitNote(r *kit.Request, tree *org.Tree, u *org.Unit, l *lead.Lead) string {
	var notes []string
	if u.Town != "" {
		notes = append(notes, u.Town)
	}
	if _, isPartner := partnerKinds[u.Kind]; !isPartner {
		notes = append(notes, r.P.T(kindWords.Key(string(u.Kind))))
	} else if tree.Covers(u.ID, l.Spot()) {
		notes = append(notes, r.P.T("list.covers"))
	}
	if u.ID == l.PlaceUnit && l.Place == lead.PlacePlaced {
		notes = append(notes, r.P.T("list.has_it"))
	}
	if !u.AvailableAt(r.Now) {
		notes = append(notes, r.P.T("list.takes_none"))
	}
	return strings.Join(notes, ", ")
}

// memberOptions are the people of the chosen unit, if the reader may choose it and see them.
func memberOptions(r *kit.Request, targets []*org.Unit, unit base.ID) ([]ui.Option, error) {
	known := slices.ContainsFunc(targets, func(u *org.Unit) bool { return u.ID == unit })
	if !known || !access.May(r.Actor, access.MemberView) {
		return nil, nil
	}
	page, err := r.Site.Org.ListMembers(r.Context(), r.Actor, org.MemberFilter{Unit: unit, State: org.MemberActive}, base.PageRequest{Limit: 200})
	if err != nil || len(page.Items) == 0 {
		return nil, err
	}
	out := []ui.Option{{Label: r.P.T("list.anybody")}}
	for _, m := range page.Items {
		out = append(out, ui.Option{Value: m.ID.String(), Label: m.Name})
	}
	return out, nil
}

func assign(r *kit.Request) error {
	id, err := r.ID("id")
	if err != nil {
		return err
	}
	to := lead.Target{Unit: r.FormID("unit"), Member: r.FormID("member")}
	_, err = r.Site.Placement.Assign(r.Context(), r.Actor, id, placement.AssignInput{Target: to, Remark: r.FormValue("remark")})
	switch base.CodeOf(err) {
	case "":
		return assigned(r, id, to.Unit)
	case base.CodeInvalid, base.CodeConflict, base.CodeExpired:
		return refuseAssign(r, noUnit(to, err))
	}
	return err
}

// noUnit says what to do when nothing was chosen, which the rule knows only as an unknown unit.
func noUnit(to lead.Target, err error) error {
	if to.Unit == 0 && base.CodeOf(err) == base.CodeInvalid {
		return base.Invalid(base.FieldError{Field: "unit", Key: "list.error_unit"})
	}
	return err
}

func assigned(r *kit.Request, id, unit base.ID) error {
	if !r.Swap() {
		r.Toast("list.assigned")
		return r.Redirect(r.Path("/leads/", id.String()))
	}
	name, err := unitName(r.Context(), r, unit)
	if err != nil {
		return err
	}
	r.Writer.Header().Set("HX-Trigger", ui.CloseDialog)
	return r.Render(ui.Flash(r.P, ui.ToastView{Text: r.P.T("list.assigned_to", i18n.Args{"Unit": name})}))
}

func refuseAssign(r *kit.Request, refusal error) error {
	v, err := newAssign(r)
	if err != nil {
		return err
	}
	v.Errors = ui.NewFormErrors(r.P, refusal)
	v.Pick.Errors = v.Errors
	status := kit.Status(base.CodeOf(refusal))
	if r.Swap() {
		return r.RenderStatus(status, assignDialog(v))
	}
	return r.RenderStatus(status, assignPage(r.Shell(v.Title, "leads"), v))
}

var kindWords = i18n.Family("list.kind_")

// partnerKinds are the units of partners; the others are the brand's own.
var partnerKinds = map[blueprint.UnitKind]struct{}{blueprint.UnitPartner: {}, blueprint.UnitBranch: {}, blueprint.UnitTeam: {}}
