package demo

import (
	"net/http"
	"slices"
	"time"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/outbox"
	"sluice/internal/web/kit"
)

const mostMails = 200

// mailOut is a mail as scripts read it (OPS-6).
type mailOut struct {
	To      string    `json:"to"`
	Subject string    `json:"subject"`
	Text    string    `json:"text"`
	HTML    string    `json:"html"`
	SentAt  time.Time `json:"sent_at"`
}

// mails answers the mails that were sent to an address in any workspace, newest first, at most 200.
func mails(r *kit.Request) error {
	filter := outbox.ListFilter{To: r.URL.Query().Get("to"), State: outbox.Sent, Limit: mostMails}
	out := []mailOut{}
	for _, w := range r.Site.Demo.People {
		var page base.Page[outbox.Message]
		err := r.Site.DB.Read(r.Context(), w.Workspace.ID, func(tx *db.Tx) (err error) {
			page, err = outbox.List(r.Context(), tx, filter)
			return err
		})
		if err != nil {
			return err
		}
		for _, m := range page.Items {
			out = append(out, mailOut{To: m.To, Subject: m.Subject, Text: m.Text, HTML: m.HTML, SentAt: m.SentAt.Time})
		}
	}
	slices.SortStableFunc(out, func(a, b mailOut) int { return b.SentAt.Compare(a.SentAt) })
	return answerJSON(r.Writer, http.StatusOK, "application/json", out[:min(len(out), mostMails)])
}
