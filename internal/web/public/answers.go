package public

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sluice/internal/base"
	"sluice/internal/lead"
	"sluice/internal/web/kit"
)

// answers are what a visitor has typed so far, by the name of the field.
type answers url.Values

// readAnswers reads a sent form. A body that is too large or no form at all is the sender's mistake.
func readAnswers(r *kit.Request) (answers, error) {
	if err := r.ParseForm(); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nil, err
		}
		return nil, &base.Error{Code: base.CodeInvalid, Key: "publicform.error_unreadable", Err: err}
	}
	out := answers{}
	for name, values := range r.PostForm {
		for _, v := range values {
			out[name] = append(out[name], strings.ToValidUTF8(v, "\uFFFD"))
		}
	}
	return out, nil
}

func (a answers) text(name string) string {
	if len(a[name]) == 0 {
		return ""
	}
	return strings.TrimSpace(a[name][0])
}

func (a answers) set(name, value string) { a[name] = []string{value} }

// number reads a figure; not ok when nothing or no figure was typed.
func (a answers) number(name string) (float64, bool) {
	text := a.text(name)
	if text == "" {
		return 0, false
	}
	return lead.ParseNumber(text)
}
