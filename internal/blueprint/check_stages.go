package blueprint

import "slices"

var (
	categories = []Category{CategoryNew, CategoryWorking, CategoryPaused, CategoryWon, CategoryLost, CategoryClosed}
	tones      = []string{
		"new", "working", "paused", "won", "lost", "closed", "overdue", "today", "later", "none",
		"gold", "silver", "bronze", "ok", "warn", "bad", "info", "accent",
	}
)

func (c *checker) stages() {
	for i, s := range c.doc.Stages {
		at := item("stages", i)
		c.known(at+".category", "category", string(s.Category), texts(categories))
		c.known(at+".tone", "tone", s.Tone, tones)
		c.stageTab(at, s)
		c.eachKnown(at+".moves", "stage", s.Moves, c.stageKeys)
		if slices.Contains(s.Moves, s.Key) {
			c.add(at+".moves", "a lead that stays in %q does not move; leave it out", s.Key)
		}
		c.asks(at+".ask", s.Ask)
		c.stageDeadline(at, s)
		c.stageMeaning(at, s)
	}
	for _, want := range []Category{CategoryNew, CategoryWon, CategoryLost} {
		if len(c.doc.Stages) > 0 && !slices.ContainsFunc(c.doc.Stages, func(s Stage) bool { return s.Category == want }) {
			c.add("stages", "no stage is of the category %s", want)
		}
	}
	c.tabs()
	c.systemStages()
}

func (c *checker) stageTab(at string, s Stage) {
	if !c.known(at+".tab", "tab", s.Tab, c.tabKeys) {
		return
	}
	if t, _ := find(c.doc.Tabs, func(t Tab) bool { return t.Key == s.Tab }); t.All {
		c.add(at+".tab", "the tab %q holds every stage already; name the one this stage belongs to", s.Tab)
	}
}

func (c *checker) asks(path string, asks []Ask) {
	for i, a := range asks {
		at := item(path, i) + ".key"
		if !c.known(at, "question", a.Key, c.askable) {
			continue
		}
		if slices.IndexFunc(asks, func(b Ask) bool { return b.Key == a.Key }) < i {
			c.add(at, "%q is asked twice", a.Key)
		}
		if f, own := find(c.doc.Fields, func(f Field) bool { return f.Key == a.Key }); own && f.Computed {
			c.add(at, "field %q is filled by the program and cannot be asked", a.Key)
		}
	}
}

func requires(asks []Ask, key string) bool {
	return slices.Contains(asks, Ask{Key: key, Required: true})
}

// stageDeadline holds INV-3: a deadline, or the reason for having none.
func (c *checker) stageDeadline(at string, s Stage) {
	hasSpan := s.Deadline != nil && !s.Deadline.IsZero()
	switch {
	case hasSpan && len(s.NoDeadline) > 0:
		c.add(at+".no_deadline", "the stage has a deadline; leave one of the two out")
	case hasSpan && s.Category.Done():
		c.add(at+".deadline", "nothing has to happen in a stage of the category %s; say why in no_deadline", s.Category)
	case !hasSpan && len(s.NoDeadline) == 0:
		c.add(at, "has neither a deadline nor no_deadline with the reason")
	case hasSpan && len(s.Next) == 0:
		c.add(at, "has a deadline but no next; say what must have happened by then")
	}
}

func (c *checker) stageMeaning(at string, s Stage) {
	paused := s.Category == CategoryPaused
	switch {
	case s.Category.Done() && s.ToMarket:
		c.add(at+".to_market", "a lead in a stage of the category %s goes nowhere", s.Category)
	case s.ToMarket && !s.EndsPlacement:
		c.add(at+".to_market", "a lead on the market has no holder; set ends_placement too")
	case s.Category == CategoryLost && !requires(s.Ask, AskLostReason):
		c.add(at, "a lost lead needs a reason: ask for lost_reason, required")
	case paused && !requires(s.Ask, AskResume):
		c.add(at, "a paused lead needs the date of its return: ask for resume_on, required")
	case paused && s.ResumeTo == "":
		c.add(at, "a paused lead comes back; name the stage in resume_to")
	case !paused && s.ResumeTo != "":
		c.add(at+".resume_to", "only a paused lead comes back; the category here is %s", s.Category)
	}
	if c.known(at+".resume_to", "stage", s.ResumeTo, c.stageKeys) && c.category(s.ResumeTo) != CategoryWorking {
		c.add(at+".resume_to", "a lead comes back to work; %q is not a working stage", s.ResumeTo)
	}
}

