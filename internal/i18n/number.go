package i18n

import (
	"math"
	"strconv"
	"strings"

	"sluice/internal/base"
)

const (
	hardSpace = "\u00a0" // no line break between the parts of a figure
	thinSpace = "\u202f" // narrow, and no line break either
	noFigure  = "–"      // what is shown for a value that is not a number
)

// numberStyle is how a language writes figures.
type numberStyle struct {
	decimal, group string
	// least is how many digits must stand before the first group mark: Polish writes 1234 but 12 345.
	least        int
	percent      string
	signInFront  bool // € 5 rather than 5 €
	signSpace    string
	minusOutside bool // -€5 rather than € -5; only where the sign is in front
}

var numberStyles = map[Lang]*numberStyle{
	English: {decimal: ".", group: ",", least: 1, percent: "%", signInFront: true, minusOutside: true},
	Dutch:   {decimal: ",", group: ".", least: 1, percent: "%", signInFront: true, signSpace: hardSpace},
	Polish:  {decimal: ",", group: hardSpace, least: 2, percent: "%", signSpace: hardSpace},
	Spanish: {decimal: ",", group: ".", least: 1, percent: hardSpace + "%", signSpace: hardSpace},
	German:  {decimal: ",", group: ".", least: 1, percent: hardSpace + "%", signSpace: hardSpace},
}

// Int writes a whole number.
func (p *Printer) Int(n int) string {
	sign, digits := splitSign(strconv.Itoa(n))
	return sign + p.tongue.numbers.grouped(digits)
}

// Decimal writes a number with so many digits behind the mark, halves rounded away from zero.
// What is no number, or endless, becomes a dash.
func (p *Printer) Decimal(v float64, digits int) string {
	sign, figure := p.decimal(v, digits)
	return sign + figure
}

// number writes a decimal with the digits it needs, at most two.
func (p *Printer) number(v float64) string {
	digits := 2
	for digits > 0 && math.Round(v*math.Pow10(digits-1))/math.Pow10(digits-1) == math.Round(v*100)/100 {
		digits--
	}
	return p.Decimal(v, digits)
}

// Percent writes a share (0.25 is 25%) with so many digits behind the mark.
func (p *Printer) Percent(share float64, digits int) string {
	sign, figure := p.decimal(share*100, digits)
	return sign + figure + p.tongue.numbers.percent
}

// Unit writes a measured value with its unit, which a line break never parts.
func (p *Printer) Unit(v float64, digits int, unit string) string {
	return p.Decimal(v, digits) + thinSpace + unit
}

func (p *Printer) decimal(v float64, digits int) (sign, figure string) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "", noFigure
	}
	digits = max(digits, 0)
	// Halves go away from zero, as people round; FormatFloat alone would give 2 for 2.5.
	if scaled := v * math.Pow10(digits); !math.IsInf(scaled, 0) {
		v = math.Round(scaled) / math.Pow10(digits)
	}
	sign, text := splitSign(strconv.FormatFloat(v, 'f', digits, 64))
	if strings.Trim(text, "0.") == "" {
		sign = "" // what rounds to nothing is not negative
	}
	whole, rest, broken := strings.Cut(text, ".")
	figure = p.tongue.numbers.grouped(whole)
	if broken {
		figure += p.tongue.numbers.decimal + rest
	}
	return sign, figure
}

func splitSign(figure string) (sign, digits string) {
	if strings.HasPrefix(figure, "-") {
		return "-", figure[1:]
	}
	return "", figure
}

func (s *numberStyle) grouped(digits string) string {
	if len(digits) < 3+s.least {
		return digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(s.group)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// currencySigns are the signs that readers of all our languages know; any other currency is
// written by its ISO 4217 code.
var currencySigns = map[string]string{"EUR": "€", "GBP": "£", "USD": "$", "PLN": "zł"}

// Money writes an amount to the cent. The currency is its ISO 4217 code, or "" for none.
func (p *Printer) Money(amount base.Money, currency string) string {
	sign, whole, cents := splitMoney(amount)
	s := p.tongue.numbers
	return s.money(sign, s.grouped(whole)+s.decimal+cents, currency)
}

// MoneyRound writes an amount in whole units, halves rounded away from zero.
func (p *Printer) MoneyRound(amount base.Money, currency string) string {
	sign, whole, cents := splitMoney(amount)
	n, _ := strconv.ParseUint(whole, 10, 64)
	if cents >= "50" {
		n++
	}
	if n == 0 {
		sign = ""
	}
	s := p.tongue.numbers
	return s.money(sign, s.grouped(strconv.FormatUint(n, 10)), currency)
}

func splitMoney(amount base.Money) (sign, whole, cents string) {
	sign, digits := splitSign(strconv.FormatInt(int64(amount), 10))
	if len(digits) < 3 {
		digits = strings.Repeat("0", 3-len(digits)) + digits
	}
	cut := len(digits) - 2
	return sign, digits[:cut], digits[cut:]
}

func (s *numberStyle) money(minus, figure, currency string) string {
	mark, known := currencySigns[currency]
	space := s.signSpace
	if !known {
		mark = currency
	}
	if !known || currency == "PLN" {
		space = hardSpace // letters never touch the figure
	}
	switch {
	case currency == "":
		return minus + figure
	case !s.signInFront:
		return minus + figure + space + mark
	case s.minusOutside:
		return minus + mark + space + figure
	default:
		return mark + space + minus + figure
	}
}
