package outbox

import (
	"math"
	"strconv"
	"testing"
)

func TestOklchBecomesTheColourOfTheStandard(t *testing.T) {
	tests := []struct {
		in   oklch
		want string
	}{
		{oklch{0, 0, 0}, "#000000"},
		{oklch{1, 0, 0}, "#ffffff"},
		{oklch{0.627955, 0.257683, 29.2339}, "#ff0000"},
		{oklch{0.519752, 0.176858, 142.4953}, "#008000"},
		{oklch{0.452014, 0.313214, 264.052}, "#0000ff"},
		{oklch{0.968, 0.211, 109.77}, "#ffff00"},
	}
	for _, test := range tests {
		got := test.in.hex()
		for i := 1; i < 7; i += 2 {
			if math.Abs(channel(t, got, i)-channel(t, test.want, i)) > 1.0/255 {
				t.Errorf("%v is %s, want %s", test.in, got, test.want)
				break
			}
		}
	}
}

// Every hue that a workspace may choose stays readable (AA) in both schemes.
func TestA11Y1_MailsAreReadableInEveryHue(t *testing.T) {
	for hue := 0; hue < 360; hue += 15 {
		for scheme, c := range map[string]colours{"light": light(hue), "dark": dark(hue)} {
			pairs := map[string][2]string{
				"button": {string(c.OnAccent), string(c.Accent)}, "link": {string(c.Link), string(c.Surface)},
				"text": {string(c.Ink), string(c.Surface)}, "labels": {string(c.Muted), string(c.Surface)},
				"footer": {string(c.Muted), string(c.Canvas)}, "brand": {string(c.Ink), string(c.Canvas)},
			}
			for what, pair := range pairs {
				if got := contrast(t, pair[0], pair[1]); got < 4.5 {
					t.Errorf("hue %d, %s, %s: %s on %s has contrast %.2f", hue, scheme, what, pair[0], pair[1], got)
				}
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	return 0.2126*linearOf(channel(t, hex, 1)) + 0.7152*linearOf(channel(t, hex, 3)) + 0.0722*linearOf(channel(t, hex, 5))
}

func linearOf(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func channel(t *testing.T, hex string, at int) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex[at:at+2], 16, 8)
	if err != nil {
		t.Fatal(err)
	}
	return float64(n) / 255
}
