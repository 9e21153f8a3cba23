package settings

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/org"
	"sluice/internal/web/kit"
)

// names puts names to ids, asking for each member once.
type names struct {
	r       *kit.Request
	tree    *org.Tree
	members map[string]string
}

func newNames(r *kit.Request) (*names, error) {
	tree, err := r.Site.Org.Tree(r.Context(), r.Workspace.ID)
	return &names{r: r, tree: tree, members: map[string]string{}}, err
}

// of is the unit's or the member's name, or the text itself when it names neither.
func (n *names) of(text string) string {
	if name, known := n.members[text]; known {
		return name
	}
	name := text
	if id, err := base.ParseID(text); err == nil {
		if u := n.tree.Unit(id); u != nil {
			name = u.Name
		} else if m, err := n.r.Site.Org.Member(n.r.Context(), n.r.Actor, id); err == nil {
			name = m.Name
		}
	}
	n.members[text] = name
	return name
}

// detail is one thing that an entry tells.
type detail struct{ Name, Value string }

var dataNames = i18n.Family("config.data_")

// details puts the data of an entry into words: what it holds, and of a change only what is different.
func details(r *kit.Request, n *names, data string) []detail {
	var all map[string]any
	if json.Unmarshal([]byte(data), &all) != nil {
		return nil
	}
	before, was := all["before"].(map[string]any)
	after, is := all["after"].(map[string]any)
	if was && is {
		return differences(r, n, before, after)
	}
	var out []detail
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if text := valueWords(n, all[key]); text != "" {
			out = append(out, detail{dataName(r, key), text})
		}
	}
	return out
}

func differences(r *kit.Request, n *names, before, after map[string]any) []detail {
	var out []detail
	for _, key := range slices.Sorted(maps.Keys(after)) {
		was, is := valueWords(n, before[key]), valueWords(n, after[key])
		if was != is {
			out = append(out, detail{dataName(r, key), orDash(was) + " → " + orDash(is)})
		}
	}
	return out
}

func momentWords(r *kit.Request, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return r.P.DateTime(at)
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func dataName(r *kit.Request, key string) string {
	name := dataNames.Key(strings.ToLower(key))
	if r.Site.Words.Has(name) {
		return r.P.T(name)
	}
	return key
}

func valueWords(n *names, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return momentWords(n.r, at)
		}
		return n.of(v)
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, orDash(valueWords(n, one)))
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if text := valueWords(n, v[key]); text != "" {
				parts = append(parts, key+" "+text)
			}
		}
		return strings.Join(parts, " ")
	default:
		return fmt.Sprint(v)
	}
}
