package intake

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/altcha-org/altcha-lib-go"

	"sluice/internal/base"
)

// effort is the most a browser has to try: about a second on a laptop, a few on an old phone, while the visitor
// types. A thousand submissions cost a quarter of an hour of computing.
const effort = 60_000

const ticketParam = "ticket"

// Challenge is the work that proves a ticket, as the page's script reads it.
func (g Guard) Challenge(ticket string) (string, error) {
	c, err := altcha.CreateChallenge(altcha.ChallengeOptions{
		MaxNumber: effort, HMACKey: g.sign("challenge"), Params: url.Values{ticketParam: {keyOf(ticket)}},
	})
	if err != nil {
		return "", base.Internal(err)
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "", base.Internal(err)
	}
	return string(text), nil
}

// proven tells whether the proof solves a challenge of ours that was made for this ticket and no other. A solution
// therefore serves one ticket, and a ticket one lead. How long it is valid is the ticket's affair.
func (g Guard) proven(t ticket, proof string) bool {
	const longest = 2000
	if proof == "" || len(proof) > longest {
		return false
	}
	decoded, err := base64.StdEncoding.DecodeString(proof)
	if err != nil {
		return false
	}
	var p altcha.Payload
	if json.Unmarshal(decoded, &p) != nil || p.Algorithm != string(altcha.SHA256) {
		return false
	}
	ok, err := altcha.VerifySolutionSafe(p, g.sign("challenge"), false)
	return err == nil && ok && altcha.ExtractParams(p).Get(ticketParam) == t.key
}

func keyOf(ticket string) string {
	key, _, _ := strings.Cut(ticket, ".")
	return key
}
