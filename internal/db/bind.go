package db

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Args are the named parameters of a statement. A slice stands for as many values as it holds.
type Args map[string]any

// statement is a query cut at its named parameters: texts[0] names[0] texts[1] names[1] … texts[n].
type statement struct {
	texts []string
	names []string
	// unbound says which table lacks the workspace condition, "" when none does.
	unbound string
}

var (
	namePattern  = regexp.MustCompile(`'[^']*'|::|:[a-z_][a-z0-9_]*`)
	textPattern  = regexp.MustCompile(`'[^']*'`)
	tablePattern = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|UPDATE|INTO)\s+([a-z_]+)`)
	boundPattern = regexp.MustCompile(`(?i)\bws\s*=\s*(?::ws|[a-z_]+\.ws)\b`)
	ctePattern   = regexp.MustCompile(`(?i)(?:WITH|WITH RECURSIVE|,)\s+([a-z_]+)\s*(?:\([a-z_, ]*\))?\s+AS\s*(?:NOT\s+)?(?:MATERIALIZED\s*)?\(`)
	insertWS     = regexp.MustCompile(`(?is)^\s*INSERT\s+INTO\s+[a-z_]+\s*\(\s*ws\b.*?(?:VALUES\s*\(|SELECT\s+)\s*:ws\b`)
)

// open tables belong to no workspace.
var openTables = map[string]bool{"workspace": true, "node": true, "json_each": true, "generate_series": true}

// afterUpdate are words that may follow UPDATE where it names no table: DO UPDATE SET, FOR UPDATE SKIP LOCKED.
var afterUpdate = map[string]bool{"set": true, "skip": true, "nowait": true}

var statements sync.Map // query text -> *statement

func parse(query string) *statement {
	if cached, ok := statements.Load(query); ok {
		return cached.(*statement)
	}
	s := &statement{unbound: unboundTable(query)}
	at := 0
	for _, span := range namePattern.FindAllStringIndex(query, -1) {
		token := query[span[0]:span[1]]
		if token[0] == '\'' || token == "::" {
			continue
		}
		s.texts = append(s.texts, query[at:span[0]])
		s.names = append(s.names, token[1:])
		at = span[1]
	}
	s.texts = append(s.texts, query[at:])
	statements.Store(query, s)
	return s
}

// unboundTable names a table of a workspace that the query reads or writes without its condition.
// Every mention wants one "ws = :ws" or "ws = other.ws"; an INSERT wants ws as its first column.
func unboundTable(query string) string {
	query = textPattern.ReplaceAllString(query, "''")
	named := map[string]bool{}
	for _, cte := range ctePattern.FindAllStringSubmatch(query, -1) {
		named[strings.ToLower(cte[1])] = true
	}
	wanted, last := 0, ""
	for _, m := range tablePattern.FindAllStringSubmatch(query, -1) {
		table := strings.ToLower(m[1])
		if openTables[table] || named[table] || afterUpdate[table] {
			continue
		}
		wanted, last = wanted+1, table
	}
	have := len(boundPattern.FindAllString(query, -1))
	if insertWS.MatchString(query) {
		have++
	}
	if have < wanted {
		return last
	}
	return ""
}

// render fills the parameters in for one call, in the dialect's own notation.
func (s *statement) render(d Dialect, args Args) (string, []any, error) {
	var b strings.Builder
	values := make([]any, 0, len(s.names))
	for i, name := range s.names {
		b.WriteString(s.texts[i])
		value, ok := args[name]
		if !ok {
			return "", nil, fmt.Errorf("statement parameter :%s has no value", name)
		}
		if list := reflect.ValueOf(value); list.Kind() == reflect.Slice && list.Type().Elem().Kind() != reflect.Uint8 {
			values = writeList(&b, d, list, values)
			continue
		}
		values = append(values, storable(value))
		writePlace(&b, d, len(values))
	}
	b.WriteString(s.texts[len(s.names)])
	return b.String(), values, nil
}

// writeList writes a slice as places between commas; an empty one becomes NULL, which equals nothing.
func writeList(b *strings.Builder, d Dialect, list reflect.Value, values []any) []any {
	if list.Len() == 0 {
		b.WriteString("NULL")
		return values
	}
	for i := range list.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		values = append(values, storable(list.Index(i).Interface()))
		writePlace(b, d, len(values))
	}
	return values
}

func writePlace(b *strings.Builder, d Dialect, n int) {
	if d == SQLite {
		b.WriteByte('?')
		return
	}
	b.WriteByte('$')
	b.WriteString(strconv.Itoa(n))
}
