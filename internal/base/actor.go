package base

// Reach says over which rows a permission extends; each includes the ones before it.
type Reach uint8

// The reaches, from nothing to everything in the workspace.
const (
	ReachNone      Reach = iota
	ReachOwn             // what the member holds or made itself
	ReachUnit            // the member's unit and those below
	ReachTerritory       // the places and partners of the member's region
	ReachWorkspace       // everything
)

// Rights is what a role may do: permission name to reach.
type Rights map[string]Reach

// ActorKind says who acts.
type ActorKind string

// The kinds of actor.
const (
	ActorMember   ActorKind = "member"
	ActorSystem   ActorKind = "system"
	ActorProspect ActorKind = "prospect"
	ActorToken    ActorKind = "token"
)

// Actor is who does something, in one workspace. Every domain operation takes it as an argument.
type Actor struct {
	Kind      ActorKind
	Workspace ID
	Member    ID
	Unit      ID
	Role      string
	Name      string
	Lang      string
	Rights    Rights
	// Units are the member's unit and all below it; Territory are the regions it answers for, with all below them.
	Units     []ID
	Territory []ID
}

// System is the program itself acting in a workspace: timers, imports, routing.
func System(workspace ID) Actor { return Actor{Kind: ActorSystem, Workspace: workspace} }

// Prospect is the customer acting through a private link.
func Prospect(workspace ID) Actor { return Actor{Kind: ActorProspect, Workspace: workspace} }
