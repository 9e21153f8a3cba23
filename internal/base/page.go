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

// Page is one stretch of a list. Next is empty on the last page.
type Page[T any] struct {
	Items []T
	Next  string
	Prev  string
}
