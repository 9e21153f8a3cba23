package api

import (
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"sluice/internal/base"
)

// huma asks these package variables for its errors; this program has one API, so they may be ours.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return &Problem{Status: status} }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return callOf(ctx.Context()).problem(shapeError(status, errs))
	}
}

// shapeError reads what huma found wrong with the shape of a request.
func shapeError(status int, errs []error) error {
	switch status {
	case http.StatusBadRequest:
		return refuse(codeMalformed)
	case http.StatusUnprocessableEntity:
	default:
		for _, err := range errs {
			return err
		}
		return base.Internal(nil)
	}
	var wrong base.Fields
	for _, err := range errs {
		if detail, ok := err.(huma.ErrorDetailer); ok {
			wrong = append(wrong, shapeFlaw(detail.ErrorDetail()))
		}
	}
	if len(wrong) == 0 {
		return refuse(codeMalformed)
	}
	return wrong.Err()
}

// shapes are huma's words by their beginning, and ours.
var shapes = []struct{ begins, key, arg string }{
	{validation.MsgUnexpectedProperty, "error.unknown", ""},
	{"unknown query parameter", "error.unknown", ""},
	{validation.MsgExpectedBoolean, "problem.boolean", ""},
	{"invalid boolean", "problem.boolean", ""},
	{"expected number >= ", "error.too_small", "Min"},
	{"expected number <= ", "error.too_large", "Max"},
	{validation.MsgExpectedNumber, "error.number", ""},
	{validation.MsgExpectedInteger, "problem.integer", ""},
	{"invalid integer", "problem.integer", ""},
	{validation.MsgExpectedString, "problem.string", ""},
	{validation.MsgExpectedArray, "problem.array", ""},
	{validation.MsgExpectedObject, "problem.object", ""},
	{"expected value to be one of ", "error.choice", ""},
}

func shapeFlaw(d *huma.ErrorDetail) base.FieldError {
	field := d.Location
	for _, where := range []string{"body", "query", "header", "path"} {
		field = strings.TrimPrefix(strings.TrimPrefix(field, where), ".")
	}
	field = strings.NewReplacer("[", ".", "]", "").Replace(field)
	if name, missing := strings.CutPrefix(d.Message, "expected required property "); missing {
		name = strings.TrimSuffix(name, " to be present")
		return base.FieldError{Field: strings.TrimPrefix(field+"."+name, "."), Key: "error.required"}
	}
	for _, s := range shapes {
		if rest, ok := strings.CutPrefix(d.Message, s.begins); ok {
			return base.FieldError{Field: field, Key: s.key, Args: map[string]any{s.arg: rest}}
		}
	}
	return base.FieldError{Field: field, Key: "problem.value"}
}

// config is huma's, without its pages, which load scripts from elsewhere, and without its links to schemas.
func config() huma.Config {
	c := huma.DefaultConfig("Sluice", "1")
	c.CreateHooks, c.DocsPath, c.OpenAPIPath, c.SchemasPath = nil, "", "", ""
	c.RejectUnknownQueryParameters = true
	c.Info.Description = description
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: "An API token of the workspace. It names the workspace itself."},
	}
	c.Security = []map[string][]string{{"token": {}}}
	return c
}

const description = "Leads from capture to close. Send a token as \"Authorization: Bearer …\". Bodies are JSON; moments are " +
	"RFC 3339 in UTC; ids are strings; money is in minor units of the workspace's currency. What a token may not see answers " +
	"exactly like what does not exist. Every failure is a problem by RFC 9457, worded in the language of Accept-Language."

// operation is the route as huma knows it.
func (r Route) operation() huma.Operation {
	op := huma.Operation{
		Method: r.Method, Path: r.Path, OperationID: r.ID, Tags: []string{r.Tag}, Summary: r.Summary, Description: r.Text,
		DefaultStatus: r.Status, MaxBodyBytes: largestBody + 1,
	}
	if r.Unsafe() {
		op.Parameters = append(op.Parameters, &huma.Param{
			Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string"},
			Description: "The same key with the same request gives the same answer, and acts once.",
		})
	}
	return op
}
