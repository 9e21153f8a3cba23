package base

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of failure an Error is. HTTP status codes are chosen from it in web and api, nowhere else.
type Code string

// The codes. CodeNotFound also answers for what exists but may not be seen (INV-7).
const (
	CodeInvalid         Code = "invalid"
	CodeUnauthenticated Code = "unauthenticated"
	CodeForbidden       Code = "forbidden"
	CodeNotFound        Code = "not_found"
	CodeConflict        Code = "conflict"
	CodeExpired         Code = "expired"
	CodeRateLimited     Code = "rate_limited"
	CodeInternal        Code = "internal"
)

// Error is a failure that a user may read. Key and Args name the sentence in the
// reader's language; Err is for the log only.
type Error struct {
	Code   Code
	Key    string
	Args   map[string]any
	Fields []FieldError
	Err    error
}

// FieldError belongs beside one field of a form, or at one pointer of a JSON body.
type FieldError struct {
	Field string
	Key   string
	Args  map[string]any
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Code, e.Key)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Field, f.Key)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Fail makes an Error without arguments.
func Fail(code Code, key string) *Error { return &Error{Code: code, Key: key} }

// With returns a copy that also fills the sentence's argument.
func (e *Error) With(name string, value any) *Error {
	c := *e
	c.Args = map[string]any{name: value}
	for k, v := range e.Args {
		if k != name {
			c.Args[k] = v
		}
	}
	return &c
}

// NotFound answers for what is not there and for what is not yours.
func NotFound() *Error { return Fail(CodeNotFound, "error.not_found") }

// Forbidden is for what the actor can see but may not do.
func Forbidden() *Error { return Fail(CodeForbidden, "error.forbidden") }

// Invalid collects the fields that were wrong.
func Invalid(fields ...FieldError) *Error {
	return &Error{Code: CodeInvalid, Key: "error.invalid", Fields: fields}
}

// Internal wraps a failure that the user cannot mend.
func Internal(err error) *Error { return &Error{Code: CodeInternal, Key: "error.internal", Err: err} }

// CodeOf returns the code of err; an error without one is internal, and nil has none.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// AsError returns err as an Error, wrapping what is not one as internal.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Internal(err)
}

// Fields gathers the field errors of one input.
type Fields []FieldError

// Add notes that field is wrong for the reason key.
func (f *Fields) Add(field, key string, args ...map[string]any) {
	fe := FieldError{Field: field, Key: key}
	if len(args) > 0 {
		fe.Args = args[0]
	}
	*f = append(*f, fe)
}

// Err is nil when nothing was noted.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	return Invalid(f...)
}
