package placement_test

import (
	"testing"

	"sluice/internal/i18n"
	"sluice/internal/placement"
	"sluice/internal/placement/engine"
)

func TestINV12_EveryReasonIsASentence(t *testing.T) {
	words := i18n.Load()
	for _, reason := range []engine.Reason{
		engine.ReasonInactive, engine.ReasonArea, engine.ReasonProduct, engine.ReasonTier, engine.ReasonHadBefore,
		engine.ReasonAway, engine.ReasonCapOpen, engine.ReasonCapDay, engine.ReasonCapWeek, engine.ReasonCapMonth,
	} {
		if err := placement.ClosedError(engine.Verdict{Reason: reason}); !words.Has(err.Key) {
			t.Errorf("%s is not in the catalogue", err.Key)
		}
	}
}
