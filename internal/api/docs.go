package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sluice/internal/i18n"
)

func docRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/openapi.json", ID: "openapi", Rule: Anyone(), register: plain(func(a *API) http.HandlerFunc {
			return a.constant("application/openapi+json", &a.spec)
		})},
		{Method: http.MethodGet, Path: "/docs", ID: "docs", Rule: Anyone(), register: plain(func(a *API) http.HandlerFunc {
			return a.constant("text/html; charset=utf-8", &a.docPage)
		})},
	}
}

func (a *API) constant(contentType string, text *[]byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(*text) // the client is gone when this fails
	}
}

// publish writes the document and its page, once all operations are known.
func (a *API) publish() {
	spec, err := json.Marshal(a.huma.OpenAPI())
	if err != nil {
		panic("api: the OpenAPI document: " + err.Error())
	}
	var page bytes.Buffer
	if err := docsPage(a.reference()).Render(context.Background(), &page); err != nil {
		panic("api: the page of the document: " + err.Error())
	}
	a.spec, a.docPage = spec, page.Bytes()
}

// reference is the OpenAPI document in the order in which people read it.
type reference struct {
	Stylesheet, Text string
	Groups           []group
	Schemas          []schemaDoc
	Problems         []problemDoc
}

type group struct {
	Name       string
	Operations []operationDoc
}

type operationDoc struct {
	ID, Method, Path, Summary, Text string
	Permissions                     []string
	Parameters                      []parameterDoc
	Body, Answer                    string // names of schemas
	Status                          string
}

type parameterDoc struct{ Name, In, Type, Text string }

type schemaDoc struct {
	Name, Text string
	Properties []propertyDoc
}

type propertyDoc struct {
	Name, Type, Ref, Text string
	Required              bool
}

type problemDoc struct {
	Code          string
	Status        int
	Title, Detail string
}

func (a *API) reference() reference {
	ref := reference{Stylesheet: a.Stylesheet, Text: description, Schemas: a.schemaDocs()}
	for _, r := range Routes() {
		if r.Tag == "" {
			continue
		}
		i := slices.IndexFunc(ref.Groups, func(g group) bool { return g.Name == r.Tag })
		if i < 0 {
			i = len(ref.Groups)
			ref.Groups = append(ref.Groups, group{Name: r.Tag})
		}
		ref.Groups[i].Operations = append(ref.Groups[i].Operations, a.operationDoc(r))
	}
	words := a.Words.Printer(i18n.English, nil)
	for _, s := range statuses {
		hint := hints.Key(string(s.Code))
		if !a.Words.Has(hint) {
			hint = "error." + string(s.Code)
		}
		ref.Problems = append(ref.Problems, problemDoc{string(s.Code), s.Status, words.T(titles.Key(string(s.Code))), words.T(hint)})
	}
	return ref
}

func (a *API) operationDoc(r Route) operationDoc {
	doc := operationDoc{ID: r.ID, Method: r.Method, Path: Prefix + r.Path, Summary: r.Summary, Text: r.Text, Permissions: r.Rule.permissions}
	op := a.operation(r)
	for _, p := range op.Parameters {
		doc.Parameters = append(doc.Parameters, parameterDoc{Name: p.Name, In: p.In, Type: typeName(p.Schema), Text: p.Description})
	}
	if op.RequestBody != nil {
		doc.Body = refName(op.RequestBody.Content["application/json"])
	}
	for status, response := range op.Responses {
		if strings.HasPrefix(status, "2") {
			doc.Status, doc.Answer = status, refName(response.Content["application/json"])
		}
	}
	return doc
}

func (a *API) operation(r Route) *huma.Operation {
	item := a.huma.OpenAPI().Paths[r.Path]
	if r.Method == http.MethodGet {
		return item.Get
	}
	return item.Post
}

const schemaPrefix = "#/components/schemas/"

func refName(m *huma.MediaType) string {
	if m == nil || m.Schema == nil {
		return ""
	}
	return strings.TrimPrefix(m.Schema.Ref, schemaPrefix)
}

// schemaRef is the schema that a property consists of, "" when it is of a simple type.
func schemaRef(s *huma.Schema) string {
	if s.Ref == "" && s.Items != nil {
		s = s.Items
	}
	return strings.TrimPrefix(s.Ref, schemaPrefix)
}

func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case len(s.Enum) > 0:
		return s.Type + " " + enumText(s.Enum)
	case s.Items != nil && s.Items.Ref != "":
		return "list of"
	case s.Items != nil:
		return "list of " + typeName(s.Items)
	case s.Format != "":
		return s.Type + " " + s.Format
	}
	return s.Type
}

func enumText(values []any) string {
	texts := make([]string, 0, len(values))
	for _, v := range values {
		if text, ok := v.(string); ok {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, " | ")
}

func (a *API) schemaDocs() []schemaDoc {
	all := a.huma.OpenAPI().Components.Schemas.Map()
	var docs []schemaDoc
	for name, schema := range all {
		doc := schemaDoc{Name: name, Text: schema.Description}
		for property, s := range schema.Properties {
			doc.Properties = append(doc.Properties, propertyDoc{
				Name: property, Type: typeName(s), Ref: schemaRef(s), Text: s.Description, Required: slices.Contains(schema.Required, property),
			})
		}
		slices.SortFunc(doc.Properties, func(x, y propertyDoc) int { return strings.Compare(x.Name, y.Name) })
		docs = append(docs, doc)
	}
	slices.SortFunc(docs, func(x, y schemaDoc) int { return strings.Compare(x.Name, y.Name) })
	return docs
}