func (c *checker) category(key string) Category {
	s, _ := find(c.doc.Stages, func(s Stage) bool { return s.Key == key })
	return s.Category
}

func (c *checker) tabs() {
	all := 0
	for i, t := range c.doc.Tabs {
		if t.All {
			all++
			continue
		}
		if !slices.ContainsFunc(c.doc.Stages, func(s Stage) bool { return s.Tab == t.Key }) {
			c.add(item("tabs", i), "no stage is in this tab")
		}
	}
	if all > 1 {
		c.add("tabs", "%d tabs hold all stages; one is enough", all)
	}
}

// systemMoves are the stages that the program itself puts a lead in.
func (c *checker) systemMoves() []struct{ path, stage string } {
	d := c.doc
	return []struct{ path, stage string }{
		{"entry", d.Entry}, {"on_claim", d.OnClaim}, {"on_assign", d.OnAssign},
		{"on_return", d.OnReturn}, {"on_lapse", d.OnLapse}, {"on_inbox", d.OnInbox},
	}
}

func (c *checker) systemStages() {
	for _, m := range c.systemMoves() {
		if !c.known(m.path, "stage", m.stage, c.stageKeys) {
			continue
		}
		s, _ := find(c.doc.Stages, func(s Stage) bool { return s.Key == m.stage })
		held := m.path == "on_claim" || m.path == "on_assign"
		switch {
		case held && s.Category != CategoryWorking:
			c.add(m.path, "a lead that somebody has is being worked; %q is of the category %s", s.Key, s.Category)
		case held && s.EndsPlacement:
			c.add(m.path, "%q takes the lead from the one who just got it", s.Key)
		case !held && s.Category != CategoryNew:
			c.add(m.path, "a lead that nobody has is new; %q is of the category %s", s.Key, s.Category)
		}
	}
}

// reachable finds stages that no lead can come to, and those it could never leave.
func (c *checker) reachable() {
	seen := map[string]bool{}
	var visit func(string)
	visit = func(key string) {
		i := slices.Index(c.stageKeys, key)
		if i < 0 || seen[key] {
			return
		}
		seen[key] = true
		s := c.doc.Stages[i]
		for _, next := range append(slices.Clone(s.Moves), s.ResumeTo) {
			visit(next)
		}
	}
	for _, m := range c.systemMoves() {
		visit(m.stage)
	}
	for i, s := range c.doc.Stages {
		at := item("stages", i)
		if !seen[s.Key] {
			c.add(at, "no lead can come to %q: no move from a stage in use leads there", s.Key)
		}
		if len(s.Moves) == 0 && (s.Category == CategoryWorking || s.Category == CategoryPaused) {
			c.add(at, "a lead could never leave %q: it has no moves", s.Key)
		}
	}
}

func (c *checker) outcomes() {
	for i, o := range c.doc.Outcomes {
		at := item("outcomes", i)
		c.known(at+".tone", "tone", o.Tone, tones)
		c.known(at+".contact_type", "contact type", o.ContactType, c.contactKeys)
		c.asks(at+".ask", o.Ask)
		if c.known(at+".stage", "stage", o.Stage, c.stageKeys) {
			c.outcomeStage(at, o)
		}
	}
}

// outcomeStage: one tap must answer all that the stage asks for.
func (c *checker) outcomeStage(at string, o Outcome) {
	if !slices.ContainsFunc(c.doc.Stages, func(s Stage) bool { return slices.Contains(s.Moves, o.Stage) }) {
		c.add(at+".stage", "no stage may move to %q, so that this outcome never does anything", o.Stage)
	}
	s, _ := find(c.doc.Stages, func(s Stage) bool { return s.Key == o.Stage })
	for _, a := range s.Ask {
		given := a.Key == AskDate || a.Key == AskContactType
		if a.Required && !given && !requires(o.Ask, a.Key) {
			c.add(at, "the stage %q requires %s; ask for it, required", s.Key, a.Key)
		}
	}
}
