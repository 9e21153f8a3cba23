package base

import "math"

// Money is an amount in minor units (cents) of a currency named beside it.
type Money int64

// MoneyFromFloat rounds a calculated amount to the nearest cent, halves away from zero.
func MoneyFromFloat(amount float64) Money { return Money(math.Round(amount * 100)) }

// Float is the amount in major units, for charts and formulas, never for sums of money.
func (m Money) Float() float64 { return float64(m) / 100 }
