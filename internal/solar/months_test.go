package solar

import (
	"math"
	"testing"
)

func TestLEAD2_TheMonthsMakeTheYear(t *testing.T) {
	sum := 0.0
	for i, kwh := range UseByMonth(3100) {
		if kwh <= 0 {
			t.Errorf("month %d uses %v", i+1, kwh)
		}
		sum += kwh
	}
	if math.Abs(sum-3100) > 1e-6 {
		t.Errorf("the months make %v, not 3100", sum)
	}
}
