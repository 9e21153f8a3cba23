package lead

import (
	"context"
	"database/sql/driver"
	"strconv"
	"strings"

	"sluice/internal/base"
	"sluice/internal/db"
	"sluice/internal/org"
)

// Consent is the record of what a person agreed to (INT-4). It is never changed but for its withdrawal.
type Consent struct {
	ID          base.ID     `db:"id"`
	Lead        base.ID     `db:"lead"`
	Contact     base.ID     `db:"contact"`
	TextVersion string      `db:"text_version"`
	Wording     string      `db:"wording"` // as it was read
	Purposes    string      `db:"purposes"`
	Channels    string      `db:"channels"`
	Recipients  string      `db:"recipients"`
	Page        string      `db:"page"`
	Evidence    Evidence    `db:"evidence"`
	GivenAt     base.Moment `db:"given_at"`
	WithdrawnAt base.Moment `db:"withdrawn_at"`
}

// Evidence is what shows that the consent was given.
type Evidence struct {
	Form    string `json:"form,omitempty"`
	Address string `json:"address,omitempty"`
	Agent   string `json:"agent,omitempty"`
	Lang    string `json:"lang,omitempty"`
}

// ConsentInput is a consent being given, in the wording the person read.
type ConsentInput struct {
	Key      string
	Version  int
	Wording  string
	Purposes []string
	Channels []string
	// Recipients are named as on the form.
	Recipients string
	Page       string
	Evidence   Evidence
}

// Value stores the evidence as JSON.
func (e Evidence) Value() (driver.Value, error) { return jsonText(e) }

// Scan reads what Value stored.
func (e *Evidence) Scan(src any) error { return scanJSON(src, e) }

func (s *Service) giveConsent(ctx context.Context, tx *db.Tx, a base.Actor, l *Lead, in *ConsentInput) error {
	if in == nil {
		return nil
	}
	row := Consent{
		ID: base.NewID(tx.Now()), Lead: l.ID, Contact: l.Contact, TextVersion: consentVersion(in.Key, in.Version),
		Wording: in.Wording, Purposes: strings.Join(in.Purposes, ","), Channels: strings.Join(in.Channels, ","),
		Recipients: in.Recipients, Page: base.Shorten(in.Page, 500), Evidence: in.Evidence, GivenAt: base.At(tx.Now()),
	}
	row.Evidence.Agent = base.Shorten(oneLine(row.Evidence.Agent), 300)
	if err := tx.Insert(ctx, "consent", row); err != nil {
		return err
	}
	return Record(ctx, tx, a, l, EventConsentGiven, Detail{Source: row.TextVersion})
}

func (s *Service) consentsIn(ctx context.Context, tx *db.Tx, id base.ID) ([]Consent, error) {
	var rows []Consent
	err := tx.Select(ctx, &rows, consentsSQL, db.Args{"lead": id})
	return rows, err
}

// withdraw ends every consent of the lead and takes it out of the partners' hands.
func (s *Service) withdraw(ctx context.Context, tx *db.Tx, cfg *org.Config, l *Lead) error {
	withdrawn, err := tx.Exec(ctx, withdrawSQL, db.Args{"lead": l.ID, "now": base.At(tx.Now())})
	if err != nil {
		return err
	}
	if withdrawn == 0 && !l.Open() {
		return base.Fail(base.CodeConflict, "leads.error_already_withdrawn")
	}
	prospect := base.Prospect(tx.Workspace())
	if l.Open() {
		if err := s.hooks.Ended(ctx, tx, prospect, l, EndingWithdrawn); err != nil {
			return err
		}
		l.Enter(withdrawnStage(cfg.Document), tx.Now())
		l.ClearDeadline()
	}
	s.Announce(tx, l)
	if err := Record(ctx, tx, prospect, l, EventConsentWithdraw, Detail{}); err != nil {
		return err
	}
	return s.Save(ctx, tx, l)
}

// consentVersion names an edition of a wording: "installer-call v2".
func consentVersion(key string, version int) string { return key + " v" + strconv.Itoa(version) }
