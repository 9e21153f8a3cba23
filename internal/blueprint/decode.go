package blueprint

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"sluice/internal/base"
	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

// decoder fills a Document from the syntax tree. It goes on after a mistake, so that one reading finds them
// all, and remembers where each part stands, so that later checks can point at it.
type decoder struct {
	problems Problems
	at       map[string]position
	// failed are the parts that could not be read; what a check says about them is an echo.
	failed map[string]bool
}

type position struct{ line, column int }

var (
	textType   = reflect.TypeFor[i18n.Text]()
	policyType = reflect.TypeFor[Policy]()
)

// howToWrite explains the types that are written as a word.
var howToWrite = map[reflect.Type]string{
	reflect.TypeFor[calendar.Span]():      "a length of time, written like 30m, 24h, 4wh, 2d, 2wd or 8w",
	reflect.TypeFor[calendar.Weekdays]():  "days of the week, written like mon tue wed thu fri",
	reflect.TypeFor[calendar.ClockTime](): "a time of day, written like 09:00",
	reflect.TypeFor[calendar.Day]():       "a date, written like 2027-01-31",
	reflect.TypeFor[base.Reach]():         "a reach; allowed: own, unit, territory, workspace",
}

// fail notes that a part could not be read.
func (d *decoder) fail(n ast.Node, path, format string, args ...any) {
	d.failed[path] = true
	d.note(n, path, format, args...)
}

func (d *decoder) note(n ast.Node, path, format string, args ...any) {
	at := positionOf(n)
	d.problems = append(d.problems, Problem{Line: at.line, Column: at.column, Path: path, Text: fmt.Sprintf(format, args...)})
}

func (d *decoder) value(n ast.Node, into reflect.Value, path string) {
	if _, known := d.at[path]; !known {
		d.at[path] = positionOf(n)
	}
	switch node := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		d.fail(n, path, "anchors, aliases and tags are not used in a blueprint; write the value out")
		return
	case *ast.NullNode:
		d.fail(n, path, "has no value; write one, or leave the line out")
		return
	case *ast.MappingValueNode:
		n = ast.Mapping(node.Start, node.IsFlowStyle, node)
	}
	if _, ok := into.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.word(n, into, path)
		return
	}
	switch {
	case into.Type() == textType:
		d.text(n, into, path)
	case into.Type() == policyType:
		d.value(n, into.FieldByName("Steps"), path)
	default:
		d.byKind(n, into, path)
	}
}

func (d *decoder) byKind(n ast.Node, into reflect.Value, path string) {
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, into.Elem(), path)
	case reflect.Struct:
		d.structure(n, into, path)
	case reflect.Map:
		d.mapping(n, into, path)
	case reflect.Slice:
		d.list(n, into, path)
	default:
		d.scalar(n, into, path)
	}
}

func (d *decoder) structure(n ast.Node, into reflect.Value, path string) {
	fields := map[string]reflect.Value{}
	var names []string
	for i := range into.NumField() {
		if name, _ := jsonName(into.Type().Field(i)); name != "" {
			fields[name], names = into.Field(i), append(names, name)
		}
	}
	d.entries(n, path, func(key string, keyNode, value ast.Node) {
		field, ok := fields[key]
		if ok {
			d.value(value, field, join(path, key))
			return
		}
		d.note(keyNode, path, "%s", unknown("key", key, names))
		if near := nearest(key, names); near != "" {
			d.failed[join(path, near)] = true
		}
	})
}

func (d *decoder) mapping(n ast.Node, into reflect.Value, path string) {
	into.Set(reflect.MakeMap(into.Type()))
	d.entries(n, path, func(key string, _, value ast.Node) {
		element := reflect.New(into.Type().Elem()).Elem()
		d.value(value, element, join(path, key))
		into.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), element)
	})
}

// entries walks the keys of a mapping and notes those that stand there twice.
func (d *decoder) entries(n ast.Node, path string, each func(key string, keyNode, value ast.Node)) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		d.fail(n, path, "wants keys with values, found %s", describe(n))
		return
	}
	seen := map[string]int{}
	for _, v := range m.Values {
		key, keyPlace := keyText(v.Key), positionOf(v.Key)
		if line := seen[key]; line > 0 {
			d.note(v.Key, join(path, key), "stands here twice, first in line %d", line)
			continue
		}
		seen[key] = keyPlace.line
		if !isScalar(v.Value) {
			d.at[join(path, key)] = keyPlace
		}
		each(key, v.Key, v.Value)
	}
}

