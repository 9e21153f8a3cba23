package market

import (
	"strings"

	"sluice/internal/i18n"
	"sluice/internal/lead"
	"sluice/internal/placement"
	"sluice/internal/web/facts"
	"sluice/internal/web/kit"
)

// Row is one available lead of a list (MKT-2).
type Row struct {
	ID          string
	Ref         string
	Href, Claim string
	Icon        string
	Place, Near string // "Apeldoorn", "7331, 6 km"
	Project     string
	Received    string
	Stage, Tone string
	StageAt     string // "" when it has stood there since it was received
	Had         bool
	// Closed is why the partner cannot claim it now, "" when it can.
	Closed string
}

// ClaimName tells the claim buttons of a list apart.
func (v Row) ClaimName(p *i18n.Printer) string {
	return p.T("available.claim_this", i18n.Args{"Ref": v.Ref, "Place": v.Place})
}

// Rows puts available leads into words.
func Rows(r *kit.Request, leads []placement.Available) []Row {
	out := make([]Row, len(leads))
	for i, one := range leads {
		out[i] = row(r, one)
	}
	return out
}

func row(r *kit.Request, one placement.Available) Row {
	w, l := facts.For(r), one.Lead
	v := Row{
		ID: l.ID.String(), Ref: l.Ref(w.Doc), Href: Address(r, l), Claim: Address(r, l) + "/claim",
		Icon: w.Icon(l), Place: facts.Place(l), Near: near(r.P, one), Project: w.Project(l),
		Received: r.P.Near(l.CreatedAt.Time, r.Now),
		Had:      one.Had, Closed: closed(r.P, one),
	}
	v.Stage, v.Tone = w.Stage(l.Stage)
	if v.StageAt = r.P.Near(l.StageAt.Time, r.Now); v.StageAt == v.Received {
		v.StageAt = "" // said already
	}
	return v
}

// Address is the lead's page.
func Address(r *kit.Request, l *lead.Lead) string { return r.Path("/leads/", l.ID.String()) }

func near(p *i18n.Printer, one placement.Available) string {
	var parts []string
	if one.Lead.Town != "" && one.Lead.Postcode != "" {
		parts = append(parts, one.Lead.Postcode)
	}
	if one.Km != nil {
		parts = append(parts, facts.About(p, *one.Km))
	}
	return strings.Join(parts, ", ")
}

func closed(p *i18n.Printer, one placement.Available) string {
	if one.Closed.Reason == "" {
		return ""
	}
	return p.Err(placement.ClosedError(one.Closed))
}
