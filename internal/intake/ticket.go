package intake

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"sluice/internal/base"
)

// ticketLife is how long a page may stay open before it is sent.
const ticketLife = 24 * time.Hour

// ticket is a read one: its key, and when the page was made.
type ticket struct {
	key    string
	issued time.Time
}

// Issue makes a ticket for one page of the form.
func (g Guard) Issue(ws base.ID, form string, now time.Time) string {
	key := make([]byte, 16)
	_, _ = rand.Read(key) // never fails: it ends the program instead
	text := hex.EncodeToString(key) + "." + strconv.FormatInt(now.UnixMicro(), 36)
	return text + "." + g.sign("ticket", ws.String(), form, text)
}

// read refuses a ticket that is not ours, that is another form's or another workspace's, or too old.
func (g Guard) read(ws base.ID, form, text string, now time.Time) (ticket, error) {
	at := strings.LastIndexByte(text, '.')
	if at < 0 || !hmac.Equal([]byte(text[at+1:]), []byte(g.sign("ticket", ws.String(), form, text[:at]))) {
		return ticket{}, base.Fail(base.CodeExpired, "publicform.error_stale")
	}
	key, moment, _ := strings.Cut(text[:at], ".")
	micros, err := strconv.ParseInt(moment, 36, 64)
	if err != nil {
		return ticket{}, base.Internal(err)
	}
	t := ticket{key: key, issued: time.UnixMicro(micros)}
	if age := now.Sub(t.issued); age < 0 || age > ticketLife {
		return ticket{}, base.Fail(base.CodeExpired, "publicform.error_stale")
	}
	return t, nil
}

// sign binds the parts together; the separator cannot stand in any of them.
func (g Guard) sign(parts ...string) string {
	mac := hmac.New(sha256.New, g.Secret)
	mac.Write([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(mac.Sum(nil))
}