func (d *decoder) list(n ast.Node, into reflect.Value, path string) {
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fail(n, path, "wants a list, found %s", describe(n))
		return
	}
	out := reflect.MakeSlice(into.Type(), len(seq.Values), len(seq.Values))
	for i, v := range seq.Values {
		d.value(v, out.Index(i), path+"["+strconv.Itoa(i)+"]")
	}
	into.Set(out)
}

// text reads a wording; one string stands for all languages, for names and figures.
func (d *decoder) text(n ast.Node, into reflect.Value, path string) {
	if _, ok := n.(*ast.MappingNode); ok {
		d.mapping(n, into, path)
		return
	}
	var same string
	d.scalar(n, reflect.ValueOf(&same).Elem(), path)
	out := i18n.Text{}
	for _, lang := range i18n.Langs {
		out[lang] = same
	}
	into.Set(reflect.ValueOf(out))
}

// word reads a type that knows its own text form.
func (d *decoder) word(n ast.Node, into reflect.Value, path string) {
	if !isScalar(n) {
		d.fail(n, path, "wants %s, found %s", howToWrite[into.Type()], describe(n))
		return
	}
	raw := scalarText(n)
	if err := into.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(raw)); err != nil {
		d.fail(n, path, "%q is not %s", shorten(raw), howToWrite[into.Type()])
	}
}

func (d *decoder) scalar(n ast.Node, into reflect.Value, path string) {
	switch v := n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		if into.Kind() == reflect.String {
			into.SetString(scalarText(n))
			return
		}
	case *ast.BoolNode:
		if into.Kind() == reflect.Bool {
			into.SetBool(v.Value)
			return
		}
	case *ast.IntegerNode, *ast.FloatNode:
		if d.number(n, into, path) {
			return
		}
	}
	d.fail(n, path, "wants %s, found %s", wanted(into.Kind()), describe(n))
}

// number is false when the field does not take numbers.
func (d *decoder) number(n ast.Node, into reflect.Value, path string) bool {
	raw := strings.ReplaceAll(scalarText(n), "_", "")
	_, whole := n.(*ast.IntegerNode)
	switch {
	case into.Kind() == reflect.Int && whole:
		value, err := strconv.Atoi(raw)
		if err != nil {
			d.fail(n, path, "the number %s cannot be read; write it in plain digits", shorten(raw))
		}
		into.SetInt(int64(value))
		return true
	case into.Kind() == reflect.Float64:
		value, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			d.fail(n, path, "the number %s cannot be read; write it in plain digits", shorten(raw))
		}
		into.SetFloat(value)
		return true
	}
	return false
}

// jsonName is the name of a field in the file and whether it may be left out; "" for what is not stored.
func jsonName(f reflect.StructField) (name string, optional bool) {
	if !f.IsExported() {
		return "", false
	}
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name, strings.Contains(options, "omitempty")
}

func join(path, key string) string {
	if path == "" {
		return shorten(key)
	}
	return path + "." + shorten(key)
}

func shorten(text string) string { return base.Shorten(text, 60) }

func wanted(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	default:
		return "text"
	}
}

func describe(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys with values"
	case *ast.SequenceNode:
		return "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return fmt.Sprintf("the number %s (in quotes it is text)", shorten(scalarText(n)))
	case *ast.BoolNode:
		return fmt.Sprintf("%s (in quotes it is text)", scalarText(n))
	case *ast.StringNode, *ast.LiteralNode:
		return fmt.Sprintf("the text %q", shorten(scalarText(n)))
	default:
		return "something else"
	}
}

func isScalar(n ast.Node) bool {
	_, ok := n.(ast.ScalarNode)
	return ok
}

func scalarText(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	default:
		return tokenOf(n).Value
	}
}

func keyText(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	return tokenOf(k).Value
}

// tokenOf never returns nil, whatever the tree of a broken file looks like.
func tokenOf(n ast.Node) *token.Token {
	if n != nil {
		if t := n.GetToken(); t != nil && t.Position != nil {
			return t
		}
	}
	return &token.Token{Position: &token.Position{Line: 1, Column: 1}}
}

// positionOf is where a part begins: a mapping with its first key, anything else with its first sign.
func positionOf(n ast.Node) position {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 {
			return positionOf(m.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return positionOf(m.Key)
	}
	at := tokenOf(n).Position
	return position{at.Line, at.Column}
}
