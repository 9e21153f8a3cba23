package org

import (
	"strings"
	"unicode/utf8"

	"sluice/internal/base"
)

const (
	passwordShortest = 10
	passwordLongest  = 200
)

// commonPasswords of at least the shortest length that lists of leaked ones begin with, in lower case
// and without spaces.
var commonPasswords = map[string]bool{
	"1234567890": true, "12345678910": true, "123456789a": true, "1234567891": true, "0123456789": true,
	"0987654321": true, "9876543210": true, "1111111111": true, "0000000000": true, "1q2w3e4r5t": true,
	"1q2w3e4r5t6y": true, "1qaz2wsx3edc": true, "q1w2e3r4t5": true, "q1w2e3r4t5y6": true, "qwertyuiop": true,
	"qwerty12345": true, "qwerty1234": true, "qwerty123456": true, "asdfghjkl1": true, "asdfghjkl;": true,
	"zaq12wsxcde3": true, "password12": true, "password123": true, "password1234": true, "password12345": true,
	"passw0rd123": true, "p@ssw0rd123": true, "mypassword": true, "mypassword1": true, "administrator": true,
	"administrador": true, "adminadmin": true, "admin12345": true, "welcome123": true, "welcome1234": true,
	"iloveyou123": true, "iloveyou12": true, "letmein123": true, "changeme123": true, "football123": true,
	"sunshine123": true, "basketball": true, "motherfucker": true, "unbelievable": true, "abcdefghij": true,
	"abcd123456": true, "abc1234567": true, "123qweasdzxc": true, "qweasdzxc123": true, "qazwsxedcrfv": true,
	"wachtwoord": true, "wachtwoord1": true, "wachtwoord123": true, "welkom12345": true, "welkom1234": true,
	"passwort123": true, "passwort1234": true, "contraseña": true, "contraseña1": true, "contrasena": true,
	"contrasena1": true, "contrasena123": true, "mojehaslo1": true, "haslo12345": true, "hasło12345": true,
	"zonnepanelen": true, "solarpanel": true, "solarpanels": true,
}

// CheckPassword notes why a password is not good enough for the member with this address: 10 to 200
// characters, neither the address nor its first part, not one repeated sign, not one that everybody tries first.
func CheckPassword(wrong *base.Fields, field, password, email string) {
	plain := strings.ToLower(strings.Join(strings.Fields(password), ""))
	address, _ := NormalEmail(email)
	local, _, _ := strings.Cut(address, "@")
	switch length := utf8.RuneCountInString(password); {
	case length < passwordShortest:
		wrong.Add(field, "error.too_short", map[string]any{"Min": passwordShortest})
	case length > passwordLongest || len(password) > 4*passwordLongest:
		wrong.Add(field, "error.too_long", map[string]any{"Max": passwordLongest})
	case plain == address || plain == local:
		wrong.Add(field, "org.error_password_email")
	case commonPasswords[plain] || onlyOneRune(plain):
		wrong.Add(field, "org.error_password_common")
	}
}

func onlyOneRune(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	return strings.Trim(text[size:], string(first)) == ""
}
