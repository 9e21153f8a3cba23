package access

import (
	"reflect"
	"testing"

	"sluice/internal/base"
)

const ws, otherWS = base.ID(1), base.ID(2)

func actorWith(reach base.Reach) base.Actor {
	return base.Actor{
		Kind: base.ActorMember, Workspace: ws, Member: 10, Unit: 20,
		Rights: base.Rights{LeadView: reach},
		Units:  []base.ID{20, 21}, Territory: []base.ID{30, 31},
	}
}

func TestACC2_EachReachIncludesTheOnesBefore(t *testing.T) {
	subjects := map[string]struct {
		subject Subject
		from    base.Reach
	}{
		"held by me":                {Subject{Workspace: ws, Holder: 10, Unit: 99}, base.ReachOwn},
		"made by me":                {Subject{Workspace: ws, Creator: 10}, base.ReachOwn},
		"at my unit":                {Subject{Workspace: ws, Unit: 20}, base.ReachUnit},
		"below my unit":             {Subject{Workspace: ws, Unit: 21}, base.ReachUnit},
		"in my territory":           {Subject{Workspace: ws, Territory: 30}, base.ReachTerritory},
		"at a partner of my region": {Subject{Workspace: ws, Unit: 31}, base.ReachTerritory},
		"elsewhere":                 {Subject{Workspace: ws, Unit: 99, Holder: 98, Territory: 97}, base.ReachWorkspace},
		"nowhere":                   {Subject{Workspace: ws}, base.ReachWorkspace},
	}
	for name, c := range subjects {
		for reach := base.ReachNone; reach <= base.ReachWorkspace; reach++ {
			if got, want := Decide(actorWith(reach), LeadView, c.subject), reach >= c.from; got != want {
				t.Errorf("%s with reach %d: %v, want %v", name, reach, got, want)
			}
		}
	}
}

func TestINV7_NothingCrossesAWorkspace(t *testing.T) {
	everything := actorWith(base.ReachWorkspace)
	for _, a := range []base.Actor{everything, base.System(ws), {}} {
		if Decide(a, LeadView, Subject{Workspace: otherWS, Holder: 10, Unit: 20, Territory: 30}) {
			t.Errorf("actor %v reaches another workspace", a)
		}
	}
	if Decide(base.Actor{Kind: base.ActorSystem}, LeadView, Subject{}) {
		t.Error("an actor of no workspace was let in")
	}
}

func TestACC2_AProspectHasNoRights(t *testing.T) {
	for _, p := range Permissions() {
		if May(base.Prospect(ws), p) {
			t.Errorf("a prospect may %s", p)
		}
	}
}

func TestScopeOfNothing(t *testing.T) {
	if scope := ScopeOf(actorWith(base.ReachNone), LeadView); !reflect.DeepEqual(scope, Scope{}) {
		t.Errorf("no reach gave %+v", scope)
	}
	if scope := ScopeOf(actorWith(base.ReachOwn), LeadView); reflect.DeepEqual(scope, Scope{}) {
		t.Error("own reach gave no rows")
	}
}
