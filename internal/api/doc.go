// Package api is the REST interface under /api/v1: JSON in and out, bearer tokens, problems by RFC 9457, and an
// OpenAPI 3.1 document that is generated from this code.
//
// A handler decodes, calls one operation of a domain room, and answers. The rights are checked there; the rule of a
// route only says who need not come in at all. The package knows no SQL, and does not import web.
package api
