package lead

import (
	"strings"
	"unicode"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
)

// Piece is a part of a sentence; names stand out.
type Piece struct {
	Text string
	Name bool
}

// Told is an event as its reader may read it.
type Told struct {
	Event
	Pieces []Piece
	// Quote are the words that somebody noted with it, "" for none or when they are not for the reader.
	Quote string
}

// Sentence is the event as plain text.
func (t Told) Sentence() string {
	var b strings.Builder
	for _, piece := range t.Pieces {
		b.WriteString(piece.Text)
	}
	return b.String()
}

// Tell puts an event of the story into a sentence.
func (st Story) Tell(p *i18n.Printer, e Event) Told {
	told := Told{Event: e}
	if !st.elsewhere(e) {
		told.Quote = e.Detail.Remark
	}
	text := strings.Join(append([]string{st.main(p, e)}, st.more(p, e)...), "; ")
	told.Pieces = pieces(text)
	return told
}

var kindWords = i18n.Family("event.")

// main is what happened.
func (st Story) main(p *i18n.Printer, e Event) string {
	d := e.Detail
	args := i18n.Args{
		"Who": st.who(p, e), "Unit": st.unit(p, d.Unit), "To": st.target(p, d), "Source": st.choice(p, st.doc.Sources, d.Source),
		"Stage": st.stage(p, d.State), "From": st.title(p, d.From), "Until": p.DateTime(d.Until.Time), "Ref": st.refs[d.Lead],
		"Outcome": st.outcome(p, d.Outcome), "Edition": d.Source,
	}
	switch {
	case e.Kind == EventListed:
		return p.N("event.listed", d.Count, args)
	case e.Kind == EventReceived && e.ActorKind == base.ActorMember:
		return p.T("event.received_by", args)
	case e.Kind == EventAssigned && e.ActorKind == base.ActorSystem:
		return p.T("event.assigned_by_rule", args)
	case e.Kind == EventStage && d.State != nil && d.From == d.State.Stage:
		return p.T("event.stage_kept", args)
	case (e.Kind == EventLikeness || e.Kind == EventMerged || e.Kind == EventUnmerged) && st.refs[d.Lead] == "":
		args["Ref"] = p.T("event.another_lead")
	}
	return p.T(kindWords.Key(string(e.Kind)), args)
}

// more are the particulars behind it.
func (st Story) more(p *i18n.Printer, e Event) []string {
	d := e.Detail
	var out []string
	add := func(key string, args i18n.Args) { out = append(out, p.T(key, args)) }
	switch e.Kind {
	case EventClaimed:
		if st.All && d.Count > 1 {
			out = append(out, p.N("event.with_others", d.Count))
		}
		return out
	case EventReturned:
		if reason := st.choice(p, st.doc.ReturnReasons, d.Reason); reason != "" {
			add("event.with_reason", i18n.Args{"Reason": reason})
		}
		return out
	case EventContact, EventStage:
	default:
		return nil
	}
	if contact := st.choice(p, st.doc.ContactTypes, d.ContactType); contact != "" {
		add("event.with_contact", i18n.Args{"Contact": contact})
	}
	if reason := st.choice(p, st.doc.LostReasons, d.Reason); reason != "" {
		add("event.with_reason", i18n.Args{"Reason": reason})
	}
	if d.Amount != nil && !st.elsewhere(e) {
		add("event.with_amount", i18n.Args{"Amount": p.Money(*d.Amount, st.doc.Currency)})
	}
	if !d.On.IsZero() && d.On.Before(e.At.Add(-clockSkew)) {
		add("event.with_on", i18n.Args{"On": p.DateTime(d.On.Time)})
	}
	if !d.Until.IsZero() {
		add("event.with_until", i18n.Args{"Until": p.DateTime(d.Until.Time)})
	}
	return out
}

// who is the one that did it.
func (st Story) who(p *i18n.Printer, e Event) string {
	switch e.ActorKind {
	case base.ActorSystem:
		return p.T("event.system")
	case base.ActorProspect:
		return p.T("event.customer")
	case base.ActorToken:
		return p.T("event.program")
	}
	if st.elsewhere(e) {
		return p.T("event.other_partner")
	}
	member := st.members[e.Actor]
	if member.name == "" {
		return p.T("event.somebody")
	}
	return st.withUnit(member.name, e.Unit)
}

// withUnit names the company behind a person where both matter.
func (st Story) withUnit(name string, unit base.ID) string {
	if company := st.units[unit].name; company != "" {
		return marked(name) + " (" + company + ")"
	}
	return marked(name)
}

func (st Story) unit(p *i18n.Printer, id base.ID) string {
	unit := st.units[id]
	switch {
	case unit.other:
		return p.T("event.other_partner")
	case unit.name == "":
		return p.T("event.somebody")
	}
	return marked(unit.name)
}

// target is who got the lead: the person, with the company, or the company.
func (st Story) target(p *i18n.Printer, d Detail) string {
	if member := st.members[d.Member]; member.name != "" && !st.units[d.Unit].other {
		return st.withUnit(member.name, d.Unit)
	}
	return st.unit(p, d.Unit)
}

func (st Story) stage(p *i18n.Printer, state *State) string {
	if state == nil {
		return ""
	}
	return st.title(p, state.Stage)
}

func (st Story) title(p *i18n.Printer, stage string) string {
	if s := st.doc.Stage(stage); s != nil {
		return s.Title.In(p.Lang())
	}
	return stage
}

func (st Story) outcome(p *i18n.Printer, key string) string {
	outcome, _ := st.doc.Outcome(key)
	return outcome.Title.In(p.Lang())
}

func (st Story) choice(p *i18n.Printer, list []blueprint.Choice, key string) string {
	choice, _ := blueprint.PickChoice(list, key)
	return choice.Title.In(p.Lang())
}

// Names travel through the sentence between marks that no text can hold: oneLine drops control characters.
const nameBegins, nameEnds = "\x02", "\x03"

func marked(name string) string { return nameBegins + oneLine(name) + nameEnds }

// pieces parts a sentence at the marks, and begins it with a capital.
func pieces(text string) []Piece {
	var out []Piece
	add := func(text string, name bool) {
		if text != "" {
			out = append(out, Piece{Text: text, Name: name})
		}
	}
	for text != "" {
		before, rest, found := strings.Cut(text, nameBegins)
		add(before, false)
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, nameEnds)
		add(name, true)
		text = after
	}
	if len(out) > 0 && !out[0].Name {
		first := []rune(out[0].Text)
		first[0] = unicode.ToUpper(first[0])
		out[0].Text = string(first)
	}
	return out
}
