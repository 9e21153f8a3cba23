package blueprint

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"sluice/internal/i18n"
)

// Marshal writes the document as a YAML file that Parse reads back to the same document.
func Marshal(d *Document) ([]byte, error) {
	tree, err := treeOf(reflect.ValueOf(d).Elem())
	if err != nil {
		return nil, fmt.Errorf("write a blueprint: %w", err)
	}
	return yaml.MarshalWithOptions(tree, yaml.Indent(2), yaml.IndentSequence(true))
}

// treeOf turns a part into plain maps and lists in the order of the file, as a person would write it: without
// what is left out, a text that is the same everywhere once, and the policy as its steps.
func treeOf(v reflect.Value) (any, error) {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok && v.Kind() != reflect.Pointer {
		text, err := m.MarshalText()
		return string(text), err
	}
	switch v.Kind() {
	case reflect.Pointer:
		return treeOf(v.Elem())
	case reflect.Struct:
		if v.Type() == policyType {
			return treeOf(v.FieldByName("Steps"))
		}
		return structTree(v)
	case reflect.Map:
		if t, ok := v.Interface().(i18n.Text); ok {
			return textTree(t), nil
		}
		return mapTree(v)
	case reflect.Slice:
		return listTree(v)
	case reflect.String:
		return v.String(), nil
	case reflect.Float64:
		if f := v.Float(); f == math.Trunc(f) && math.Abs(f) < 1e15 {
			return int64(f), nil
		}
		return v.Float(), nil
	default:
		return v.Interface(), nil
	}
}

func structTree(v reflect.Value) (any, error) {
	var out yaml.MapSlice
	for i := range v.NumField() {
		name, optional := jsonName(v.Type().Field(i))
		field := v.Field(i)
		if name == "" || optional && (field.IsZero() || isEmpty(field)) {
			continue
		}
		value, err := treeOf(field)
		if err != nil {
			return nil, err
		}
		out = append(out, yaml.MapItem{Key: name, Value: value})
	}
	return out, nil
}

func mapTree(v reflect.Value) (any, error) {
	var out yaml.MapSlice
	for _, key := range sortedKeys(v) {
		value, err := treeOf(v.MapIndex(key))
		if err != nil {
			return nil, err
		}
		out = append(out, yaml.MapItem{Key: key.String(), Value: value})
	}
	return out, nil
}

func listTree(v reflect.Value) (any, error) {
	out := make([]any, v.Len())
	for i := range out {
		var err error
		if out[i], err = treeOf(v.Index(i)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func textTree(t i18n.Text) any {
	if same := t[i18n.English]; isSame(t) {
		return same
	}
	var out yaml.MapSlice
	for _, lang := range i18n.Langs {
		if s, ok := t[lang]; ok {
			out = append(out, yaml.MapItem{Key: string(lang), Value: s})
		}
	}
	return out
}

func isSame(t i18n.Text) bool {
	for _, s := range t {
		if s != t[i18n.English] {
			return false
		}
	}
	return len(t) == len(i18n.Langs)
}

// sortedKeys are the keys of a map of strings in order, so that the same document is always written alike.
func sortedKeys(v reflect.Value) []reflect.Value {
	return slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int {
		return strings.Compare(a.String(), b.String())
	})
}
