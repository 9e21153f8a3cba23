package lead

import (
	"strings"
	"testing"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/i18n"
)

// told is a story with one reader who knows everybody, unless other says that unit 2 is another partner.
func told(t *testing.T, other bool) Story {
	t.Helper()
	doc, err := blueprint.Load("solar-market")
	if err != nil {
		t.Fatal(err)
	}
	return Story{
		All: !other, doc: doc,
		units:   map[base.ID]unitName{1: {name: "Oost"}, 2: {name: "Zonwerk Veluwe", other: other}},
		members: map[base.ID]memberName{5: {name: "Joost Brinkhuis", unit: 2}},
		refs:    map[base.ID]string{9: "Z-12"},
	}
}

func sample(kind EventKind) Event {
	amount, now := base.Money(985050), time.Date(2026, 3, 4, 9, 15, 0, 0, time.UTC)
	return Event{
		At: base.At(now), Kind: kind, ActorKind: base.ActorMember, Actor: 5, Unit: 2,
		Detail: Detail{
			State: &State{Stage: "quote_sent"}, From: "claimed", Unit: 2, Member: 5, Lead: 9, Reason: "no_time", Remark: "black modules",
			ContactType: "phone", Outcome: "quote_sent", Source: "solar_calculator", Until: base.At(now.Add(48 * time.Hour)), Count: 3, Amount: &amount,
		},
	}
}

func TestLEAD3_EveryEventIsASentenceInEveryLanguage(t *testing.T) {
	story, words := told(t, false), i18n.Load()
	for _, lang := range i18n.Langs {
		p := words.Printer(lang, time.UTC)
		seen := map[string]EventKind{}
		for _, kind := range EventKinds {
			got := story.Tell(p, sample(kind)).Sentence()
			if got == "" || strings.Contains(got, "event.") || strings.ContainsAny(got, "{}"+nameBegins+nameEnds) {
				t.Errorf("%s %s: %q", lang, kind, got)
			}
			if first := []rune(got)[0]; strings.ToUpper(string(first)) != string(first) {
				t.Errorf("%s %s begins small: %q", lang, kind, got)
			}
			if other, twice := seen[got]; twice {
				t.Errorf("%s: %s and %s read the same: %q", lang, kind, other, got)
			}
			seen[got] = kind
		}
	}
}

func TestLEAD3_SentencesSayWhoAndWhat(t *testing.T) {
	p := i18n.Load().Printer(i18n.English, time.UTC)
	for kind, want := range map[EventKind]string{
		EventClaimed:  "Claimed by Joost Brinkhuis (Zonwerk Veluwe), held until Fri 6 Mar 09:15; 3 could have claimed",
		EventReturned: "Joost Brinkhuis (Zonwerk Veluwe) returned it; reason: No time",
		EventLikeness: "It looks like Z-12",
		EventContact:  "Joost Brinkhuis (Zonwerk Veluwe) logged a contact: Quote has been sent; by: Phone; amount: €9,850.50; next: Fri 6 Mar 09:15",
		EventLapsed:   "Zonwerk Veluwe logged no contact in time, so the claim ran out",
	} {
		if got := told(t, false).Tell(p, sample(kind)).Sentence(); got != want {
			t.Errorf("%s: %q, not %q", kind, got, want)
		}
	}
}

func TestINV10_SentencesKeepOtherPartnersNameless(t *testing.T) {
	words := i18n.Load()
	for _, lang := range i18n.Langs {
		p := words.Printer(lang, time.UTC)
		for _, kind := range EventKinds {
			line := told(t, true).Tell(p, sample(kind))
			for _, secret := range []string{"Joost", "Zonwerk", "black modules", "9,850", "9.850", "9850"} {
				if strings.Contains(line.Sentence()+line.Quote, secret) {
					t.Errorf("%s %s tells %q: %q %q", lang, kind, secret, line.Sentence(), line.Quote)
				}
			}
		}
	}
}

func TestINV10_NamesCannotBreakOutOfTheirSentence(t *testing.T) {
	story := told(t, false)
	story.members[5] = memberName{name: "Jo\x03ost\x02 \x02B", unit: 2}
	got := story.Tell(i18n.Load().Printer(i18n.English, time.UTC), sample(EventReturned))
	if len(got.Pieces) < 2 || !got.Pieces[0].Name || strings.ContainsAny(got.Sentence(), nameBegins+nameEnds) {
		t.Errorf("pieces %+v", got.Pieces)
	}
}
