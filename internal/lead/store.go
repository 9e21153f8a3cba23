package lead

import (
	"context"

	"sluice/internal/base"
	"sluice/internal/db"
)

// Lock reads a lead that the transaction is about to change; others wait. Not found when there is none.
// It checks no right.
func (s *Service) Lock(ctx context.Context, tx *db.Tx, id base.ID) (*Lead, error) {
	return load(ctx, tx, getSQL+tx.Dialect().ForUpdate(), id)
}

// LoadIn reads a lead without locking it. It checks no right.
func (s *Service) LoadIn(ctx context.Context, tx *db.Tx, id base.ID) (*Lead, error) {
	return load(ctx, tx, getSQL, id)
}

func load(ctx context.Context, tx *db.Tx, query string, id base.ID) (*Lead, error) {
	var l Lead
	found, err := tx.Find(ctx, &l, query, db.Args{"id": id})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, base.NotFound()
	}
	if l.Fields == nil {
		l.Fields = Fields{}
	}
	return &l, nil
}

// Save writes the lead back; conflict when somebody else wrote it since it was read.
func (s *Service) Save(ctx context.Context, tx *db.Tx, l *Lead) error {
	l.UpdatedAt = base.At(after(tx.Now(), l.UpdatedAt))
	changed, err := tx.Exec(ctx, saveSQL, db.Args{
		"id": l.ID, "name": l.Name, "lead_type": l.Type, "grid_connection": l.GridConnection, "product": l.Product,
		"company": l.Company, "street": l.Street, "house_number": l.HouseNumber, "postcode": l.Postcode, "town": l.Town,
		"province": l.Province, "region": l.Region, "country": l.Country, "lat": l.Lat, "lng": l.Lng, "fields": l.Fields,
		"stage": l.Stage, "category": string(l.Category), "stage_at": l.StageAt, "lost_reason": l.LostReason, "amount": l.Amount,
		"resume_at": l.ResumeAt, "place": string(l.Place), "place_unit": l.PlaceUnit, "holder_member": l.HolderMember,
		"placement": l.Placement, "territory": l.Territory, "policy_version": l.PolicyVersion, "policy_step": l.PolicyStep,
		"step_until": l.StepUntil, "notify_at": l.NotifyAt, "deadline_at": l.DeadlineAt, "deadline_kind": string(l.DeadlineKind),
		"duplicate_of": l.DuplicateOf, "merged_into": l.MergedInto, "updated_at": l.UpdatedAt, "active_at": l.ActiveAt,
		"archived_at": l.ArchivedAt, "version": l.Version,
	})
	if err != nil {
		return err
	}
	if changed == 0 {
		return base.Fail(base.CodeConflict, "leads.error_changed_meanwhile")
	}
	l.Version++
	return nil
}

// ContactIn reads a contact. It checks no right: who may see the lead may see its contact, unless it is masked.
func (s *Service) ContactIn(ctx context.Context, tx *db.Tx, id base.ID) (Contact, error) {
	var c Contact
	found, err := tx.Find(ctx, &c, contactSQL, db.Args{"id": id})
	if err == nil && !found {
		err = base.NotFound()
	}
	return c, err
}

// EventsIn reads a lead's timeline, oldest first. It checks no right.
func (s *Service) EventsIn(ctx context.Context, tx *db.Tx, id base.ID) ([]Event, error) {
	var events []Event
	err := tx.Select(ctx, &events, eventsSQL, db.Args{"lead": id})
	return events, err
}

// LockIfFree is Lock for timers: nil when another transaction has the lead, which will see to it, or the next
// round will. It checks no right.
func (s *Service) LockIfFree(ctx context.Context, tx *db.Tx, id base.ID) (*Lead, error) {
	l, err := load(ctx, tx, getSQL+tx.Dialect().SkipLocked(), id)
	if base.CodeOf(err) == base.CodeNotFound {
		return nil, nil
	}
	return l, err
}
