package setup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"sluice/internal/base"
	"sluice/internal/web/kit"
)

// draft is what was answered so far. Whoever has one has shown the code.
type draft struct {
	Name, Email, Password         string
	Blueprint                     string
	Brand, Slug                   string
	Lang, Country, Zone, Currency string
	Hue                           int
	Partners                      []partner `json:",omitempty"`
}

// partner is a line of the first partners: a name, and the postcodes it covers.
type partner struct{ Name, From, To string }

const (
	draftCookie = "sluice_setup"
	draftLasts  = 2 * 60 * 60 // seconds
	// longestDraft leaves room for the cookie's name and attributes within the 4096 bytes that browsers keep.
	longestDraft = 3900
)

// keep puts the draft into the reader's cookie, which only this installation can read: it holds a password.
func (d *draft) keep(r *kit.Request) error {
	plain, err := json.Marshal(d)
	if err != nil {
		return err
	}
	lock, err := sealer(r.Site)
	if err != nil {
		return err
	}
	nonce := make([]byte, lock.NonceSize())
	_, _ = rand.Read(nonce) // never fails: it ends the program instead
	sealed := base64.RawURLEncoding.EncodeToString(lock.Seal(nonce, nonce, plain, nil))
	if len(sealed) > longestDraft {
		return base.Fail(base.CodeInvalid, "page.too_large")
	}
	http.SetCookie(r.Writer, cookie(r, sealed, draftLasts))
	return nil
}

// forget takes the draft out of the browser.
func forget(r *kit.Request) { http.SetCookie(r.Writer, cookie(r, "", -1)) }

func cookie(r *kit.Request, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: draftCookie, Value: value, Path: "/setup", MaxAge: maxAge, HttpOnly: true, Secure: r.Site.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// kept is the reader's draft; false without one, and for one that is not ours.
func kept(r *kit.Request) (*draft, bool) {
	found, err := r.Cookie(draftCookie)
	if err != nil {
		return nil, false
	}
	lock, err := sealer(r.Site)
	if err != nil {
		return nil, false
	}
	sealed, err := base64.RawURLEncoding.DecodeString(found.Value)
	if err != nil || len(sealed) < lock.NonceSize() {
		return nil, false
	}
	plain, err := lock.Open(nil, sealed[:lock.NonceSize()], sealed[lock.NonceSize():], nil)
	if err != nil {
		return nil, false
	}
	var d draft
	return &d, json.Unmarshal(plain, &d) == nil
}

func sealer(site *kit.Site) (cipher.AEAD, error) {
	block, err := aes.NewCipher(derive(site, "setup draft"))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
