package db

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

const replacement = string(utf8.RuneError)

// storable is a parameter as both databases can hold it. PostgreSQL refuses text that is not UTF-8 or holds a zero,
// and SQLite keeps it; a browser's name, an address or a mail server's answer may well be such text, and must cost
// nobody the request that brings it along. What cannot be kept becomes the sign that stands for such bytes,
// so that what is looked for by such text is still not found.
func storable(value any) any {
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.String {
		return value
	}
	text := v.String()
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 {
		return value
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, replacement), "\x00", replacement)
}
