package lead

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluice/internal/base"
	"sluice/internal/blueprint"
	"sluice/internal/org"
)

const (
	maxText     = 200
	maxLongText = 4000
	maxChoices  = 50
)

// CheckFields reads raw values of the blueprint's own fields, from a form (text) or JSON, into what is stored.
// Unknown keys and wrong values are field errors named "fields.<key>"; empty values are left out.
func CheckFields(doc *blueprint.Document, raw map[string]any) (Fields, base.Fields) {
	out, wrong := Fields{}, base.Fields{}
	for key, value := range raw {
		field := doc.Field(key)
		if field == nil {
			wrong.Add("fields."+key, "error.unknown")
			continue
		}
		stored, problem := readField(field, value, doc.Country)
		switch {
		case problem != nil:
			problem.Field = "fields." + key
			wrong = append(wrong, *problem)
		case stored != nil:
			out[key] = stored
		}
	}
	return out, wrong
}

func problem(key string, args ...map[string]any) *base.FieldError {
	fe := base.FieldError{Key: key}
	if len(args) > 0 {
		fe.Args = args[0]
	}
	return &fe
}

// readField returns nil for an empty value.
func readField(f *blueprint.Field, value any, country string) (any, *base.FieldError) {
	switch f.Type {
	case blueprint.TypeNumber, blueprint.TypeMoney:
		return readNumber(f, value)
	case blueprint.TypeYesNo:
		return readYesNo(value)
	case blueprint.TypeMulti:
		return readChoices(f, value)
	default:
		text := strings.TrimSpace(strings.ToValidUTF8(textOf(value), ""))
		if text == "" {
			return nil, nil
		}
		return readText(f, text, country)
	}
}

func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []string:
		return strings.Join(v, " ")
	default:
		return fmt.Sprint(v)
	}
}

func readText(f *blueprint.Field, text, country string) (any, *base.FieldError) {
	switch f.Type {
	case blueprint.TypeChoice:
		if _, ok := f.Choice(text); !ok {
			return nil, problem("error.choice")
		}
	case blueprint.TypeDate:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, problem("error.date")
		}
	case blueprint.TypeEmail:
		if _, ok := org.NormalEmail(text); !ok {
			return nil, problem("error.email")
		}
	case blueprint.TypePhone:
		if NormalPhone(text, country) == "" {
			return nil, problem("error.phone")
		}
	case blueprint.TypeLink:
		if u, err := url.Parse(text); err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
			return nil, problem("error.link")
		}
	}
	most := maxText
	if f.Long {
		most = maxLongText
	}
	if f.Max != nil {
		most = int(*f.Max)
	}
	if len([]rune(text)) > most {
		return nil, problem("error.too_long", map[string]any{"Max": most})
	}
	if !f.Long {
		text = oneLine(text)
	}
	return text, nil
}

func readNumber(f *blueprint.Field, value any) (any, *base.FieldError) {
	var n float64
	switch v := value.(type) {
	case float64:
		n = v
	case int:
		n = float64(v)
	default:
		text := strings.TrimSpace(textOf(value))
		if text == "" {
			return nil, nil
		}
		parsed, ok := ParseNumber(text)
		if !ok {
			return nil, problem("error.number")
		}
		n = parsed
	}
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return nil, problem("error.number")
	}
	if (f.Min != nil && n < *f.Min) || (f.Max != nil && n > *f.Max) {
		return nil, problem("error.range", map[string]any{"Min": bound(f.Min), "Max": bound(f.Max)})
	}
	return n, nil
}

func bound(b *float64) string {
	if b == nil {
		return "…"
	}
	return strconv.FormatFloat(*b, 'f', -1, 64)
}

// ParseNumber reads a number as people of the five languages type it: 1.234,5 and 1,234.5 and 1 234,5.
// A single separator before exactly three digits is read as grouping only when it repeats.
func ParseNumber(text string) (float64, bool) {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "").Replace(text)
	comma, point := strings.LastIndexByte(text, ','), strings.LastIndexByte(text, '.')
	switch {
	case comma > point && strings.Count(text, ",") == 1:
		text = strings.ReplaceAll(text, ".", "")
		text = strings.Replace(text, ",", ".", 1)
	case point > comma && strings.Count(text, ".") == 1:
		text = strings.ReplaceAll(text, ",", "")
	default:
		text = strings.NewReplacer(",", "", ".", "").Replace(text)
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && !strings.ContainsAny(text, "xXpPiInN_")
}

func readYesNo(value any) (any, *base.FieldError) {
	switch v := value.(type) {
	case bool:
		return v, nil
	case nil:
		return nil, nil
	}
	switch strings.ToLower(strings.TrimSpace(textOf(value))) {
	case "":
		return nil, nil
	case "yes", "on", "true", "1":
		return true, nil
	case "no", "off", "false", "0":
		return false, nil
	}
	return nil, problem("error.choice")
}

func readChoices(f *blueprint.Field, value any) (any, *base.FieldError) {
	var picked []string
	switch v := value.(type) {
	case []string:
		picked = v
	case []any:
		for _, one := range v {
			picked = append(picked, textOf(one))
		}
	case string:
		if v != "" {
			picked = strings.Split(v, ",")
		}
	}
	if len(picked) > maxChoices {
		return nil, problem("error.choice")
	}
	var out []string
	for _, key := range picked {
		key = strings.TrimSpace(key)
		if _, ok := f.Choice(key); !ok {
			return nil, problem("error.choice")
		}
		if !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	if out == nil {
		return nil, nil
	}
	return out, nil
}
