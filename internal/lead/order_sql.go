package lead

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"sluice/internal/base"
	"sluice/internal/db"
)

// sortKeys are the orders a list can have. Each ends in the id, which makes every row's place its own.
var sortKeys = map[string]sortKey{
	"":          {"l.id", true},
	"-created":  {"l.id", true},
	"created":   {"l.id", false},
	"deadline":  {"COALESCE(l.deadline_at, 9000000000000000)", false},
	"-deadline": {"COALESCE(l.deadline_at, 0)", true},
	"-active":   {"l.active_at", true},
	"active":    {"l.active_at", false},
	"-stage_at": {"l.stage_at", true},
}

type sortKey struct {
	expression string
	down       bool
}

// backwards begins the cursor of a page that ends where it points to.
const backwards = "-"

// at is the order in which to read from a cursor: the other way round for the page before.
func (k sortKey) at(cursor string) (order sortKey, after string, back bool) {
	if after, back = strings.CutPrefix(cursor, backwards); back {
		k.down = !k.down
	}
	return k, after, back
}

// after adds the condition that begins the page behind the cursor.
func (k sortKey) after(cursor string, where *conditions, args db.Args) error {
	if cursor == "" {
		return nil
	}
	key, id, err := readCursor(cursor)
	if err != nil {
		return base.Invalid(base.FieldError{Field: "cursor", Key: "error.unknown"})
	}
	sign := ">"
	if k.down {
		sign = "<"
	}
	args["after_key"], args["after_id"] = key, id
	*where = append(*where, fmt.Sprintf("(%[1]s %[2]s :after_key OR (%[1]s = :after_key AND l.id %[2]s :after_id))", k.expression, sign))
	return nil
}

func cursor(key int64, id base.ID) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(key, 10) + "." + strconv.FormatInt(int64(id), 10)))
}

func readCursor(text string) (key int64, id base.ID, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return 0, 0, err
	}
	first, second, _ := strings.Cut(string(raw), ".")
	if key, err = strconv.ParseInt(first, 10, 64); err != nil {
		return 0, 0, err
	}
	n, err := strconv.ParseInt(second, 10, 64)
	return key, base.ID(n), err
}
