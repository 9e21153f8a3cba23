package blueprint

import (
	"slices"
	"sync"
)

// lookup finds parts by key. It is built at the first question, once, since a checked document never changes.
type lookup struct {
	once   sync.Once
	stages map[string]*Stage
	fields map[string]*Field
	roles  map[string]*Role
	forms  map[string]*Form
	shown  map[string]bool
}

func (d *Document) index() *lookup {
	l := &d.lookup
	l.once.Do(func() {
		l.stages = byKey(d.Stages, func(s *Stage) string { return s.Key })
		l.fields = byKey(d.Fields, func(f *Field) string { return f.Key })
		l.roles = byKey(d.Roles, func(r *Role) string { return r.Key })
		l.forms = byKey(d.Forms, func(f *Form) string { return f.Key })
		l.shown = make(map[string]bool, len(d.Mask))
		for _, key := range d.Mask {
			l.shown[key] = true
		}
	})
	return l
}

func byKey[T any](list []T, key func(*T) string) map[string]*T {
	out := make(map[string]*T, len(list))
	for i := range list {
		out[key(&list[i])] = &list[i]
	}
	return out
}

// Stage returns the stage with the key, or nil.
func (d *Document) Stage(key string) *Stage { return d.index().stages[key] }

// Field returns the blueprint's own field with the key, or nil; core fields are not among them.
func (d *Document) Field(key string) *Field { return d.index().fields[key] }

// Role returns the role with the key, or nil.
func (d *Document) Role(key string) *Role { return d.index().roles[key] }

// Form returns the form with the key, or nil.
func (d *Document) Form(key string) *Form { return d.index().forms[key] }

// FormAt returns the form with that public path, or nil.
func (d *Document) FormAt(path string) *Form {
	for i := range d.Forms {
		if d.Forms[i].Path == path {
			return &d.Forms[i]
		}
	}
	return nil
}

// CanMove says whether a member may take a lead from one stage to another. Staying is no move.
func (d *Document) CanMove(from, to string) bool {
	s := d.Stage(from)
	return s != nil && slices.Contains(s.Moves, to)
}

// Tab returns the tab with the key, or nil.
func (d *Document) Tab(key string) *Tab {
	for i := range d.Tabs {
		if d.Tabs[i].Key == key {
			return &d.Tabs[i]
		}
	}
	return nil
}

// StagesIn lists the keys of the stages whose leads a tab holds, in the pipeline's order; an unknown tab has none.
func (d *Document) StagesIn(tab string) []string {
	t := d.Tab(tab)
	if t == nil {
		return nil
	}
	return d.stageKeys(func(s *Stage) bool { return t.All || s.Tab == tab })
}

// StagesOf lists the keys of the stages of a category, in the pipeline's order.
func (d *Document) StagesOf(c Category) []string {
	return d.stageKeys(func(s *Stage) bool { return s.Category == c })
}

func (d *Document) stageKeys(want func(*Stage) bool) []string {
	var out []string
	for i := range d.Stages {
		if want(&d.Stages[i]) {
			out = append(out, d.Stages[i].Key)
		}
	}
	return out
}

// Shown says whether a partner sees the core or own field before it has taken the lead (INV-8).
func (d *Document) Shown(field string) bool { return d.index().shown[field] }

// Outcome returns the outcome with the key.
func (d *Document) Outcome(key string) (Outcome, bool) {
	return find(d.Outcomes, func(o Outcome) bool { return o.Key == key })
}

// Product returns the product with the key.
func (d *Document) Product(key string) (Product, bool) {
	return find(d.Products, func(p Product) bool { return p.Key == key })
}

// ProductFor is the product of a request in which yes tells the yes/no fields that were answered yes.
func (d *Document) ProductFor(yes func(field string) bool) string {
	for _, p := range d.Products {
		if p.When != "" && yes(p.When) {
			return p.Key
		}
	}
	p, _ := find(d.Products, func(p Product) bool { return p.When == "" })
	return p.Key
}

// ConsentText returns the newest edition of a consent wording.
func (d *Document) ConsentText(key string) (ConsentText, bool) {
	var newest ConsentText
	for _, c := range d.Consent {
		if c.Key == key && c.Version > newest.Version {
			newest = c
		}
	}
	return newest, newest.Version > 0
}

// ContactDeadline returns the first deadline that fits a new lead's type and source (TSK-4).
func (d *Document) ContactDeadline(leadType, source string) ContactDeadline {
	c, _ := find(d.Deadlines.Contact, func(c ContactDeadline) bool {
		return (len(c.Types) == 0 || slices.Contains(c.Types, leadType)) &&
			(len(c.Sources) == 0 || slices.Contains(c.Sources, source))
	})
	return c
}

// PickChoice returns the choice with the key from one of the document's lists.
func PickChoice(list []Choice, key string) (Choice, bool) {
	return find(list, func(c Choice) bool { return c.Key == key })
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}
