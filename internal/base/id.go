package base

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ID names a row. The upper 43 bits are milliseconds since 2024, the lower 20 are
// a counter that starts at random: ids made later sort later, so that new rows go to the
// end of an index, and ids of two nodes do not meet.
//
// On screens and in the API an ID is 13 characters of Crockford's base 32; zero is "".
type ID int64

// LastID sorts behind every id there will be.
const LastID ID = 1<<63 - 1

const (
	idEpochMillis  = 1_704_067_200_000
	idCounterBits  = 20
	idCounterMask  = 1<<idCounterBits - 1
	idTextLength   = 13
	crockfordChars = "0123456789abcdefghjkmnpqrstvwxyz"
)

var idState struct {
	sync.Mutex
	millis, counter int64
}

// NewID returns an id that has never been given before on this node.
func NewID(now time.Time) ID {
	idState.Lock()
	defer idState.Unlock()
	millis := now.UnixMilli() - idEpochMillis
	if millis > idState.millis {
		idState.millis, idState.counter = millis, randomCounter()
	} else if idState.counter++; idState.counter > idCounterMask {
		idState.millis, idState.counter = idState.millis+1, 0
	}
	return ID(idState.millis<<idCounterBits | idState.counter)
}

// randomCounter leaves the top bit free, so that a burst within one millisecond has room.
func randomCounter() int64 {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return int64(binary.LittleEndian.Uint32(b[:])) & (idCounterMask >> 1)
}

// String is the id as people and programs see it.
func (id ID) String() string {
	if id == 0 {
		return ""
	}
	var out [idTextLength]byte
	rest := uint64(id)
	for i := idTextLength - 1; i >= 0; i-- {
		out[i] = crockfordChars[rest&31]
		rest >>= 5
	}
	return string(out[:])
}

// ParseID reads what String wrote; upper case and the look-alikes o, i and l are forgiven.
func ParseID(text string) (ID, error) {
	if len(text) != idTextLength {
		return 0, fmt.Errorf("id %q has %d characters, not %d", Shorten(text, 40), len(text), idTextLength)
	}
	var out uint64
	for _, r := range strings.NewReplacer("o", "0", "i", "1", "l", "1").Replace(strings.ToLower(text)) {
		digit := strings.IndexRune(crockfordChars, r)
		if digit < 0 || out>>59 != 0 {
			return 0, fmt.Errorf("id %q is not one of ours", Shorten(text, 40))
		}
		out = out<<5 | uint64(digit)
	}
	if out == 0 || out>>63 != 0 {
		return 0, fmt.Errorf("id %q is not one of ours", text)
	}
	return ID(out), nil
}

// MarshalText writes the id for JSON and forms.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the id from JSON and forms; empty is no id.
func (id *ID) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*id = 0
		return nil
	}
	parsed, err := ParseID(string(text))
	if err == nil {
		*id = parsed
	}
	return err
}

// Value stores the id as an integer, and no id as NULL, so that "no row" never joins to a row.
func (id ID) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}

// Scan reads what Value stored.
func (id *ID) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = 0
	case int64:
		*id = ID(v)
	case []byte:
		n, err := strconv.ParseInt(string(v), 10, 64)
		*id = ID(n)
		return err
	default:
		return fmt.Errorf("an id cannot be read from %T", src)
	}
	return nil
}

// Shorten cuts text to at most n characters, and says so with an ellipsis.
func Shorten(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n-1]) + "…"
}
