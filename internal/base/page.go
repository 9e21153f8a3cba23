package base

// PageRequest asks for one page of a list. Cursor is what the page before gave as Next.
type PageRequest struct {
	Cursor string
	Limit  int
	Sort   string
}

// Clamp returns the limit within 1..most, or the default where none was asked.
func (r PageRequest) Clamp(standard, most int) int {
	switch {
	case r.Limit <= 0:
		return standard
	case r.Limit > most:
		return most
	default:
		return r.Limit
	}
}

// Before is where a page of a list from the newest id to the oldest goes on. Errors: invalid for a cursor that is no id.
func (r PageRequest) Before() (ID, error) { return r.from(LastID) }

// After is where a page of a list from the oldest id to the newest goes on. Errors: as Before. A statement compares
// with it as a plain number, since an id of zero is NULL there.
func (r PageRequest) After() (ID, error) { return r.from(0) }

func (r PageRequest) from(start ID) (ID, error) {
	if r.Cursor == "" {
		return start, nil
	}
	id, err := ParseID(r.Cursor)
	if err != nil {
		return 0, Invalid(FieldError{Field: "cursor", Key: "error.unknown"})
	}
	return id, nil
}

// Page is one stretch of a list. Next is empty on the last page.
type Page[T any] struct {
	Items []T
	Next  string
	Prev  string
}

// PageOf is the page of items that were read in the order of their ids, one beyond the limit where there are more.
func PageOf[T any](items []T, limit int, id func(T) ID) Page[T] {
	if len(items) <= limit {
		return Page[T]{Items: items}
	}
	items = items[:limit]
	return Page[T]{Items: items, Next: id(items[limit-1]).String()}
}
