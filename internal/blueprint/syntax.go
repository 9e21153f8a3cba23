package blueprint

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"sluice/internal/base"
)

// syntax reads the YAML and returns its one document.
func syntax(data []byte) (body ast.Node, problems Problems) {
	defer func() {
		// The parser comes from outside and reads what users upload.
		if r := recover(); r != nil {
			body, problems = nil, Problems{{Text: "this cannot be read as YAML"}}
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if len(tokens) > mostTokens {
		return nil, Problems{{Text: fmt.Sprintf("the file has %d words and signs; at most %d are read", len(tokens), mostTokens)}}
	}
	if deep := tooDeep(tokens); deep != nil {
		return nil, Problems{{Line: deep.Line, Column: deep.Column, Text: "parts within parts; a blueprint is never as deep as this"}}
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, Problems{syntaxProblem(err)}
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	switch len(bodies) {
	case 0:
		return nil, Problems{{Text: "the file is empty"}}
	case 1:
		return bodies[0], nil
	}
	second := positionOf(bodies[1])
	return nil, Problems{{Line: second.line, Column: second.column, Text: "a second document begins here; a file holds one"}}
}

func syntaxProblem(err error) Problem {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil && e.GetToken().Position != nil {
		at := e.GetToken().Position
		return Problem{Line: at.Line, Column: at.Column, Text: "not valid YAML: " + base.Shorten(e.GetMessage(), 200)}
	}
	return Problem{Text: "not valid YAML"}
}

// The parser's time grows with the square of the depth and of the keys in one mapping. Both bounds are far more than a
// blueprint needs.
const (
	mostDeep   = 32
	mostTokens = 40_000
)

// tooDeep finds the place where brackets, or parts begun on one line, go too deep.
func tooDeep(tokens token.Tokens) *token.Position {
	brackets, onLine, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			onLine, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType:
			if brackets <= 0 {
				onLine++
			}
		}
		if brackets > mostDeep || onLine > mostDeep {
			return t.Position
		}
	}
	return nil
}
