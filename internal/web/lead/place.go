package lead

import (
	"slices"
	"strings"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/lead"
	"sluice/internal/org"
	"sluice/internal/placement"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
	"sluice/internal/web/market"
	"sluice/internal/web/ui"
)

// askReturn asks why the lead goes back (MKT-6).
func askReturn(r *kit.Request) error {
	v, err := held(r)
	if err != nil {
		return err
	}
	return ask(r, v, returnForm(r, v.Lead))
}

func returnForm(r *kit.Request, l *lead.Lead) form {
	w := facts.For(r)
	return form{
		Title: r.P.T("leadpage.return"), Text: r.P.T("leadpage.return_text"), Action: market.Address(r, l) + "/return",
		Questions: []question{
			{kind: asksList, Choice: ui.ChoiceView{
				Name: "reason", Legend: r.P.T("leadpage.ask_return_reason"), Options: options(w, w.Doc.ReturnReasons), Value: r.PostFormValue("reason"),
			}},
			remark(r),
		},
		Submit: r.P.T("leadpage.return"), Kind: "danger",
	}
}

func remark(r *kit.Request) question {
	return question{kind: asksArea, Field: ui.FieldView{
		Name: "remark", Label: r.P.T("leadpage.ask_remark"), Optional: true, Span: "full", Value: r.PostFormValue("remark"),
	}}
}

func giveBack(r *kit.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v, err := held(r)
	if err != nil {
		return err
	}
	in := placement.ReturnInput{Reason: r.PostFormValue("reason"), Remark: r.PostFormValue("remark")}
	_, err = r.Site.Placement.Return(r.Context(), r.Actor, v.Lead.ID, in)
	return settle(r, v, returnForm(r, v.Lead), err, "leadpage.returned")
}

// askAssign asks who gets the lead (MKT-8).
func askAssign(r *kit.Request) error {
	v, err := held(r)
	if err != nil {
		return err
	}
	f, err := assignForm(r, v.Lead)
	if err != nil {
		return err
	}
	return ask(r, v, f)
}

func assignForm(r *kit.Request, l *lead.Lead) (form, error) {
	to, err := targets(r)
	if err != nil {
		return form{}, err
	}
	value := r.PostFormValue("to")
	if value == "" && l.Place == lead.PlacePlaced {
		value = targetValue(lead.Target{Unit: l.PlaceUnit, Member: l.HolderMember})
	}
	return form{
		Title: r.P.T("leadpage.assign"), Text: r.P.T("leadpage.assign_text"), Action: market.Address(r, l) + "/assign",
		Questions: []question{
			{kind: asksSelect, Field: ui.FieldView{Name: "to", Label: r.P.T("leadpage.assign_to"), Options: to, Value: value, Span: "full"}},
			remark(r),
		},
		Submit: r.P.T("leadpage.assign"),
	}, nil
}

// targets are the companies and people that the reader may give leads to: partners first, each with its people below.
func targets(r *kit.Request) ([]ui.Option, error) {
	units, err := r.Site.Placement.Targets(r.Context(), r.Actor)
	if err != nil {
		return nil, err
	}
	people, err := members(r)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(units, func(a, b *org.Unit) int { return rank(a) - rank(b) })
	out := []ui.Option{{Label: r.P.T("leadpage.choose")}}
	for _, u := range units {
		away := !u.AvailableAt(r.Now)
		label := u.Name
		if away {
			label += " (" + r.P.T("leadpage.away") + ")"
		}
		out = append(out, ui.Option{Value: targetValue(lead.Target{Unit: u.ID}), Label: label, Disabled: away})
		for _, m := range people[u.ID] {
			out = append(out, ui.Option{
				Value: targetValue(lead.Target{Unit: u.ID, Member: m.ID}), Label: u.Name + ": " + m.Name, Disabled: away,
			})
		}
	}
	return out, nil
}

func rank(u *org.Unit) int {
	switch u.Kind {
	case blueprint.UnitPartner, blueprint.UnitBranch, blueprint.UnitTeam:
		return 0
	}
	return 1
}

// members are the active people whom the reader may know, by unit.
func members(r *kit.Request) (map[base.ID][]org.Member, error) {
	out := map[base.ID][]org.Member{}
	page := base.PageRequest{Limit: 200}
	for {
		found, err := r.Site.Org.ListMembers(r.Context(), r.Actor, org.MemberFilter{}, page)
		if err != nil {
			return nil, err
		}
		for _, m := range found.Items {
			if m.State == org.MemberActive {
				out[m.Unit] = append(out[m.Unit], m)
			}
		}
		if page.Cursor = found.Next; page.Cursor == "" {
			return out, nil
		}
	}
}

func targetValue(t lead.Target) string {
	if t.Member == 0 {
		return t.Unit.String()
	}
	return t.Unit.String() + "." + t.Member.String()
}

func targetIn(text string) lead.Target {
	unit, member, _ := strings.Cut(text, ".")
	var t lead.Target
	t.Unit, _ = base.ParseID(unit)     // nobody is told beside the field
	t.Member, _ = base.ParseID(member) // none gives it to the company
	return t
}

func assign(r *kit.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	v, err := held(r)
	if err != nil {
		return err
	}
	f, err := assignForm(r, v.Lead)
	if err != nil {
		return err
	}
	to := targetIn(r.PostFormValue("to"))
	if to.Unit == 0 {
		return settle(r, v, f, base.Invalid(base.FieldError{Field: "to", Key: "error.required"}), "")
	}
	in := placement.AssignInput{Target: to, Remark: r.PostFormValue("remark")}
	_, err = r.Site.Placement.Assign(r.Context(), r.Actor, v.Lead.ID, in)
	return settle(r, v, f, beside(err, "to", "unit", "member"), "leadpage.assigned")
}

// beside moves the errors of some fields to the one in which the form asks for them.
func beside(err error, to string, from ...string) error {
	if base.CodeOf(err) != base.CodeInvalid {
		return err
	}
	e := base.AsError(err)
	moved := *e
	moved.Fields = slices.Clone(e.Fields)
	for i := range moved.Fields {
		if slices.Contains(from, moved.Fields[i].Field) {
			moved.Fields[i].Field = to
		}
	}
	return &moved
}
