package market

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"sluice/internal/base"
	"sluice/internal/i18n"
	"sluice/internal/web/kit"
)

// ListView is the region of what is available, which fetches itself when the market changes.
type ListView struct {
	P     *i18n.Printer
	Rows  []Row
	Count string
	New   bool
	// Hold is until when a claim made now would hold.
	Hold string
	// Self is the region's address, More what asks for more of it; "" at the end.
	Self, More string
	// Page is the address of the page around it.
	Page string
}

const step = 25

// List reads what is available to the reader. The number shown stands in the address, so that a live refresh keeps it.
func List(r *kit.Request) (ListView, error) {
	shown, _ := strconv.Atoi(r.URL.Query().Get("available"))
	shown = min(max(shown, step), 4*step)
	m, err := r.Site.Placement.Market(r.Context(), r.Actor, pageOf(shown, r.URL.Query().Get("before")))
	if err != nil {
		return ListView{}, err
	}
	v := ListView{
		P: r.P, Rows: Rows(r, m.Leads), Count: r.CountWords(m.Total), New: m.Total > 0,
		Hold: hold(r), Page: r.Path("/home"), Self: r.Path("/home/available", query(shown, r.URL.Query().Get("before"))),
	}
	switch {
	case m.Next == 0:
	case shown < 4*step:
		v.More = query(shown+step, r.URL.Query().Get("before"))
	default:
		v.More = query(shown, m.Next.String())
	}
	return v, nil
}

// getMore fetches more of the region; the page's address follows.
func (v ListView) getMore() templ.Attributes {
	return templ.Attributes{"hx-get": v.Page + "/available" + v.More, "hx-target": "#available", "hx-push-url": v.Page + v.More}
}

func pageOf(shown int, before string) base.PageRequest {
	return base.PageRequest{Limit: shown, Cursor: before}
}

// query is the part of an address that says how much of the list is shown; "" for its beginning.
func query(shown int, before string) string {
	q := url.Values{}
	if shown > step {
		q.Set("available", strconv.Itoa(shown))
	}
	if before != "" {
		q.Set("before", before)
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// hold is until when a claim made now would hold by the policy of today, "" without a market.
func hold(r *kit.Request) string {
	for _, s := range r.Config.Document.Policy.Steps {
		if s.Market != nil {
			return r.P.Near(r.Config.Calendar.Add(r.Now, s.Market.Hold), r.Now)
		}
	}
	return ""
}

// Available answers the region alone.
func Available(r *kit.Request) error {
	v, err := List(r)
	if err != nil {
		return err
	}
	return r.Render(ListCard(v))
}
