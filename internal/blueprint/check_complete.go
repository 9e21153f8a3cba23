package blueprint

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"sluice/internal/calendar"
	"sluice/internal/i18n"
)

// complete checks what holds everywhere: what may not be left out is there, and every text is there in
// all languages. The struct tags say which parts may be left out.
func (c *checker) complete() { c.walk(reflect.ValueOf(c.doc).Elem(), "") }

func (c *checker) walk(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.walk(v.Elem(), path)
		}
	case reflect.Struct:
		c.walkStruct(v, path)
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i), item(path, i))
		}
	case reflect.Map:
		c.walkMap(v, path)
	}
}

func (c *checker) walkStruct(v reflect.Value, path string) {
	for i := range v.NumField() {
		name, optional := jsonName(v.Type().Field(i))
		if name == "" {
			continue
		}
		at := join(path, name)
		if v.Type() == policyType {
			at = path // its list of steps is written in its own place
		}
		if !optional && isEmpty(v.Field(i)) {
			c.add(at, "is missing")
			continue
		}
		c.walk(v.Field(i), at)
	}
}

func (c *checker) walkMap(v reflect.Value, path string) {
	if t, ok := v.Interface().(i18n.Text); ok {
		c.translated(t, path)
		return
	}
	for _, key := range sortedKeys(v) {
		c.walk(v.MapIndex(key), join(path, key.String()))
	}
}

// isEmpty is for what has a visible absence; 0 and false are values.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	}
	s, ok := v.Interface().(calendar.Span)
	return ok && s.IsZero()
}

func (c *checker) translated(t i18n.Text, path string) {
	if len(t) == 0 {
		return
	}
	for _, lang := range i18n.Langs {
		if strings.TrimSpace(t[lang]) == "" {
			c.add(path, "has no text in %s (%s)", i18n.NativeName(lang), lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		if !lang.Valid() {
			c.add(join(path, string(lang)), "%s", unknown("language", string(lang), texts(i18n.Langs)))
		}
	}
}

// sortedKeys are the keys of a map of strings in order, so that problems are always found in the same order.
func sortedKeys(v reflect.Value) []reflect.Value {
	return slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int {
		return strings.Compare(a.String(), b.String())
	})
}
