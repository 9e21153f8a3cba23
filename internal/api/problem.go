package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/i18n"
)

// Codes of failures that only HTTP has.
const (
	codeMalformed    base.Code = "malformed"
	codeTooLarge     base.Code = "too_large"
	codeMediaType    base.Code = "media_type"
	codeMethod       base.Code = "method"
	codePrecondition base.Code = "precondition"
	codeInProgress   base.Code = "in_progress"
)

// statuses are the HTTP status of every code, in the order in which the documentation lists them.
var statuses = []struct {
	Code   base.Code
	Status int
}{
	{codeMalformed, http.StatusBadRequest},
	{base.CodeUnauthenticated, http.StatusUnauthorized},
	{base.CodeForbidden, http.StatusForbidden},
	{base.CodeNotFound, http.StatusNotFound},
	{codeMethod, http.StatusMethodNotAllowed},
	{base.CodeConflict, http.StatusConflict},
	{codeInProgress, http.StatusConflict},
	{base.CodeExpired, http.StatusGone},
	{codePrecondition, http.StatusPreconditionFailed},
	{codeTooLarge, http.StatusRequestEntityTooLarge},
	{codeMediaType, http.StatusUnsupportedMediaType},
	{base.CodeInvalid, http.StatusUnprocessableEntity},
	{base.CodeRateLimited, http.StatusTooManyRequests},
	{base.CodeInternal, http.StatusInternalServerError},
}

func statusOf(code base.Code) int {
	for _, s := range statuses {
		if s.Code == code {
			return s.Status
		}
	}
	return http.StatusInternalServerError
}

var (
	titles = i18n.Family("problem.title_")
	hints  = i18n.Family("problem.hint_")
)

// refuse is a failure that only HTTP has.
func refuse(code base.Code) *base.Error { return base.Fail(code, hints.Key(string(code))) }

// Problem is every answer that is no success, as RFC 9457 has it.
type Problem struct {
	Type   string `json:"type" doc:"Address of the explanation of this kind of problem." example:"/api/v1/docs#problem-invalid"`
	Title  string `json:"title" doc:"The kind of problem, in the language of Accept-Language."`
	Status int    `json:"status" doc:"The HTTP status."`
	Detail string `json:"detail" doc:"What happened, in the language of Accept-Language."`
	Code   string `json:"code" doc:"The kind of problem, for programs." example:"invalid"`
	Reason string `json:"reason,omitempty" doc:"Why a partner may not have the lead now, as explainRouting names it." example:"cap_day"`
	Errors []Flaw `json:"errors,omitempty" doc:"What is wrong with the request, one by one."`
}

// Flaw is one thing wrong with a request.
type Flaw struct {
	Pointer   string `json:"pointer,omitempty" doc:"JSON pointer into the body." example:"/contact/email"`
	Parameter string `json:"parameter,omitempty" doc:"Name of the query parameter or header."`
	Detail    string `json:"detail" doc:"What is wrong, in the language of Accept-Language."`
}

// Error is the problem in words.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems, whatever was asked for.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problem tells a failure in the client's language. What is internal goes to the log only.
func (c *call) problem(err error) *Problem {
	var done *Problem
	if errors.As(err, &done) {
		return done
	}
	e := base.AsError(err)
	if e.Code == base.CodeInternal {
		c.Log.Error("api request failed", "error", err)
	}
	if !c.Words.Has(e.Key) {
		e = &base.Error{Code: e.Code, Key: "error." + string(e.Code), Args: e.Args, Fields: e.Fields}
	}
	p := &Problem{
		Type: Prefix + "/docs#problem-" + string(e.Code), Title: c.words.T(titles.Key(string(e.Code))), Status: statusOf(e.Code),
		Detail: c.words.Err(e), Code: string(e.Code),
	}
	p.Reason, _ = e.Args["Reason"].(string)
	for _, field := range e.Fields {
		p.Errors = append(p.Errors, c.flaw(field))
	}
	return p
}

func (c *call) flaw(f base.FieldError) Flaw {
	flaw := Flaw{Detail: c.words.FieldErr(f)}
	if c.method == http.MethodGet || f.Field == "Idempotency-Key" {
		flaw.Parameter = f.Field
	} else {
		flaw.Pointer = pointer(f.Field)
	}
	return flaw
}

// pointers are the places in a body of fields that the domain names otherwise.
var pointers = map[string]string{
	"name": "/contact/name", "email": "/contact/email", "phone": "/contact/phone", "lang": "/contact/lang",
	"street": "/address/street", "house_number": "/address/house_number", "postcode": "/address/postcode",
	"town": "/address/town", "province": "/address/province", "position": "/address/lat",
}

var escapePointer = strings.NewReplacer("~", "~0", "/", "~1")

// pointer is a field's place in the body. Only the key of one of the blueprint's own fields may be any text.
func pointer(field string) string {
	if p, ok := pointers[field]; ok {
		return p
	}
	if key, own := strings.CutPrefix(field, "fields."); own {
		return "/fields/" + escapePointer.Replace(key)
	}
	return "/" + strings.ReplaceAll(field, ".", "/")
}

// fail answers a failure before or around huma.
func (c *call) fail(w http.ResponseWriter, err error) {
	p := c.problem(err)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(p) // the client is gone when this fails
}

// seconds rounds up, so that who waits them has waited enough.
func seconds(d time.Duration) int {
	return int((max(d, 0) + time.Second - 1) / time.Second)
}
