package lead

import "sluice/internal/base"

// Known is the event without what its reader may not learn: other partners and their people, what they noted, and
// leads that are not the reader's. It is for answers that give the event itself and not its sentence.
func (st Story) Known(e Event) Event {
	d := &e.Detail
	if st.elsewhere(e) {
		e.Actor, e.Unit = 0, 0
		d.Remark, d.Amount, d.Answers = "", nil, nil
	}
	if !st.All && e.Kind == EventClaimed {
		d.Count = 0
	}
	d.Unit, d.Member = st.knownTarget(d.Unit, d.Member)
	if st.refs[d.Lead] == "" {
		d.Lead = 0
	}
	if d.State != nil {
		state := *d.State
		state.Unit, state.Member = st.knownTarget(state.Unit, state.Member)
		d.State = &state
	}
	return e
}

func (st Story) knownTarget(unit, member base.ID) (base.ID, base.ID) {
	known, met := st.units[unit]
	if st.All || met && !known.other {
		return unit, member
	}
	return 0, 0
}
