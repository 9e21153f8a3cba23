package lead

import (
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"

	"sluice/internal/base"
	"sluice/internal/org"
)

// Contact is a person or company with ways to reach it. A contact may have many leads.
type Contact struct {
	ID        base.ID     `db:"id"`
	Name      string      `db:"name"`
	Email     string      `db:"email"`
	EmailNorm string      `db:"email_norm"`
	Phone     string      `db:"phone"` // as typed
	PhoneE164 string      `db:"phone_e164"`
	Lang      string      `db:"lang"`
	CreatedAt base.Moment `db:"created_at"`
	UpdatedAt base.Moment `db:"updated_at"`
}

// ContactInput is a contact as somebody typed it.
type ContactInput struct {
	Name, Email, Phone, Lang string
}

const (
	maxName  = 120
	maxPhone = 40
)

// check normalises the input, or says beside which field it is wrong. Country is the workspace's, for phones
// without a country code. A contact needs a name and one way to reach it.
func (in ContactInput) check(country string) (Contact, base.Fields) {
	var wrong base.Fields
	c := Contact{Name: oneLine(in.Name), Email: visible(in.Email), Phone: oneLine(in.Phone), Lang: in.Lang}
	switch {
	case c.Name == "":
		wrong.Add("name", "error.required")
	case len([]rune(c.Name)) > maxName:
		wrong.Add("name", "error.too_long", map[string]any{"Max": maxName})
	}
	c.EmailNorm, _ = org.NormalEmail(c.Email)
	if c.Email != "" && c.EmailNorm == "" {
		wrong.Add("email", "error.email")
	}
	c.PhoneE164 = NormalPhone(c.Phone, country)
	if c.Phone != "" && (c.PhoneE164 == "" || len(c.Phone) > maxPhone) {
		wrong.Add("phone", "error.phone")
	}
	if c.Email == "" && c.Phone == "" {
		wrong.Add("phone", "leads.error_no_way_to_reach")
	}
	return c, wrong
}

// visible drops the signs without a look of their own that come along when an address is copied from a page.
func visible(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text))
}

// NormalPhone is the number in E.164, read as one of the country unless it names another; "" when it is none.
func NormalPhone(text, country string) string {
	if strings.TrimSpace(text) == "" || len(text) > maxPhone {
		return ""
	}
	number, err := phonenumbers.Parse(text, country)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return ""
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}

// oneLine folds white space and drops control characters, so that a name cannot break a mail or a table, nor turn
// the direction of the words that stand behind it.
func oneLine(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(clean), " ")
}
